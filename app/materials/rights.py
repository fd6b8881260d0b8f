"""The rights statements offered to librarians, some of rightsstatements.org's twelve; its page explains each."""

from workflows.sentences import p

VOCABULARY = "http://rightsstatements.org/vocab/"

STATEMENTS = {
    f"{VOCABULARY}InC/1.0/": p("rights", "In copyright"),
    f"{VOCABULARY}InC-NC/1.0/": p("rights", "In copyright, non-commercial use permitted"),
    f"{VOCABULARY}InC-RUU/1.0/": p("rights", "In copyright, rights holder cannot be found"),
    f"{VOCABULARY}CNE/1.0/": p("rights", "Copyright not evaluated"),
    f"{VOCABULARY}UND/1.0/": p("rights", "Copyright undetermined"),
}
