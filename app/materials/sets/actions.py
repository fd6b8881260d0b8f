"""Make a set, put materials into it, take them out, let it go."""

from app import clock, tally
from app.db import db, locked, upsert
from app.journal.actions import raise_revision
from app.materials.models import Material
from app.materials.sets import queries
from app.materials.sets.models import WorkingSet, set_item
from app.tasks.lists.saved import whose

#: So many materials a set holds.
LARGEST = 2000


def make(project, *, actor, title, note="", is_shared=False):
    """An empty set under a name."""
    facts = {"title": title, "note": note, "is_shared": is_shared}
    return add(WorkingSet(project_id=project.id, user_id=actor.id, created_at=clock.now(), **facts))


def choose(project, shown, ticked, *, actor):
    """Of the materials `shown`, exactly those `ticked` are chosen from now on; what was chosen elsewhere stays."""
    chosen = chosen_in(project, actor)
    take(chosen, [id for id in shown if id not in ticked])
    left_out = put(chosen, ticked)
    if not queries.ids_in(chosen):
        let_go(chosen)
    return left_out


def chosen_in(project, actor):
    """What the person has chosen, a set of its own that begins empty. Of two first clicks the second waits."""
    facts = {"user_id": actor.id, "title": "", "note": "", "is_shared": False, "created_at": clock.now()}
    row = upsert(WorkingSet).values(project_id=project.id, chosen_by_id=actor.id, **facts)
    new = row.on_conflict_do_nothing(index_elements=["project_id", "chosen_by_id"]).returning(WorkingSet.id)
    is_made = db.session.scalar(new) is not None
    chosen = queries.chosen_of(project.id, actor)
    if is_made:
        count(chosen, +1)
    return chosen


def add(working_set):
    db.session.add(working_set)
    db.session.flush()
    count(working_set, +1)
    return working_set


def revise(working_set, *, title, note, is_shared):
    count(working_set, -1)
    working_set.title, working_set.note, working_set.is_shared = title, note, is_shared
    count(working_set, +1)


def put(working_set, ids):
    """Put these materials of its project into the set, last and in this order; gives how many had no room."""
    held = set(queries.ids_in(hold(working_set)))
    there = Material.project_id == working_set.project_id, Material.deleted_at.is_(None)
    known = set(db.session.scalars(db.select(Material.id).where(*there, Material.id.in_(set(ids) - held))))
    new = [id for id in dict.fromkeys(ids) if id in known]
    taken = new[: max(0, LARGEST - len(held))]
    if taken:
        mine = {"project_id": working_set.project_id, "set_id": working_set.id}
        places = enumerate(taken, queries.last_place(working_set) + 1)
        db.session.execute(db.insert(set_item), [{**mine, "material_id": id, "position": n} for n, id in places])
        raise_revision(working_set.project_id)
    return len(new) - len(taken)


def take(working_set, ids):
    """Take these materials out of the set; they themselves stay as they are."""
    db.session.execute(db.delete(set_item).where(*queries.items_of(working_set), set_item.c.material_id.in_(ids)))
    raise_revision(working_set.project_id)


def hold(working_set):
    """Two who fill it wait for each other, so that it never grows beyond what it holds."""
    db.session.scalars(locked(db.select(WorkingSet).where(WorkingSet.id == working_set.id))).one()
    return working_set


def let_go(working_set):
    """The set goes, its materials stay."""
    count(working_set, -1)
    db.session.execute(db.delete(WorkingSet).where(WorkingSet.id == working_set.id))


def count(working_set, by):
    key = whose(working_set.is_shared, working_set.user_id)
    tally.count(working_set.project_id, queries.SETS, key, by)
    raise_revision(working_set.project_id)
