"""How a material is cited: by GOST R 7.0.5-2008 (reference), GOST 7.1-2003 (description) and APA (7th edition, 2019).

Its own words are of the reader's language, as both ask for a reference in the language of the text it stands in.
"""

from datetime import date
from typing import NamedTuple

from babel.dates import get_month_names
from flask_babel import pgettext

from app.historic_dates import parse
from app.materials.models import MaterialKind
from app.materials.words import historic
from app.text import reader_language, word


class Cited(NamedTuple):
    """What a citation says: `collection` is the project's title, `edtf` when the material was made.

    `address` is its public page, empty while it is not on show; `day` the day on which the page is read.
    """

    title: str
    genre: MaterialKind
    edtf: str
    collection: str
    accession: str
    address: str
    day: date


class Citation(NamedTuple):
    """A way to cite, by the name of its standard, and the words to copy."""

    standard: str
    text: str


def citations(cited):
    return [
        Citation(pgettext("citation", "GOST R 7.0.5"), gost(cited)),
        Citation(pgettext("citation", "GOST 7.1"), description(cited)),
        Citation("APA", apa(cited)),
    ]


def gost(cited):
    """Title [Electronic resource] : kind. Date // Collection : online exhibition. Acc. no. N. URL: … (accessed: …).

    Areas are parted by full stops, which a reference may have in place of a stop and a dash; of what is not on show
    nothing electronic is said.
    """
    read_on = f"URL: {cited.address} ({accessed(cited)})" if cited.address else ""
    what = areas(f"{titled(cited)} : {kind_of(cited)}", begun(historic(cited.edtf)))
    return f"{what} // {areas(collection(cited), number_of(cited), read_on)}."


def description(cited):
    """Title [Electronic resource] : kind. – Date // Collection : online exhibition. – Acc. no. N. – Access: … (…).

    The description of a part of a whole; between areas stand a full stop and a dash.
    """
    access = pgettext("citation", "Access: %(address)s", address=cited.address) if cited.address else ""
    what = areas(f"{titled(cited)} : {kind_of(cited)}", begun(historic(cited.edtf)), dash=True)
    read_on = f"{access} ({accessed(cited)})" if access else ""
    return f"{what} // {areas(collection(cited), number_of(cited), read_on, dash=True)}."


def titled(cited):
    """The title, and that it is read on a screen where it is on show."""
    resource = pgettext("citation", "Electronic resource")
    return f"{plain(cited.title)} [{resource}]" if cited.address else plain(cited.title)


def kind_of(cited):
    return word("material kind", cited.genre.value).lower()


def collection(cited):
    exhibition = pgettext("citation", "online exhibition")
    return f"{cited.collection} : {exhibition}" if cited.address else cited.collection


def number_of(cited):
    return pgettext("citation", "Acc. no. %(number)s", number=cited.accession)


def accessed(cited):
    return pgettext("citation", "accessed: %(day)s", day=f"{cited.day:%d.%m.%Y}")


def areas(*parts, dash=False):
    """The parts that there are, with one full stop between them, and a dash where it is asked for."""
    *others, last = [part for part in parts if part]
    return (". – " if dash else ". ").join([*(plain(part) for part in others), last])


def begun(text):
    """The text as an area begins, with a capital letter."""
    return text[:1].upper() + text[1:]


def apa(cited):
    """Title [Kind]. (Date). Collection (Accession No. N). Address."""
    kind = word("material kind", cited.genre.value)
    number = pgettext("citation", "Accession No. %(number)s", number=cited.accession)
    parts = [f"{plain(cited.title)} [{kind}]", f"({apa_date(cited.edtf)})", f"{cited.collection} ({number})"]
    return f"{'. '.join(parts)}. {cited.address}".rstrip()


def apa_date(edtf):
    """The date as APA writes it in English: 1957, March 7; ca. 1957; n.d.; in other languages in words."""
    if not edtf:
        return pgettext("citation", "n.d.")
    if reader_language() != "en":
        return historic(edtf)
    sides = parse(edtf).sides
    only = sides[0]
    if len(sides) == 1 and only.kind in ("day", "month") and not only.is_about and not only.is_doubtful:
        month = get_month_names("wide", locale="en")[int(only.parts["month"])]
        return f"{only.parts['year']}, {month}" + (f" {int(only.parts['day'])}" if only.kind == "day" else "")
    return historic(edtf).replace("c. ", "ca. ")


def plain(text):
    """The text without the stop that the citation puts itself."""
    return text.rstrip(" .")
