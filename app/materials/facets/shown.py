"""The facets as the list draws them: chosen ones to take away, others to add, each a plain link."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from app.materials.facets.reading import OFFERED
from app.materials.filters import FACETS, label, typed_as
from app.materials.models import MaterialKind
from app.materials.rights import STATEMENTS
from app.materials.words import historic
from app.numbers import number
from app.text import word
from workflows.materials import MaterialState

#: These stand open on the page, the others unfold.
OPEN = ("genre", "state", "decade")


class Chip(NamedTuple):
    """Something chosen, and the address without it."""

    label: str
    text: str
    url: str


class Choice(NamedTuple):
    text: str
    figure: str
    url: str


class Facet(NamedTuple):
    name: str
    label: str
    choices: list
    is_open: bool


def chips(filters, counts, people, address):
    """What is chosen, in the order of the facets, the words first."""
    chosen = [("words", _("Words"), f"“{filters.words}”")] if filters.words else []
    for facet, wish in filters.wishes.items():
        chosen.append((facet, label(facet), said(facet, wish.key, counts.names, people)))
    return [Chip(name, text, behind(address, filters.without(facet))) for facet, name, text in chosen]


def facets(filters, counts, people, address):
    """The facets of which nothing is chosen yet and which still tell materials apart."""
    rest = filters.query
    start = f"{address}?{rest}{'&' if rest else ''}"
    shown = []
    for facet in FACETS:
        if facet in filters.wishes:
            continue
        keys = counts.by_key[facet]
        choices = [choice(facet, key, keys[key], counts, people, start) for key in in_order(facet, keys)]
        if choices:
            shown.append(Facet(facet, label(facet), choices[: MOST.get(facet, OFFERED)], facet in OPEN))
    return shown


#: Of decades so many are offered that two centuries and more are whole.
MOST = {"decade": 40}


def choice(facet, key, n, counts, people, start):
    url = f"{start}{facet}={quote(typed_as(facet, key))}"
    return Choice(said(facet, key, counts.names, people), figure(n, counts.is_exact), url)


def in_order(facet, keys):
    """Kinds and states as the library lists them, decades as time goes, the rest by how many there are."""
    if facet == "decade":
        return sorted(keys, key=lambda key: int(key or 10_000))
    if facet in ENUMS:
        return [name for name in ENUMS[facet][0].__members__ if name in keys]
    return sorted((key for key in keys if typed_as(facet, key)), key=lambda key: -(keys[key] or 0))


ENUMS = {"genre": (MaterialKind, "material kind"), "state": (MaterialState, "material")}


def figure(n, is_exact):
    """How many there are; with a plus sign where it is at least so many."""
    if n is None:
        return ""
    return number(n) if is_exact else f"{number(n)}+"


def said(facet, key, names, people):
    """A key in the reader's words."""
    if facet == "set":
        return names.get((facet, key)) or "–"
    if facet in ENUMS:
        enum, context = ENUMS[facet]
        return word(context, enum[key].value)
    if not key:
        return {"decade": _("Without a date"), "rights": _("Rights not set"), "language": _("No language")}[facet]
    if facet == "decade":
        return historic(f"{key:0>4}"[:3] + "X")
    if facet == "collector":
        return people.get(int(key), "–")
    if facet == "rights":
        return pgettext("rights", STATEMENTS[key]) if key in STATEMENTS else key
    if facet == "language":
        return get_locale().languages.get(key, key)
    return names.get((facet, key), "–")


def behind(address, chosen):
    return f"{address}?{urlencode(chosen)}" if chosen else address
