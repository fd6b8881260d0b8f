"""Say that a task waits for another, or what it is about; and take that back."""

import sqlalchemy as sa

from app.db import db, upsert
from app.journal.actions import record
from app.projects.models import Project
from app.tasks.ties import queries
from app.tasks.ties.models import dependency, task_link
from workflows.engine import Refused
from workflows.sentences import Sentence


def block(task, blocker, *, actor):
    """Let `task` wait for `blocker`. Raises `Refused` with the whole circle where the other waits for it already."""
    # Two ties at once could close a circle that neither of them sees alone.
    db.session.execute(sa.select(Project.id).where(Project.id == task.project_id).with_for_update())
    if circle := queries.path(task.id, blocker.id):
        refuse([*circle, task.id])
    if wrote(dependency, blocker_id=blocker.id, blocked_id=task.id):
        record(task, "block", actor=actor, onto=blocker.title, blocker=blocker.id)


def refuse(circle):
    titles = " → ".join(f"“{title}”" for title in queries.titles_of(circle))
    raise Refused([Sentence("Then they would wait for each other in a circle: %(titles)s", titles=titles)])


def unblock(task, blocker, *, actor):
    """The entry of it, or None when it did not wait."""
    if removed(dependency, blocker_id=blocker.id, blocked_id=task.id):
        return record(task, "unblock", actor=actor, onto=blocker.title, blocker=blocker.id)
    return None


def link(task, thing, *, actor):
    if wrote(task_link, task_id=task.id, subject_type=thing.kind, subject_id=thing.id):
        record(task, "link", actor=actor, onto=thing.title_for_journal, thing=[thing.kind, thing.id])


def unlink(task, thing, *, actor):
    """The entry of it, or None when they were not tied."""
    if removed(task_link, task_id=task.id, subject_type=thing.kind, subject_id=thing.id):
        return record(task, "unlink", actor=actor, onto=thing.title_for_journal, thing=[thing.kind, thing.id])
    return None


def wrote(table, **row):
    """Whether this row is new."""
    return bool(db.session.execute(upsert(table).values(**row).on_conflict_do_nothing()).rowcount)


def removed(table, **row):
    conditions = (table.c[column] == value for column, value in row.items())
    return bool(db.session.execute(sa.delete(table).where(*conditions)).rowcount)


def hand_over(old, new, task_ids=None):
    """Let the tasks that are about one thing, or these of them, be about another of its kind.

    Gives the ids of those that are now, and of those that were about both, as two lists.
    """
    ids = tied_to(old) if task_ids is None else tied_to(old) & set(task_ids)
    both = ids & tied_to(new)
    mine = (task_link.c.subject_type == old.kind, task_link.c.subject_id == old.id)
    db.session.execute(sa.delete(task_link).where(*mine, task_link.c.task_id.in_(both)))
    moved = sa.update(task_link).where(*mine, task_link.c.task_id.in_(ids - both)).values(subject_id=new.id)
    db.session.execute(moved)
    return sorted(ids - both), sorted(both)


def tied_to(thing):
    """The ids of the tasks that are about a thing, deleted ones too."""
    mine = (task_link.c.subject_type == thing.kind, task_link.c.subject_id == thing.id)
    return set(db.session.scalars(sa.select(task_link.c.task_id).where(*mine)))
