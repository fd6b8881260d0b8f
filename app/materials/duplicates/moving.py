"""What hangs on a person goes over to another without doubles, and back: materials, events, relations, consents, tasks.

Each of the moves gives what it did as values fit for JSON, which the journal keeps; its way back takes them.
"""

import sqlalchemy as sa

from app.db import db, rows, upsert
from app.materials.consents.models import Consent
from app.materials.duplicates.models import Pair
from app.materials.subjects.models import Participation, Person, Relation, RelationKind, about_person
from app.materials.subjects.queries import relates
from app.tasks.ties import actions as tasks
from app.tasks.ties.models import task_link

LONGEST_ROLE = 120


def move(old, new):
    """Everything goes over from `old` to `new`; gives what was moved, by what it is."""
    return {what: there(old, new) for what, (there, _back) in WAYS.items()}


def move_back(old, new, moved):
    """What was moved from `old` and still hangs on `new` goes back; what came since stays."""
    for what, (_there, back) in WAYS.items():
        back(old, new, moved[what])


def materials_there(old, new):
    ids = set(db.session.scalars(sa.select(about_person.c.material_id).where(about_person.c.person_id == old.id)))
    others = sa.select(about_person.c.material_id).where(about_person.c.person_id == new.id)
    both = ids & set(db.session.scalars(others))
    hang_materials(old, new, ids - both)
    db.session.execute(sa.delete(about_person).where(about_person.c.person_id == old.id))
    return {"moved": sorted(ids - both), "both": sorted(both)}


def materials_back(old, new, ids):
    still = sa.select(about_person.c.material_id).where(
        about_person.c.person_id == new.id, about_person.c.material_id.in_([*ids["moved"], *ids["both"]])
    )
    found = set(db.session.scalars(still))
    hang_materials(new, old, found & set(ids["moved"]))
    both = [
        {"project_id": old.project_id, "material_id": id, "person_id": old.id} for id in sorted(found & {*ids["both"]})
    ]
    if both:
        db.session.execute(upsert(about_person).values(both).on_conflict_do_nothing())


def hang_materials(old, new, ids):
    mine = (about_person.c.person_id == old.id, about_person.c.material_id.in_(ids))
    db.session.execute(sa.update(about_person).where(*mine).values(person_id=new.id))


def events_there(old, new):
    mine, theirs = roles_of(old), roles_of(new)
    for event_id, role in mine.items():
        if event_id in theirs:
            write_role(new, event_id, joined(theirs[event_id], role))
    db.session.execute(sa.delete(Participation).where(of(old), Participation.event_id.in_(mine.keys() & theirs)))
    db.session.execute(sa.update(Participation).where(of(old)).values(person_id=new.id))
    return [[event_id, role, theirs.get(event_id)] for event_id, role in sorted(mine.items())]


def events_back(old, new, parts):
    now = roles_of(new)
    for event_id, role, other_role in parts:
        if event_id not in now:
            continue
        if other_role is None:
            db.session.execute(sa.delete(Participation).where(of(new), Participation.event_id == event_id))
        elif now[event_id] == joined(other_role, role):
            write_role(new, event_id, other_role)
        row = {"event_id": event_id, "person_id": old.id, "project_id": old.project_id, "role": role}
        db.session.execute(upsert(Participation).values(row).on_conflict_do_nothing())


def of(person):
    return sa.and_(Participation.project_id == person.project_id, Participation.person_id == person.id)


def roles_of(person):
    return dict(rows(sa.select(Participation.event_id, Participation.role).where(of(person))))


def write_role(person, event_id, role):
    part = sa.update(Participation).where(of(person), Participation.event_id == event_id)
    db.session.execute(part.values(role=role))


def joined(role, other):
    """Both roles that somebody had in an event, said once where they are the same."""
    return "; ".join(dict.fromkeys(part for part in (role, other) if part))[:LONGEST_ROLE]


def relations_there(old, new):
    """Each relation of `old` is one of `new`; what the two were to each other is nothing any more."""
    mine, theirs = relations_of(old), {normal(*one) for one in relations_of(new)}
    taken_over = []
    for kind, person_id, other_id in mine:
        pair = [new.id if id == old.id else id for id in (person_id, other_id)]
        one = normal(kind, *pair)
        if pair[0] != pair[1] and one not in theirs:
            theirs.add(one)
            taken_over.append([kind, *pair])
    db.session.execute(sa.delete(Relation).where(relates(old)))
    add_relations(old.project_id, taken_over)
    return {"removed": mine, "added": taken_over}


def relations_back(old, new, changed):
    now = relations_of(new)
    for kind, person_id, other_id in (one for one in changed["added"] if one in now):
        that = (Relation.kind == RelationKind[kind], Relation.person_id == person_id, Relation.other_id == other_id)
        db.session.execute(sa.delete(Relation).where(Relation.project_id == old.project_id, *that))
    there = {id for _kind, *pair in changed["removed"] for id in pair}
    kept = set(db.session.scalars(sa.select(Person.id).where(Person.id.in_(there), Person.deleted_at.is_(None))))
    add_relations(old.project_id, [one for one in changed["removed"] if {*one[1:]} <= kept | {old.id}])


def relations_of(person):
    asked = sa.select(Relation.kind, Relation.person_id, Relation.other_id).where(relates(person)).order_by(Relation.id)
    return [[row.kind.name, row.person_id, row.other_id] for row in rows(asked)]


def normal(kind, person_id, other_id):
    """A relation by which it is known from either side."""
    pair = (person_id, other_id)
    return (kind, *(sorted(pair) if RelationKind[kind].is_mutual else pair))


def add_relations(project_id, relations):
    for kind, person_id, other_id in relations:
        row = {"project_id": project_id, "kind": RelationKind[kind], "person_id": person_id, "other_id": other_id}
        db.session.execute(upsert(Relation).values(row).on_conflict_do_nothing())


def consents_there(old, new):
    ids = db.session.scalars(sa.select(Consent.id).where(consents_of(old)).order_by(Consent.id)).all()
    hand_consents(new, ids)
    return list(ids)


def consents_back(old, new, ids):
    hand_consents(old, db.session.scalars(sa.select(Consent.id).where(consents_of(new), Consent.id.in_(ids))).all())


def consents_of(person):
    return sa.and_(Consent.project_id == person.project_id, Consent.person_id == person.id)


def hand_consents(person, ids):
    handed = sa.update(Consent).where(Consent.id.in_(ids)).values(person_id=person.id)
    db.session.execute(handed.execution_options(synchronize_session=False))


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
    """Whom `old` was said not to be, `new` is not either."""
    ids = db.session.scalars(told_apart_from(old)).all()
    tell_apart(new, ids)
    db.session.execute(sa.delete(Pair).where(sa.or_(Pair.one_id == old.id, Pair.other_id == old.id)))
    return list(ids)


def told_apart_back(old, new, ids):
    tell_apart(old, ids)


def told_apart_from(person):
    other = sa.case((Pair.one_id == person.id, Pair.other_id), else_=Pair.one_id)
    return sa.select(other).where(sa.or_(Pair.one_id == person.id, Pair.other_id == person.id), Pair.is_apart.is_(True))


def tell_apart(person, ids):
    for id in ids:
        pair = {"one_id": min(person.id, id), "other_id": max(person.id, id)}
        row = upsert(Pair).values(project_id=person.project_id, is_apart=True, **pair)
        db.session.execute(row.on_conflict_do_update(index_elements=["one_id", "other_id"], set_={"is_apart": True}))


WAYS = {
    "materials": (materials_there, materials_back),
    "events": (events_there, events_back),
    "relations": (relations_there, relations_back),
    "consents": (consents_there, consents_back),
    "tasks": (tasks_there, tasks_back),
    "told_apart": (told_apart_there, told_apart_back),
}
