"""Write down what was done, in the transaction that does it."""

from contextlib import contextmanager
from contextvars import ContextVar

import sqlalchemy as sa

from app import clock
from app.db import db, write
from app.journal.models import Entry

PROJECT = sa.table("project", sa.column("id"), sa.column("revision"))
RAISING = sa.update(PROJECT).where(PROJECT.c.id == sa.bindparam("project")).values(revision=PROJECT.c.revision + 1)


#: The deed that the entries written now belong to.
DEED: ContextVar[str | None] = ContextVar("deed", default=None)


@contextmanager
def as_one_deed(batch_id):
    """What is recorded within belongs together and is taken back together."""
    token = DEED.set(batch_id)
    try:
        yield
    finally:
        DEED.reset(token)


def record(subject, act, *, actor, changes=None, **params):
    """Add the entry `<subject.kind>/<act>` and raise the project's revision, which every page's ETag follows.

    `changes` is ``{field: [old, new]}``; `params` are named values for the sentence, all fit for JSON.
    """
    db.session.flush()
    entry = Entry(
        project_id=subject.project_id,
        at=clock.now(),
        actor_id=actor.id,
        subject_type=subject.kind,
        subject_id=subject.id,
        kind=f"{subject.kind}/{act}",
        params={"title": subject.title_for_journal, **params},
        changes=changes or {},
        batch_id=DEED.get(),
    )
    db.session.add(entry)
    if subject.project_id is not None:
        raise_revision(subject.project_id)
    db.session.flush()
    return entry


def record_all(project_id, kind, titles, *, actor):
    """The same entry for many things, ``{id: title}``, in one statement."""
    same = {"project_id": project_id, "at": clock.now(), "actor_id": actor.id, "batch_id": DEED.get()}
    same |= {"subject_type": kind.partition("/")[0], "kind": kind}
    entries = [{**same, "subject_id": id, "params": {"title": title}} for id, title in titles.items()]
    db.session.execute(sa.insert(Entry), entries)
    raise_revision(project_id)


def raise_revision(project_id):
    write(RAISING, project=project_id)


def changes_between(before, after):
    """The fields whose value differs, as `record` takes them; both are dicts of values fit for JSON."""
    return {field: [before[field], new] for field, new in after.items() if before[field] != new}
