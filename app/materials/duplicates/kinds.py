"""By what two persons, two events or two places may be known to be the same: what tells the three kinds apart, once."""

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.materials.duplicates.models import PAIRS, EventKey, PersonKey, PlaceKey
from app.materials.duplicates.names import keys, likeness, title_keys, title_likeness
from app.materials.subjects.models import Event, Person, PersonName, Place
from app.text import Text
from workflows.sentences import p

#: Two spots so near each other are one place, in degrees: the middle of a town or its edge.
NEAR = 0.1


def never(_one, _other):
    return False


def no_more(_row):
    return ()


class Kind(NamedTuple):
    """`name` is read where `named` joins it, in the order of `place`, and `more` gives further names of a row.

    Only those that have one of their `keys` in common are compared, and `likeness` says in what two names are alike.
    `spans` are what must not contradict, of the columns `facts` of a row: pairs of bounds by name, None where open.
    """

    model: Any
    key: Any
    name: Any
    named: Any
    place: Any
    keys: Callable
    likeness: Callable
    facts: tuple
    spans: Callable
    contradict: Callable = never
    more: Callable = no_more

    @property
    def pair(self):
        return PAIRS[self.model.kind]


def titled(model):
    """The names of events and places are words, one a language."""
    return sa.and_(Text.subject_type == model.kind, Text.subject_id == model.id, Text.field == "name")


def one_was_dead(one, other):
    """Whether one of the two was dead before the other was born."""
    return ends(one["death"]) < starts(other["birth"]) or ends(other["death"]) < starts(one["birth"])


def starts(span):
    return float("-inf") if span[0] is None else span[0]


def ends(span):
    return float("inf") if span[1] is None else span[1]


def around(degrees):
    return (None, None) if degrees is None else (degrees - NEAR, degrees + NEAR)


PERSON = Kind(
    model=Person,
    key=PersonKey,
    name=PersonName.whole,
    named=PersonName.person_id == Person.id,
    place=PersonName.position,
    keys=keys,
    likeness=likeness,
    facts=(Person.birth_min, Person.birth_max, Person.death_min, Person.death_max),
    spans=lambda row: {"birth": (row.birth_min, row.birth_max), "death": (row.death_min, row.death_max)},
    contradict=one_was_dead,
)
EVENT = Kind(
    model=Event,
    key=EventKey,
    name=Text.text,
    named=titled(Event),
    place=Text.language,
    keys=title_keys,
    likeness=title_likeness,
    facts=(Event.date_min, Event.date_max),
    spans=lambda row: {"date": (row.date_min, row.date_max)},
)
PLACE = Kind(
    model=Place,
    key=PlaceKey,
    name=Text.text,
    named=titled(Place),
    place=Text.language,
    keys=title_keys,
    likeness=title_likeness,
    facts=(Place.latitude, Place.longitude, Place.former),
    spans=lambda row: {"latitude": around(row.latitude), "longitude": around(row.longitude)},
    more=lambda row: tuple(former["name"] for former in row.former),
)
KINDS = {kind.model.kind: kind for kind in (PERSON, EVENT, PLACE)}
#: What is said of a pair that agrees in this; the latitude speaks for the longitude.
AGREED = {
    "birth": p("likeness", "Dates of birth agree"),
    "death": p("likeness", "Dates of death agree"),
    "date": p("likeness", "The dates agree"),
    "latitude": p("likeness", "Both lie near each other"),
}
