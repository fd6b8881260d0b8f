"""What the public may see, as conditions. Every public statement is made of these, so none can be forgotten.

They are asked anew at each reading: a consent that ends or a person found to be living closes a page at once, before
anything else has followed. Their values are those of `today`.
"""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.materials.models import PUBLISHED_AS, Material
from app.materials.subjects.models import Event, Person, about_event, about_person
from app.projects.models import Project
from workflows.materials import MaterialState

PROJECT = sa.bindparam("project_id", type_=sa.Integer)
DAY = sa.bindparam("day", type_=sa.Date)
#: The same day as text, as consents keep their last one.
WRITTEN_DAY = sa.bindparam("written_day", type_=sa.String)
#: Whoever is in a material, beside the person whom a statement may be about.
Somebody = aliased(Person)


def today(project):
    """The values that the conditions take, by the project's own day."""
    day = clock.today(project.time_zone)
    return {"project_id": project.id, "day": day, "written_day": day.isoformat()}


def agrees(person, *scopes):
    """Whether somebody has agreed to all of this; the dead are not asked, of whom nothing is known as the living."""
    lasts = [person.consented[scope].as_string() for scope in scopes]
    agreed = sa.and_(*(sa.or_(last == "", last >= WRITTEN_DAY) for last in lasts))
    return sa.func.coalesce(sa.or_(person.is_living.is_(False), agreed), sa.false())


def objections():
    """People in a material of some kind who have not agreed to have it published."""
    for scope in sorted(set(PUBLISHED_AS.values())):
        kinds = [kind for kind, asked in PUBLISHED_AS.items() if asked == scope]
        yield sa.and_(Material.genre.in_(kinds), sa.not_(agrees(Somebody, scope)))


def somebody_objects(*which):
    """Whether one of these objections is that of somebody in the material."""
    return (
        sa.select(sa.literal(1))
        .select_from(about_person)
        .join(Somebody, Somebody.id == about_person.c.person_id)
        .where(about_person.c.material_id == Material.id, sa.or_(*which))
        .correlate(Material)
        .exists()
    )


SOMEBODY_OBJECTS = somebody_objects(*objections())
#: A material of any kind may hold a recording, which asks for a consent of its own.
IS_HEARD = sa.not_(somebody_objects(sa.not_(agrees(Somebody, "PUBLISH_AUDIO"))))
IS_WATCHED = sa.not_(somebody_objects(sa.not_(agrees(Somebody, "PUBLISH_VIDEO"))))
#: So may a paper with pages, which has words and pictures on it.
IS_READ = sa.not_(somebody_objects(sa.not_(agrees(Somebody, "PUBLISH_TEXT", "PUBLISH_PHOTO"))))
#: What is said in a recording is published in words besides, and those who speak may be called by name.
IS_WRITTEN_DOWN = sa.not_(somebody_objects(sa.not_(agrees(Somebody, "PUBLISH_TEXT"))))
IS_CALLED = sa.not_(somebody_objects(sa.not_(agrees(Somebody, "SHOW_NAME"))))
HAS_EXHIBIT = sa.and_(Project.exhibit_since.is_not(None), Project.deleted_at.is_(None))
IS_SHOWN = sa.and_(
    Material.state == MaterialState.PUBLISHED,
    Material.deleted_at.is_(None),
    sa.or_(Material.embargo_until.is_(None), Material.embargo_until <= DAY),
    sa.not_(SOMEBODY_OBJECTS),
)


def stands_in_a_material(model, table):
    """Whether something that is shown is about it."""
    way = table.c[f"{model.kind}_id"]
    tied = sa.select(sa.literal(1)).select_from(table).join(Material, Material.id == table.c.material_id)
    return tied.where(table.c.project_id == PROJECT, way == model.id, IS_SHOWN).correlate(model).exists()


#: A person is named only where a published material is about them; of the living, the name needs a consent of its own.
IS_NAMED = sa.and_(Person.deleted_at.is_(None), agrees(Person, "SHOW_NAME"), stands_in_a_material(Person, about_person))
#: What is told beyond the name, dates and ties too: of the living only what they gave to public sources.
IS_TOLD = agrees(Person, "SHOW_NAME", "PUBLIC_SOURCES")
IS_SEEN = sa.and_(Event.deleted_at.is_(None), stands_in_a_material(Event, about_event))


def if_told(column):
    """A fact of a person; nothing where it is not for everybody."""
    return sa.case((IS_TOLD, column), else_="").label(column.key)
