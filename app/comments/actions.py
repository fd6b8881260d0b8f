"""Say something about a thing, put it right, take it back; follow the thing, or no more.

Nobody is written to here: the worker reads of it in the journal, and finds whom it concerns (`app.notifications`).
"""

import sqlalchemy as sa

from app import clock
from app.comments.mentions import address_to, mentioned_in
from app.comments.models import Comment, mention, watcher
from app.db import db, lock, upsert
from app.errors import check_version
from app.jobs.queue import call
from app.journal.actions import raise_revision, record
from app.rights import Forbidden
from workflows.engine import Refused
from workflows.sentences import Sentence

LATER = Sentence("It was changed again since then, so it stays as it is.")
OWN = Sentence("Only who wrote it can do this.")


def write(subject, *, actor, people, text, mentioned=(), quoted=None):
    """A new comment; who writes follows the thing from now on. `people` are those who can be named."""
    text = address_to(mentioned, text)
    comment = Comment(
        project_id=subject.project_id,
        subject_type=subject.kind,
        subject_id=subject.id,
        author_id=actor.id,
        text=text,
        quoted_id=quoted.id if quoted else None,
        created_at=clock.now(),
    )
    db.session.add(comment)
    db.session.flush()
    named = name(comment, people)
    record(comment, "write", actor=actor, onto=subject.title_for_journal, mentioned=named)
    follow(subject, actor=actor)
    hurry(named)
    return comment


def revise(comment, *, actor, version, people, text, mentioned=()):
    """Put one's own words right; the entry of it, or None where nothing changed."""
    check_version(comment, version)
    require_own(comment, actor)
    before, text = comment.text, address_to(mentioned, text)
    if text == before:
        return None
    comment.text, comment.edited_at = text, clock.now()
    known = set(db.session.scalars(db.select(mention.c.user_id).where(mention.c.comment_id == comment.id)))
    named = [person_id for person_id in name(comment, people) if person_id not in known]
    entry = record(comment, "revise", actor=actor, changes={"text": [before, text]}, mentioned=named)
    hurry(named)
    return entry


def take_back(comment, entry, *, actor, people):
    """Write the old words again. Raises `Refused` where the comment was changed once more since."""
    lock(comment)
    old, new = entry.changes["text"]
    if comment.text != new:
        raise Refused([LATER])
    revise(comment, actor=actor, version=comment.version, people=people, text=old)


def hurry(named):
    """Who is named does not wait for the next minute."""
    if named:
        call("take_notice")


def name(comment, people):
    """Write down whom the comment names, and give their ids."""
    named = [person.id for person in mentioned_in(comment.text, people)]
    db.session.execute(sa.delete(mention).where(mention.c.comment_id == comment.id))
    if named:
        rows = [{"comment_id": comment.id, "user_id": person_id} for person_id in named]
        db.session.execute(sa.insert(mention), rows)
    return named


def delete(comment, *, actor, version):
    check_version(comment, version)
    require_own(comment, actor)
    comment.deleted_at = clock.now()
    record(comment, "delete", actor=actor)


def restore(comment, *, actor):
    """Take one's own comment out of the bin; a second click finds it taken out already."""
    require_own(comment, actor)
    lock(comment)
    if comment.deleted_at is None:
        return
    comment.deleted_at = None
    record(comment, "restore", actor=actor)


def require_own(comment, actor):
    """Raise `Forbidden` unless this person wrote the comment."""
    if comment.author_id != actor.id:
        raise Forbidden(OWN)


def follow(subject, *, actor):
    """Let this person know what happens to the thing; who follows already goes on doing so."""
    row = {"subject_type": subject.kind, "subject_id": subject.id, "user_id": actor.id}
    db.session.execute(upsert(watcher).values(**row).on_conflict_do_nothing())
    raise_revision(subject.project_id)


def unfollow(subject, *, actor):
    mine = (watcher.c.subject_type == subject.kind, watcher.c.subject_id == subject.id, watcher.c.user_id == actor.id)
    db.session.execute(sa.delete(watcher).where(*mine))
    raise_revision(subject.project_id)
