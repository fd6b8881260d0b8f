"""Write letters. They are rows of the transaction that causes them; the worker sends them after its commit."""

import hashlib
import hmac
from functools import lru_cache
from urllib.parse import urlsplit

from flask import current_app

from app import clock
from app.db import connection, db, is_sqlite, upsert
from app.jobs.queue import call
from app.outbox.holds import REVIEWED, is_behind_fence
from app.outbox.kinds import KINDS
from app.outbox.models import Letter
from workflows.letters import LetterState


def post(about, readers, *, subject, cause, entry=None, **when):
    """Queue one letter to each reader who wants it at once (see `write`). Readers are accounts."""
    for reader in sorted(readers, key=lambda reader: reader.id):
        if reader.can_get_mail and reader.wants_at_once(KINDS[about].topic):
            write(
                about,
                subject=subject,
                recipient=f"user {reader.id}",
                user_id=reader.id,
                address=reader.email,
                language=reader.language,
                cause=cause,
                entry=entry,
                **when,
            )


def write(about, *, subject, recipient, address, language, cause, user_id=None, entry=None, params=None,
          due_at=None, not_after=None, schedule_revision=0):  # fmt: skip
    """Queue a letter, unless the same one is there: its key is kind, cause and recipient. Tells whether it is new."""
    key = f"{about}:{cause}:{recipient}"
    now = clock.now()
    facts = dict(
        project_id=None if KINDS[about].is_account else subject.project_id,
        about=about,
        subject_type=subject.kind,
        subject_id=subject.id,
        entry_id=entry.id if entry else None,
        user_id=user_id,
        address=address,
        language=language,
        params=params or {},
        dedupe_key=key,
        schedule_revision=schedule_revision,
        created_at=now,
        due_at=due_at or now,
        next_try_at=due_at or now,
        not_after=not_after,
        message_id=message_id(key),
        version=1,
        **({"state": LetterState.NEEDS_REVIEW, "reason": REVIEWED} if due_at and is_behind_fence(due_at) else {}),
    )
    call("send_letters")
    return connection().execute(adding(is_sqlite()), facts).rowcount == 1


@lru_cache(maxsize=2)
def adding(_is_sqlite):
    """The statement of a new letter, for either database: a burst has thousands of them."""
    return upsert(Letter.__table__).on_conflict_do_nothing(index_elements=["dedupe_key"])


def message_id(key):
    """Stable for every retry of the letter, and not to be guessed."""
    secret = current_app.config["SECRET_KEY"].encode()
    domain = urlsplit(current_app.config["PUBLIC_BASE_URL"]).hostname
    return f"<{hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()[:40]}@{domain}>"


def void_unsent(subject, reason, but=()):
    """Letters about `subject` that have not left are not needed any more, save the kinds in `but`.

    `reason` is marked in the context "letter reason". Ones at the dot cannot be recalled. Rows are locked in the order
    in which the sender locks them.
    """
    can_be_recalled = Letter.state.in_([LetterState.QUEUED, LetterState.CLAIMED])
    unsent = db.select(Letter.id).where(
        Letter.subject_type == subject.kind, Letter.subject_id == subject.id, can_be_recalled
    )
    if but:
        unsent = unsent.where(Letter.about.not_in(but))
    ids = db.session.scalars(unsent.order_by(Letter.id).with_for_update()).all()
    if ids:
        void = {"state": LetterState.VOID, "reason": reason, "version": Letter.version + 1}
        unsent = db.update(Letter).where(Letter.id.in_(ids), can_be_recalled).values(void)
        db.session.execute(unsent.execution_options(synchronize_session=False))
