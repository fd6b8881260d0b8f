"""How a material is cited: by GOST R 7.0.5-2008 (bibliographic reference) and by APA (7th edition, 2019).

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
    return [Citation(pgettext("citation", "GOST R 7.0.5"), gost(cited)), Citation("APA", apa(cited))]


def gost(cited):
    """Title [Electronic resource] : kind. Date // Collection : online exhibition. Acc. no. N. URL: … (accessed: …).

    Areas are parted by full stops, which a reference may have in place of a stop and a dash; of what is not on show
    nothing electronic is said.
    """
    kind = word("material kind", cited.genre.value).lower()
    number = pgettext("citation", "Acc. no. %(number)s", number=cited.accession)
    electronic, place, read_on = "", cited.collection, ""
    if cited.address:
        resource, exhibition = pgettext("citation", "Electronic resource"), pgettext("citation", "online exhibition")
        day = pgettext("citation", "accessed: %(day)s", day=f"{cited.day:%d.%m.%Y}")
        electronic, place = f" [{resource}]", f"{cited.collection} : {exhibition}"
        read_on = f"URL: {cited.address} ({day})"
    what = areas(f"{plain(cited.title)}{electronic} : {kind}", begun(historic(cited.edtf)))
    return f"{what} // {areas(place, number, read_on)}."


def areas(*parts):
    """The parts that there are, with one full stop between them."""
    *others, last = [part for part in parts if part]
    return ". ".join([*(plain(part) for part in others), last])


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
