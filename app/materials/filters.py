"""What a reader of the list chose to see. Anything unknown in the address is left aside."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import pgettext

from app.addresses import row_id
from app.finding import asked
from app.kazakh import tidy
from app.materials.forms import LANGUAGES
from app.materials.models import MaterialKind
from app.materials.rights import STATEMENTS
from workflows.materials import MaterialState
from workflows.sentences import p

LONGEST = 100
#: In an address: what has no date, no rights statement, no language.
UNSAID = "none"
#: Rights statements by the short names that addresses use.
RIGHTS = {uri.rstrip("/").split("/")[-2]: uri for uri in STATEMENTS}
FACETS = {
    "genre": p("facet", "Kind"),
    "state": p("facet", "State"),
    "decade": p("facet", "Decade"),
    "person": p("facet", "Person"),
    "event": p("facet", "Event"),
    "place": p("facet", "Place"),
    "collector": p("facet", "Collected by"),
    "rights": p("facet", "Rights"),
    "language": p("facet", "Language"),
}


class Wish(NamedTuple):
    """One choice: its condition by name and value as `matching` takes them, and its key as it is counted."""

    condition: str
    value: object
    key: str


def by_number(facet, typed):
    number = row_id(typed)
    return Wish(facet, number, str(number))


def decade(facet, typed):
    if typed == UNSAID:
        return Wish("undated", True, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and typed.endswith("0")):
        raise ValueError(typed)
    return Wish(facet, int(typed), str(int(typed)))


def of_known(known):
    """Reads one of these values by its name in addresses; `UNSAID` stands for an empty one."""

    def read(facet, typed):
        value = "" if typed == UNSAID else known[typed]
        return Wish(facet, value, value)

    return read


def of_enum(enum):
    return lambda facet, typed: Wish(facet, enum[typed], typed)


READ = {
    "genre": of_enum(MaterialKind),
    "state": of_enum(MaterialState),
    "decade": decade,
    **dict.fromkeys(("person", "event", "place", "collector", "set"), by_number),
    "rights": of_known(RIGHTS),
    "language": of_known({code: code for code in LANGUAGES}),
}


#: Ways to look at the list besides its lines.
VIEWS = ("grid",)


class Filters:
    """The words, the choices and the view of an address. A working set that its reader may not open holds nothing."""

    def __init__(self, arguments, reader):
        self.reader = reader
        self.words = tidy(arguments.get("words", ""))[:LONGEST].strip()
        self.wishes = {}
        self.chosen = {"words": self.words} if self.words else {}
        for facet, read in READ.items():
            typed = arguments.get(facet, "")
            try:
                self.wishes[facet] = read(facet, typed)
            except (KeyError, ValueError):
                continue
            self.chosen[facet] = typed
        self.view = arguments.get("view") if arguments.get("view") in VIEWS else ""

    @property
    def wanted(self):
        """The choices as `queries.page_of` takes them, without the words."""
        asked = {wish.condition: wish.value for wish in self.wishes.values()}
        return asked | ({"reader": self.reader.id} if "set" in asked else {})

    @property
    def values(self):
        """All conditions with their values, as statements take them."""
        return {"words": asked(self.words), **self.wanted} if self.words else self.wanted

    @property
    def query(self):
        """All that was chosen, as it stands behind the question mark."""
        return urlencode(self.kept)

    @property
    def kept(self):
        """The same as parts of an address, with the view."""
        return self.chosen | ({"view": self.view} if self.view else {})

    def without(self, name):
        return {facet: typed for facet, typed in self.kept.items() if facet != name}


def typed_as(facet, key):
    """A counted key as an address names it."""
    if facet == "rights" and key:
        return next((short for short, uri in RIGHTS.items() if uri == key), "")
    return key or UNSAID


def label(facet):
    return _("Working set") if facet == "set" else pgettext("facet", FACETS[facet])
