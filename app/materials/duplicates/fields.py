"""Two persons, events or places side by side: each field of both, and which of the two values is kept."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.materials.changes import FIELDS
from app.materials.subjects.models import NameForm, Place
from app.materials.subjects.queries import lies_within
from app.materials.subjects.words import AUTHORITIES, SCRIPTS, living
from app.materials.words import historic

#: Names of events and places, and descriptions of all, are words: one a language.
LANGUAGES = ("kk", "ru", "en")
NUMBERS = tuple(AUTHORITIES)
DATES = ("birth", "death", "edtf")
#: A form holds so many names, and so many sources.
MOST_ROWS = 40
NAMES, DESCRIPTIONS = (tuple(f"{field}_{code}" for code in LANGUAGES) for field in ("name", "description"))
#: Of which one value of two is kept, by kind; names of persons, former names and sources are kept of both.
CHOSEN = {
    "person": ("birth", "death", "is_living", *DESCRIPTIONS, *NUMBERS),
    "event": (*NAMES, "edtf", "place", *DESCRIPTIONS, *NUMBERS),
    "place": (*NAMES, "spot", "part_of", *DESCRIPTIONS, *NUMBERS),
}
#: What of a thing a choice stands for.
HOLDS = {
    "birth": ("birth", "birth_min", "birth_max"),
    "death": ("death", "death_min", "death_max"),
    "is_living": ("is_living",),
    "edtf": ("edtf", "date_min", "date_max"),
    "place": ("place",),
    "spot": ("latitude", "longitude"),
    "part_of": ("part_of",),
}
BOTH_KEPT = {"person": ("names",), "event": (), "place": ("former",)}


class Side(NamedTuple):
    """One field of both things: `mine` and `theirs` in the reader's words, empty where nothing is known."""

    name: str
    label: str
    mine: str
    theirs: str

    @property
    def is_open(self):
        """Whether a person has to choose."""
        return bool(self.mine and self.theirs and self.mine != self.theirs)

    @property
    def best(self):
        """Which is kept unless it is chosen otherwise."""
        return "mine" if self.mine or not self.theirs else "theirs"


def sides(survivor, other):
    """The fields of which something is known of either."""
    every = (Side(name, label(name), shown(survivor, name), shown(other, name)) for name in CHOSEN[survivor.kind])
    return [side for side in every if side.mine or side.theirs]


def label(name):
    if name in NUMBERS:
        return AUTHORITIES[name][0]
    if name in NAMES:
        return f"{pgettext('field', FIELDS['name'])}: {pgettext('script', SCRIPTS[name[-2:]])}"
    if name == "spot":
        return _("Coordinates")
    return pgettext("field", FIELDS[name.replace("_", " ") if name in DESCRIPTIONS else name])


def shown(thing, name):
    held = value(thing, name)
    if name in DATES:
        return historic(held)
    if name == "is_living":
        return "" if held is None else living(held)
    if name == "spot":
        return "" if held is None else f"{held[0]}, {held[1]}"
    if name in ("place", "part_of"):
        return held.title if held else ""
    return held


def value(thing, name):
    """What a field of a thing holds."""
    if name in NUMBERS:
        return thing.authorities.get(name, "")
    if name in NAMES + DESCRIPTIONS:
        field, code = name.rsplit("_", 1)
        return next((row.text for row in thing.texts if (row.field, row.language) == (field, code)), "")
    if name == "spot":
        spot = (thing.latitude, thing.longitude)
        return None if None in spot else spot
    return getattr(thing, name)


def merged(survivor, other, chosen):
    """The values of both made one, as `subjects.actions.write` takes them; `chosen` is ``{field: "mine"|"theirs"}``."""
    taken = {side.name: chosen.get(side.name, side.best) for side in sides(survivor, other)}
    whose = {name: other if taken.get(name) == "theirs" else survivor for name in CHOSEN[survivor.kind]}
    numbers = {name: value(whose[name], name) for name in NUMBERS}
    values = {
        **{held: getattr(whose[name], held) for name in whose for held in HOLDS.get(name, ())},
        "description": words(whose, DESCRIPTIONS),
        "authorities": {**survivor.authorities, **{name: number for name, number in numbers.items() if number}},
        "sources": once([*survivor.sources, *other.sources]),
        **{rows: once([*rows_of(survivor, rows), *rows_of(other, rows)]) for rows in BOTH_KEPT[survivor.kind]},
    }
    if survivor.kind != "person":
        values["name"] = words(whose, NAMES)
    if "part_of" in values:
        values["part_of"] = whole_of(survivor, other, values["part_of"])
    return values


def whole_of(survivor, other, chosen):
    """The place that the two lie in as one: the chosen one unless it lies in either of them, else the other's."""
    wholes = (place for place in (chosen, survivor.part_of, other.part_of) if place)
    return next((place for place in wholes if not lies_within(place, survivor) and not lies_within(place, other)), None)


def words(whose, names):
    """Texts by language, each of whom it is taken."""
    return {name[-2:]: value(whose[name], name) for name in names}


def rows_of(thing, rows):
    """The rows of its names or former names, as forms hand them over."""
    if rows == "former":
        return thing.former
    parts = ("surname", "given", "patronymic", "language", "form")
    return [{part: getattr(name, part) for part in parts} for name in thing.names]


def once(rows):
    """The rows without those that are there already."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


def kept_of(thing):
    """All of a thing that a merge writes over, fit for JSON."""
    fields = {"description": DESCRIPTIONS} | ({} if thing.kind == "person" else {"name": NAMES})
    own = {field: {name[-2:]: value(thing, name) for name in names} for field, names in fields.items()}
    held = {held: getattr(thing, held) for name in CHOSEN[thing.kind] for held in HOLDS.get(name, ())}
    facts = {name: fact.id if isinstance(fact, Place) else fact for name, fact in held.items()}
    rows = {name: rows_of(thing, name) for name in BOTH_KEPT[thing.kind]}
    for name in rows.get("names", ()):
        name["form"] = name["form"].name
    return {**facts, **rows, **own, "sources": thing.sources, "authorities": thing.authorities}


def as_kept(was):
    """What `kept_of` gave, as `subjects.actions.write` takes it."""
    values = dict(was)
    for name in {"place", "part_of"} & values.keys():
        values[name] = values[name] and db.session.get(Place, values[name])
    if "names" in values:
        values["names"] = [{**row, "form": NameForm[row["form"]]} for row in values["names"]]
    return values
