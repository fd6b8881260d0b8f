"""Comments as they are read: under their thing, and each through the person who asks."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.comments.models import Comment, watcher
from app.comments.subjects import readable_by
from app.db import db, rows
from app.journal.models import Entry

SHOWN_AT_ONCE = 50
#: So many letters of a comment are quoted over an answer to it.
QUOTED_LETTERS = 280
QUOTED, QUOTED_AUTHOR = aliased(Comment), aliased(User)


class Shown(NamedTuple):
    """A comment as its page shows it; `quoted` is the beginning of the one it answers, None where that is gone."""

    id: int
    text: str
    created_at: object
    edited_at: object
    version: int
    quoted_id: int | None
    quoted: str | None
    author: Named
    quoted_author: Named | None


FACTS = (Comment.id, Comment.text, Comment.created_at, Comment.edited_at, Comment.version, Comment.quoted_id)
OF_SUBJECT = (
    sa.select(*FACTS, sa.func.substr(QUOTED.text, 1, QUOTED_LETTERS + 1).label("quoted"))
    .add_columns(*name_columns(), *name_columns(QUOTED_AUTHOR))
    .join(User, User.id == Comment.author_id)
    .join(QUOTED, sa.and_(QUOTED.id == Comment.quoted_id, QUOTED.deleted_at.is_(None)), isouter=True)
    .join(QUOTED_AUTHOR, QUOTED_AUTHOR.id == QUOTED.author_id, isouter=True)
    .where(Comment.subject_type == sa.bindparam("kind"), Comment.subject_id == sa.bindparam("subject_id"))
    .where(Comment.deleted_at.is_(None), Comment.id < sa.bindparam("before"))
    .order_by(Comment.id.desc())
    .limit(SHOWN_AT_ONCE + 1)
)
#: Greater than any id.
NOW = 2**31 - 1


def of_subject(subject, before=None):
    """The latest comments on a thing, the oldest of them first, and whether there are earlier ones."""
    found = rows(OF_SUBJECT, kind=subject.kind, subject_id=subject.id, before=before or NOW)
    return [shown(row) for row in reversed(found[:SHOWN_AT_ONCE])], len(found) > SHOWN_AT_ONCE


def shown(row):
    quoted = row.quoted
    if quoted and len(quoted) > QUOTED_LETTERS:
        quoted = quoted[:QUOTED_LETTERS].rstrip() + "…"
    facts = {name: getattr(row, name) for name in Shown._fields[:6]}
    return Shown(**facts, quoted=quoted, author=named(row[7:12]), quoted_author=named(row[12:17]))


def even_deleted(actor):
    return db.select(Comment).where(readable_by(actor))


def visible_to(actor):
    return even_deleted(actor).where(Comment.deleted_at.is_(None))


def find(comment_id, actor):
    """The comment, or a 404 when this person may not see what it stands under."""
    return db.one_or_404(visible_to(actor).where(Comment.id == comment_id))


def find_deleted(comment_id, actor):
    """The comment in the bin, or just taken out of it."""
    return db.one_or_404(even_deleted(actor).where(Comment.id == comment_id))


def find_change(comment, entry_id):
    """The entry of a change of this very comment, or a 404."""
    mine = (Entry.subject_type == comment.kind, Entry.subject_id == comment.id, Entry.kind == "comment/revise")
    return db.first_or_404(db.select(Entry).where(Entry.id == entry_id, *mine))


def quotable(subject, comment_id):
    """The comment under this very thing that an answer may quote, or None."""
    asked = db.select(Comment).where(Comment.id == comment_id, Comment.deleted_at.is_(None))
    here = asked.where(Comment.subject_type == subject.kind, Comment.subject_id == subject.id)
    return db.session.scalar(here) if comment_id else None


def watchers_of(subject):
    """The ids of those who follow a thing."""
    mine = (watcher.c.subject_type == subject.kind, watcher.c.subject_id == subject.id)
    return list(db.session.scalars(db.select(watcher.c.user_id).where(*mine)))
