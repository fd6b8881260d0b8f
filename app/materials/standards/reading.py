"""Records of many materials at once: three statements, whether it is one material or thousands."""

from functools import lru_cache
from itertools import chain

import sqlalchemy as sa

from app.db import rows
from app.materials.models import Material
from app.materials.standards.record import Named, Record
from app.materials.subjects.models import Event, Person, Place, about_event, about_person, about_place
from app.materials.subjects.words import authority_address
from app.projects.models import Project
from app.text import Text

#: What a record takes from the material's own row.
FACTS = (
    Material.id,
    Material.project_id,
    Material.accession,
    Material.genre,
    Material.edtf,
    Material.language,
    Material.link,
    Material.rights_uri,
    Material.rights_holder,
)
PROJECT = sa.bindparam("project_id", type_=sa.Integer)
TABLES = {Person: about_person, Event: about_event, Place: about_place}


def about(conditions, is_told=None):
    """The statement that says whom and what `material_ids` are about: rows of material_id, what, id, authorities.

    `conditions` are ``{model: condition}``: of these only what may be named. Of persons who do not meet `is_told` the
    numbers in other catalogues are left out, since those tell more than a name.
    """
    return sa.union_all(*(about_one(model, condition, is_told) for model, condition in conditions.items()))


def about_one(model, condition, is_told):
    table = TABLES[model]
    numbers = model.authorities
    if model is Person and is_told is not None:
        numbers = sa.case((is_told, numbers), else_=sa.null())
    query = sa.select(table.c.material_id, sa.literal(model.kind).label("what"), model.id)
    query = query.add_columns(sa.type_coerce(numbers, sa.JSON).label("authorities"))
    query = query.join(table, table.c[f"{model.kind}_id"] == model.id).where(table.c.project_id == PROJECT)
    return query.where(table.c.material_id.in_(sa.bindparam("material_ids", expanding=True)), condition)


#: For the workgroup: whatever is not in the bin.
ABOUT_OURS = about({model: model.deleted_at.is_(None) for model in TABLES})


def records(found, tied, address):
    """The records of these rows of `FACTS`, all of one project, in their order.

    `tied` are rows of a statement of `about`; `address(what, id)` gives the page of a material, a person, an event
    or a place, or an empty text.
    """
    if not found:
        return []
    project_id = found[0].project_id
    named: dict = {}
    numbers: dict = {}
    for row in sorted(tied, key=lambda row: row[:3]):
        named.setdefault(row.material_id, []).append((row.what, row.id))
        numbers[row.what, row.id] = addresses_of(row.authorities)
    things = [("project", project_id), *(("material", row.id) for row in found), *chain(*named.values())]
    words = words_of(things)
    return [record(row, named.get(row.id, ()), words, numbers, address) for row in found]


def addresses_of(numbers):
    return tuple(authority_address(name, number) for name, number in sorted((numbers or {}).items()))


def record(row, named, words, numbers, address):
    return Record(
        address=address("material", row.id),
        accession=row.accession,
        genre=row.genre,
        edtf=row.edtf,
        language=row.language,
        link=row.link,
        rights_uri=row.rights_uri,
        rights_holder=row.rights_holder,
        titles=words.get(("material", row.id, "title"), {}),
        descriptions=words.get(("material", row.id, "description"), {}),
        collection=words.get(("project", row.project_id, "title"), {}),
        about=tuple(
            Named(what, address(what, id), words.get((what, id, "name"), {}), numbers[what, id]) for what, id in named
        ),
    )


def words_of(things):
    """``{(kind, id, field): {language: text}}`` of pairs of kind and id, the language first written in first."""
    ids: dict = {}
    for kind, id in dict.fromkeys(things):
        ids.setdefault(kind, []).append(id)
    found: dict = {}
    for row in rows(spoken(tuple(sorted(ids))), **ids):
        found.setdefault((row.subject_type, row.subject_id, row.field), {})[row.language] = row.text
    return found


FIELDS = {Material.kind: ("title", "description"), Project.kind: ("title",)}


@lru_cache(maxsize=16)
def spoken(kinds):
    which = (
        sa.and_(
            Text.subject_type == kind,
            Text.subject_id.in_(sa.bindparam(kind, expanding=True)),
            Text.field.in_(FIELDS.get(kind, ("name",))),
        )
        for kind in kinds
    )
    query = sa.select(Text.subject_type, Text.subject_id, Text.field, Text.language, Text.text)
    return query.where(sa.or_(*which)).order_by(Text.is_original.desc(), Text.language)
