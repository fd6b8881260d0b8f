"""The worker's part, once a minute and after each comment: what was done becomes notices of those it concerns."""

from collections import Counter
from datetime import timedelta

from app import clock
from app.accounts.models import User
from app.db import begin_write, db
from app.journal.models import Entry
from app.notifications.concerns import concern_of
from app.notifications.models import Notice
from app.outbox.models import Letter

AT_ONCE = 200
#: What is older is not put into letters, and what is much older is no news at all.
STALE, FORGOTTEN = timedelta(days=1), timedelta(days=14)
KEPT = timedelta(days=60)


def take_notice():
    """Every entry is taken once: the mark on it and the notices are written in one transaction."""
    while take_some():
        pass
    forget_old()


def take_some():
    """A number of entries; tells whether more may wait."""
    begin_write()
    new = db.select(Entry).where(Entry.is_noticed.is_(False)).order_by(Entry.id).limit(AT_ONCE)
    entries = db.session.scalars(new.with_for_update(skip_locked=True)).all()
    notices = [notice for entry in entries for notice in notices_of(entry)]
    db.session.add_all(notices)
    for entry in entries:
        entry.is_noticed = True
    db.session.flush()
    raise_unread(Counter(notice.user_id for notice in notices))
    db.session.commit()
    return len(entries) == AT_ONCE


def notices_of(entry):
    """One for each person; who has a letter of that very entry is told already."""
    now = clock.now()
    concern = concern_of(entry) if now - entry.at < FORGOTTEN else None
    if concern is None or not concern.people:
        return []
    written_to = set(db.session.scalars(db.select(Letter.user_id).where(*letters_of(entry))))
    return [
        Notice(
            project_id=entry.project_id,
            user_id=person,
            entry_id=entry.id,
            subject_type=concern.subject.kind,
            subject_id=concern.subject.id,
            topic=topic,
            at=entry.at,
            told_at=now if person in written_to or now - entry.at > STALE else None,
        )
        for person, topic in sorted(concern.people.items())
    ]


def letters_of(entry):
    about = (Letter.subject_type == entry.subject_type, Letter.subject_id == entry.subject_id)
    return (*about, Letter.entry_id == entry.id, Letter.user_id.is_not(None))


def raise_unread(counts):
    """Always in the order of ids, so that two workers wait for each other and never in a ring."""
    for person, n in sorted(counts.items()):
        db.session.execute(db.update(User).where(User.id == person).values(unread=User.unread + n))


def forget_old():
    """Two months later a notice is gone; what it told of stands in the journal."""
    begin_write()
    old = Notice.at < clock.now() - KEPT
    unread = db.select(Notice.user_id).where(old, Notice.read_at.is_(None))
    counts = Counter(db.session.scalars(unread))
    db.session.execute(db.delete(Notice).where(old))
    raise_unread({person: -n for person, n in counts.items()})
    db.session.commit()
