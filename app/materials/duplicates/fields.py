"""Two persons, events or places side by side: each field of both, and which of the two values is kept."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.materials.changes import FIELDS
from app.materials.subjects.models import NameForm, Place
from app.materials.subjects.queries import SURVIVOR
from app.materials.subjects.wholes import above
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
BOTH = ("mine", "theirs")
BOTH_KEPT = {"person": ("names",), "event": (), "place": ("former",)}


class Side(NamedTuple):
    """One field of both things: `mine` and `theirs` in the reader's words, empty where nothing is known.

    `barred` names those of the two values that cannot be kept.
    """

    name: str
    label: str
    mine: str
    theirs: str
    barred: tuple = ()

    @property
    def is_open(self):
        """Whether a person has to choose."""
        return bool(self.mine and self.theirs and self.mine != self.theirs and not self.barred)

    @property
    def best(self):
        """Which is kept unless it is chosen otherwise; empty where neither can be."""
        return next((which for which in BOTH if getattr(self, which) and which not in self.barred), "")

    def taken(self, chosen):
        """Which is kept, where that is what was chosen."""
        return chosen if chosen and chosen not in self.barred else self.best

    @property
    def lost(self):
        """The values that cannot be kept."""
        return list(dict.fromkeys(getattr(self, which) for which in self.barred))


def sides(survivor, other):
    """The fields of which something is known of either."""
    barred = {"part_of": barred_wholes(survivor, other)} if survivor.kind == "place" else {}
    every = (
        Side(name, label(name), shown(survivor, name), shown(other, name), barred.get(name, ()))
        for name in CHOSEN[survivor.kind]
    )
    return [side for side in every if side.mine or side.theirs]


def barred_wholes(survivor, other):
    """Whose whole is one of the two or lies within them: made one, they would lie within themselves by it."""
    if not (survivor.part_of_id or other.part_of_id):
        return ()
    ways, ids = above(survivor, other), {survivor.id, other.id}
    return tuple(which for which, thing in zip(BOTH, (survivor, other), strict=True) if ways[thing.id] & ids)


def taken(found, chosen):
    """Which value of each of these sides is kept: ``{field: "mine"|"theirs"}``, empty where neither can be."""
    return {side.name: side.taken(chosen.get(side.name)) for side in found}


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


def merged(survivor, other, kept):
    """The values of both made one, as `subjects.actions.write` takes them; `kept` is what `taken` gives."""
    whose = {name: other if kept.get(name) == "theirs" else survivor for name in CHOSEN[survivor.kind]}
    numbers = {name: value(whose[name], name) for name in NUMBERS}
    values = {
        **{held: getattr(whose[name], held) for name in whose for held in HOLDS.get(name, ())},
        "description": words(whose, DESCRIPTIONS),
        "authorities": {**survivor.authorities, **{name: number for name, number in numbers.items() if number}},
        **joined(survivor, other),
    }
    if survivor.kind != "person":
        values["name"] = words(whose, NAMES)
    if kept.get("part_of") == "":
        values["part_of"] = None
    return values


def joined(survivor, other):
    """The rows of which those of both are kept."""
    rows = {name: once([*rows_of(survivor, name), *rows_of(other, name)]) for name in BOTH_KEPT[survivor.kind]}
    return {"sources": once([*survivor.sources, *other.sources]), **rows}


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
        values[name] = values[name] and as_it_stands(values[name])
    if "names" in values:
        values["names"] = [{**row, "form": NameForm[row["form"]]} for row in values["names"]]
    return values


def as_it_stands(place_id):
    """The place, or what it was merged into since."""
    place = db.session.get(Place, place_id)
    if place is None or place.deleted_at is None:
        return place
    return db.session.get(Place, db.session.scalar(SURVIVOR[Place], {"merged_id": place_id}))
