"""What ties a person, event or place to others goes over to another, and back: parts in events, relations, consents."""

import sqlalchemy as sa

from app.db import db, rows, upsert
from app.materials.consents.models import Consent
from app.materials.subjects.models import Event, Participation, Person, Place, Relation, RelationKind
from app.materials.subjects.queries import relates

LONGEST_ROLE = 120


def parts_there(old, new):
    """Who took part in an event, or in what a person took part."""
    mine, theirs = roles_of(old), roles_of(new)
    _own, far = ends_of(old)
    for id, role in mine.items():
        if id in theirs:
            write_role(new, id, joined(theirs[id], role))
    db.session.execute(sa.delete(Participation).where(of(old), far.in_(mine.keys() & theirs)))
    db.session.execute(sa.update(Participation).where(of(old)).values({ends_of(old)[0]: new.id}))
    return [[id, role, theirs.get(id)] for id, role in sorted(mine.items())]


def parts_back(old, new, parts):
    now, (own, far) = roles_of(new), ends_of(old)
    for id, role, other_role in parts:
        if id not in now:
            continue
        if other_role is None:
            db.session.execute(sa.delete(Participation).where(of(new), far == id))
        elif now[id] == joined(other_role, role):
            write_role(new, id, other_role)
        row = {far.key: id, own.key: old.id, "project_id": old.project_id, "role": role}
        db.session.execute(upsert(Participation).values(row).on_conflict_do_nothing())


def ends_of(thing):
    """The columns of such a thing and of the other end of its part in something."""
    ends = (Participation.person_id, Participation.event_id)
    return ends if isinstance(thing, Person) else ends[::-1]


def of(thing):
    own, _far = ends_of(thing)
    return sa.and_(Participation.project_id == thing.project_id, own == thing.id)


def roles_of(thing):
    _own, far = ends_of(thing)
    return dict(rows(sa.select(far, Participation.role).where(of(thing))))


def write_role(thing, id, role):
    _own, far = ends_of(thing)
    part = sa.update(Participation).where(of(thing), far == id)
    db.session.execute(part.values(role=role))


def joined(role, other):
    """Both roles that somebody had in an event, said once where they are the same."""
    return "; ".join(dict.fromkeys(part for part in (role, other) if part))[:LONGEST_ROLE]


def happened_there(old, new):
    return bring(Event, Event.place_id, old, new)


def happened_back(old, new, ids):
    bring(Event, Event.place_id, new, old, ids)


def within_there(old, new):
    """What is a part of `old` is one of `new`; which whole the survivor itself belongs to is one of its fields."""
    return bring(Place, Place.part_of_id, old, new)


def within_back(old, new, ids):
    bring(Place, Place.part_of_id, new, old, ids)


def bring(model, column, here, there, ids=None):
    """Let what points at one place, or these of it, point at another; gives the ids."""
    mine = (model.project_id == here.project_id, column == here.id, model.id != there.id)
    found = db.session.scalars(sa.select(model.id).where(*mine).order_by(model.id)).all()
    moved = [id for id in found if ids is None or id in ids]
    pointed = sa.update(model).where(model.id.in_(moved)).values({column: there.id})
    db.session.execute(pointed.execution_options(synchronize_session=False))
    return moved


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
