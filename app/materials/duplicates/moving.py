"""What hangs on a person, event or place goes over to another without doubles, and back: materials, tasks, ties.

Each of the moves gives what it did as values fit for JSON, which the journal keeps; its way back takes them.
"""

import sqlalchemy as sa

from app.db import db, upsert
from app.materials.duplicates import ties
from app.materials.duplicates.models import PAIRS
from app.materials.subjects.queries import ABOUT
from app.tasks.ties import actions as tasks
from app.tasks.ties.models import task_link


def move(old, new):
    """Everything goes over from `old` to `new`; gives what was moved, by what it is."""
    return {what: there(old, new) for what, (there, _back) in ways_of(old).items()}


def move_back(old, new, moved):
    """What was moved from `old` and still hangs on `new` goes back; what came since stays."""
    for what, (_there, back) in ways_of(old).items():
        back(old, new, moved[what])


def materials_there(old, new):
    table, mine = about(old)
    ids = set(db.session.scalars(sa.select(table.c.material_id).where(mine == old.id)))
    both = ids & set(db.session.scalars(sa.select(table.c.material_id).where(mine == new.id)))
    hang_materials(old, new, ids - both)
    db.session.execute(sa.delete(table).where(mine == old.id))
    return {"moved": sorted(ids - both), "both": sorted(both)}


def materials_back(old, new, ids):
    table, mine = about(old)
    still = sa.select(table.c.material_id).where(mine == new.id, table.c.material_id.in_([*ids["moved"], *ids["both"]]))
    found = set(db.session.scalars(still))
    hang_materials(new, old, found & set(ids["moved"]))
    both = [
        {"project_id": old.project_id, "material_id": id, mine.key: old.id} for id in sorted(found & {*ids["both"]})
    ]
    if both:
        db.session.execute(upsert(table).values(both).on_conflict_do_nothing())


def about(thing):
    """The table of the materials about such a thing, and its column for the thing."""
    table = ABOUT[thing.kind]
    return table, table.c[f"{thing.kind}_id"]


def hang_materials(old, new, ids):
    table, mine = about(old)
    moved = sa.update(table).where(mine == old.id, table.c.material_id.in_(ids))
    db.session.execute(moved.values({mine: new.id}))


def tasks_there(old, new):
    moved, both = tasks.hand_over(old, new)
    return {"moved": moved, "both": both}


def tasks_back(old, new, ids):
    both = tasks.tied_to(new) & set(ids["both"])
    tasks.hand_over(new, old, ids["moved"])
    for task_id in sorted(both):
        row = {"task_id": task_id, "subject_type": old.kind, "subject_id": old.id}
        db.session.execute(upsert(task_link).values(row).on_conflict_do_nothing())


def told_apart_there(old, new):
    """What `old` was said not to be, `new` is not either."""
    pair, ids = PAIRS[old.kind], db.session.scalars(told_apart_from(old)).all()
    tell_apart(new, ids)
    db.session.execute(sa.delete(pair).where(sa.or_(pair.one_id == old.id, pair.other_id == old.id)))
    return list(ids)


def told_apart_back(old, new, ids):
    tell_apart(old, ids)


def told_apart_from(thing):
    pair = PAIRS[thing.kind]
    other = sa.case((pair.one_id == thing.id, pair.other_id), else_=pair.one_id)
    return sa.select(other).where(sa.or_(pair.one_id == thing.id, pair.other_id == thing.id), pair.is_apart.is_(True))


def tell_apart(thing, ids):
    for id in ids:
        pair = {"one_id": min(thing.id, id), "other_id": max(thing.id, id)}
        row = upsert(PAIRS[thing.kind]).values(project_id=thing.project_id, is_apart=True, **pair)
        db.session.execute(row.on_conflict_do_update(index_elements=["one_id", "other_id"], set_={"is_apart": True}))


WAYS = {
    "materials": (materials_there, materials_back),
    "events": (ties.parts_there, ties.parts_back),
    "relations": (ties.relations_there, ties.relations_back),
    "consents": (ties.consents_there, ties.consents_back),
    "participants": (ties.parts_there, ties.parts_back),
    "happened": (ties.happened_there, ties.happened_back),
    "within": (ties.within_there, ties.within_back),
    "tasks": (tasks_there, tasks_back),
    "told_apart": (told_apart_there, told_apart_back),
}
OF_KIND = {
    "person": ("materials", "events", "relations", "consents", "tasks", "told_apart"),
    "event": ("materials", "participants", "tasks", "told_apart"),
    "place": ("materials", "happened", "within", "tasks", "told_apart"),
}


def ways_of(thing):
    return {what: WAYS[what] for what in OF_KIND[thing.kind]}
