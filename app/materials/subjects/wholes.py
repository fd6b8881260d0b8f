"""What places lie in, directly and further up: a chain that never leads back to where it began."""

import sqlalchemy as sa

from app.db import rows
from app.materials.subjects.models import Place
from app.text import Text
from workflows.engine import Refused
from workflows.sentences import Sentence

ITSELF = Sentence("A place cannot be part of itself.")
WITHIN = Sentence("“%(name)s” lies within this place itself.")


def check_whole(place, whole):
    """Raise `Refused` where `whole` is the place or lies within it. The caller holds the names of the project."""
    if whole is place:
        raise Refused([ITSELF])
    if place.id in above(whole)[whole.id]:
        raise Refused([Sentence(WITHIN, name=whole.title_for_journal)])


def above(*places):
    """The ids of all that each of these lies in: ``{place's id: {ids}}``, in one statement."""
    found: dict = {place.id: set() for place in places}
    for place_id, whole_id in rows(ABOVE, ids=list(found)):
        found[place_id].add(whole_id)
    return found


def ways_up(*of_these):
    """Pairs of a place and what it lies in. Each is found once, so that the search ends on a circle too."""
    is_part = Place.part_of_id.is_not(None)
    first = sa.select(Place.id.label("place_id"), Place.part_of_id.label("whole_id")).where(is_part, *of_these)
    way = first.cte("way", recursive=True)
    return way.union(sa.select(way.c.place_id, Place.part_of_id).join(way, way.c.whole_id == Place.id).where(is_part))


FROM_SOME = ways_up(Place.id.in_(sa.bindparam("ids", expanding=True)))
ABOVE = sa.select(FROM_SOME.c.place_id, FROM_SOME.c.whole_id)
FROM_ALL = ways_up()
NAMED = (Text.subject_type == Place.kind, Text.field == "name", Text.is_original)
IN_CIRCLES = (
    sa.select(FROM_ALL.c.place_id, Text.text)
    .join(Text, sa.and_(Text.subject_id == FROM_ALL.c.place_id, *NAMED))
    .where(FROM_ALL.c.place_id == FROM_ALL.c.whole_id)
    .order_by(FROM_ALL.c.place_id)
)


def circles():
    """A sentence for each place that lies within itself, which no page lets come about; for `verify`."""
    yield from (f"place {id} “{name}”: it lies within itself" for id, name in rows(IN_CIRCLES))
