"""Whose turn it is to read a mailbox: one worker's, by a number, until its lease ends."""

from datetime import timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.calendar.replies.models import ReplyMailbox
from app.db import begin_write, db, one_row, upsert

#: Longer than it takes to fetch and read one letter; each letter begins it anew.
LEASE = timedelta(minutes=5)
LONGEST_TROUBLE = 200


class Lost(Exception):
    """Another worker has the turn: the lease had run out."""


def take_turn(name):
    """The turn to read the mailbox of that name, or None while another worker has it."""
    now = clock.now()
    begin_write()
    fresh = {"name": name, "uid_validity": 0, "last_uid": 0, "trying_uid": 0, "tries": 0, "claim_no": 0, "trouble": ""}
    db.session.execute(upsert(ReplyMailbox).values(fresh).on_conflict_do_nothing())
    is_free = sa.or_(ReplyMailbox.lease_until.is_(None), ReplyMailbox.lease_until <= now)
    taken = sa.update(ReplyMailbox).where(ReplyMailbox.name == name, is_free)
    won = db.session.execute(taken.values(claim_no=ReplyMailbox.claim_no + 1, lease_until=now + LEASE)).rowcount == 1
    number = db.session.scalars(sa.select(ReplyMailbox.claim_no).where(ReplyMailbox.name == name)).one()
    db.session.commit()
    return Turn(name, number) if won else None


class Turn(NamedTuple):
    """The right to read a mailbox while `number` is the row's."""

    name: str
    number: int

    def reached(self, validity):
        """The number of the last letter that was read; 0 in a mailbox that was made anew."""
        row = one_row(sa.select(ReplyMailbox.uid_validity, ReplyMailbox.last_uid).where(ReplyMailbox.name == self.name))
        return row.last_uid if row.uid_validity == validity else 0

    def begin(self, validity, uid):
        """Write down that this letter is tried, before anything of it is read; the how many-th time this is."""
        is_same = sa.and_(ReplyMailbox.uid_validity == validity, ReplyMailbox.trying_uid == uid)
        has_stayed = ReplyMailbox.uid_validity == validity
        begin_write()
        self.change(
            tries=sa.case((is_same, ReplyMailbox.tries + 1), else_=1),
            last_uid=sa.case((has_stayed, ReplyMailbox.last_uid), else_=0),
            uid_validity=validity,
            trying_uid=uid,
            lease_until=clock.now() + LEASE,
        )
        tries = db.session.scalar(sa.select(ReplyMailbox.tries).where(ReplyMailbox.name == self.name))
        db.session.commit()
        return tries

    def pass_by(self, uid):
        """The letter is read, in the caller's transaction."""
        self.change(last_uid=uid)

    def end(self, **said):
        """Let the next one read, and keep what there is to say: `read_at`, or `trouble`."""
        begin_write()
        self.change(lease_until=None, **said)
        db.session.commit()

    def change(self, **values):
        """Raises `Lost`, and nothing of the caller's transaction is kept."""
        ours = sa.update(ReplyMailbox).where(ReplyMailbox.name == self.name, ReplyMailbox.claim_no == self.number)
        changed = db.session.execute(ours.values(values).execution_options(synchronize_session=False))
        if changed.rowcount != 1:
            db.session.rollback()
            raise Lost
