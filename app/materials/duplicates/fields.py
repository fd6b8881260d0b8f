"""The two persons side by side: each field of both, and which of the two values is kept."""

from typing import NamedTuple

from flask_babel import pgettext

from app.materials.changes import FIELDS
from app.materials.subjects.words import AUTHORITIES, living
from app.materials.words import historic

#: Of which one value of two is kept; names and sources are kept of both.
DATES = ("birth", "death")
DATE_COLUMNS = tuple(f"{name}{end}" for name in DATES for end in ("", "_min", "_max"))
DESCRIPTIONS = ("kk", "ru", "en")
NUMBERS = ("wikidata", "viaf", "isni")
#: A person's form holds so many names, and so many sources.
MOST_ROWS = 40
CHOSEN = (*DATES, "is_living", *(f"description_{code}" for code in DESCRIPTIONS), *NUMBERS)


class Side(NamedTuple):
    """One field of both persons: `mine` and `theirs` in the reader's words, empty where nothing is known."""

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
    every = (Side(name, label(name), shown(survivor, name), shown(other, name)) for name in CHOSEN)
    return [side for side in every if side.mine or side.theirs]


def label(name):
    if name in NUMBERS:
        return AUTHORITIES[name][0]
    return pgettext("field", FIELDS[name.replace("_", " ") if name.startswith("description") else name])


def shown(person, name):
    if name in DATES:
        return historic(getattr(person, name))
    if name == "is_living":
        return "" if person.is_living is None else living(person.is_living)
    return value(person, name)


def value(person, name):
    """What a field of a person holds."""
    if name in NUMBERS:
        return person.authorities.get(name, "")
    if name.startswith("description_"):
        code = name.removeprefix("description_")
        return next((row.text for row in person.texts if (row.field, row.language) == ("description", code)), "")
    return getattr(person, name)


def merged(survivor, other, chosen):
    """The values of both made one, as `subjects.actions.write` takes them; `chosen` is ``{field: "mine"|"theirs"}``."""
    taken = {side.name: chosen.get(side.name, side.best) for side in sides(survivor, other)}
    whose = {name: other if which == "theirs" else survivor for name, which in taken.items()}
    dates = {column: getattr(whose.get(column[:5], survivor), column) for column in DATE_COLUMNS}
    numbers = {name: value(whose[name], name) for name in NUMBERS if name in whose}
    return {
        **dates,
        "is_living": whose.get("is_living", survivor).is_living,
        "description": {code: value(whose[name], name) for code, name in descriptions() if name in whose},
        "authorities": {**survivor.authorities, **{name: number for name, number in numbers.items() if number}},
        "sources": once([*survivor.sources, *other.sources]),
        "names": once([*names_of(survivor), *names_of(other)]),
    }


def descriptions():
    return [(code, f"description_{code}") for code in DESCRIPTIONS]


def names_of(person):
    """The rows of a person's names, as forms hand them over."""
    parts = ("surname", "given", "patronymic", "language", "form")
    return [{part: getattr(name, part) for part in parts} for name in person.names]


def once(rows):
    """The rows without those that are there already."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]
