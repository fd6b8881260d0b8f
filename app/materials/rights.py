"""The rights statements offered to librarians: some of rightsstatements.org's twelve, and two licences."""

from workflows.sentences import p

VOCABULARY = "http://rightsstatements.org/vocab/"

STATEMENTS = {
    f"{VOCABULARY}InC/1.0/": p("rights", "In copyright"),
    f"{VOCABULARY}InC-NC/1.0/": p("rights", "In copyright, non-commercial use permitted"),
    f"{VOCABULARY}InC-RUU/1.0/": p("rights", "In copyright, rights holder cannot be found"),
    f"{VOCABULARY}CNE/1.0/": p("rights", "Copyright not evaluated"),
    f"{VOCABULARY}UND/1.0/": p("rights", "Copyright undetermined"),
    "https://creativecommons.org/licenses/by/4.0/": p("rights", "Licence CC BY 4.0: free with the author's name"),
    "https://creativecommons.org/publicdomain/zero/1.0/": p("rights", "CC0: given to everybody without conditions"),
}
