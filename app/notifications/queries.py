"""Notices as their reader finds them."""

from typing import NamedTuple

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.db import db
from app.journal.models import Entry
from app.notifications.models import Notice
from app.projects.queries import project_ids_of

SHOWN_AT_ONCE = 200


class Thing(NamedTuple):
    """A thing with its notices, the latest first, each as ``(notice, entry, who)``."""

    title: str
    rows: list

    @property
    def latest(self):
        return self.rows[0]

    @property
    def unread(self):
        return [notice for notice, _entry, _who in self.rows if notice.read_at is None]


def visible_to(actor):
    """One's own, of projects that one still belongs to."""
    return db.select(Notice).where(Notice.user_id == actor.id, Notice.project_id.in_(project_ids_of(actor)))


def with_entries(query):
    """The notices of a query as ``(notice, entry, who did it)``."""
    joined = query.join(Entry, Entry.id == Notice.entry_id).join(User, User.id == Entry.actor_id, isouter=True)
    found = db.session.execute(joined.with_only_columns(Notice, Entry, *name_columns(), maintain_column_froms=True))
    return [(row[0], row[1], named(row[-len(Named._fields) :])) for row in found]


def latest_of(actor, before=None):
    """A page of notices gathered by thing, those with the latest news first, and where the next page begins."""
    query = visible_to(actor).order_by(Notice.id.desc()).limit(SHOWN_AT_ONCE + 1)
    found = with_entries(query.where(Notice.id < before) if before else query)
    shown = found[:SHOWN_AT_ONCE]
    by_thing: dict = {}
    for row in shown:
        by_thing.setdefault((row[0].subject_type, row[0].subject_id), []).append(row)
    things = [Thing(title_of(rows), rows) for rows in by_thing.values()]
    return things, shown[-1][0].id if len(found) > SHOWN_AT_ONCE else None


def by_ids(user_id, ids):
    return with_entries(db.select(Notice).where(Notice.user_id == user_id, Notice.id.in_(ids)).order_by(Notice.id))


def find(notice_id, actor):
    return db.one_or_404(visible_to(actor).where(Notice.id == notice_id))


def title_of(rows):
    """What the thing is called in the latest entry that names it: a comment and a file say what they hang on."""
    names = (name_in(notice, entry) for notice, entry, _who in rows)
    return next(filter(None, names), rows[0][1].params["title"])


def name_in(notice, entry):
    is_itself = entry.subject_type == notice.subject_type
    return entry.params["title"] if is_itself else entry.params.get("onto")
