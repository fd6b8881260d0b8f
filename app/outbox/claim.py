"""Claims: two workers cannot take the same letter, and one that was thought dead changes nothing afterwards.

Each step of the worker is one conditional UPDATE whose states come from the table in `workflows/letters.py` and
which names the number of the claim.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import bindparam
from sqlalchemy.orm import defer, joinedload

from app import clock
from app.db import begin_write, connection, db
from app.outbox import limits
from app.outbox.models import Letter
from workflows.letters import LetterState, steps

LEASE = timedelta(seconds=60)
#: Longer than any pause between two tries and any lease: what waits longer does so because the clock was set back.
OUT_OF_REACH = timedelta(hours=2)
BYTES_LEFT = defer(Letter.mime)


@dataclass
class Claim:
    """A worker's right to one letter, until its lease ends."""

    letter_id: int
    number: int
    until: datetime

    def keep(self):
        """Lengthen the lease when less than half of it is left. Losing it is harmless: later steps then fail."""
        if self.until - clock.now() < LEASE / 2:
            self.until = clock.now() + LEASE
            ours = db.update(Letter).where(Letter.id == self.letter_id, Letter.claim_no == self.number)
            begin_write()
            db.session.execute(ours.values(lease_until=self.until).execution_options(synchronize_session=False))
            db.session.commit()


def change(claim, trigger, **values):
    """Move the claimed letter if it still stands where `trigger` leaves from. True if it did."""
    facts = {f"new_{name}": value for name, value in values.items()}
    ours = {"letter": claim.letter_id, "claim": claim.number}
    return connection().execute(moving(trigger, tuple(values)), ours | facts).rowcount == 1


@lru_cache(maxsize=64)
def moving(trigger, names):
    """The statement of a move that sets these columns, past the session: it is made once."""
    sources, target = steps(trigger)
    letter = Letter.__table__
    stands = db.or_(*(letter.c.state == source for source in sources))
    ours = db.and_(letter.c.id == bindparam("letter"), letter.c.claim_no == bindparam("claim"))
    facts: dict = {name: bindparam(f"new_{name}") for name in names}
    return db.update(letter).where(ours, stands).values(state=target, version=letter.c.version + 1, **facts)


def claim_due(most):
    """Take up to so many letters that are due, oldest first, each unless another worker was quicker."""
    if db.session.scalar(due().with_only_columns(Letter.id).limit(1)) is None:
        db.session.rollback()
        return []
    begin_write()
    rows = db.session.execute(due().limit(most).with_for_update(skip_locked=True)).all()
    going = limits.within([tuple(row) for row in rows])
    claims = take(going)
    wait_for_the_next_minute([letter_id for letter_id, _ in rows if letter_id not in set(going)])
    db.session.commit()
    return claims


def due():
    """Ids and addresses of the letters that are due now, oldest first."""
    now = clock.now()
    was_set_back = db.and_(
        Letter.next_try_at > now + OUT_OF_REACH, db.or_(Letter.due_at <= now, Letter.due_at == Letter.created_at)
    )
    return (
        db.select(Letter.id, Letter.address)
        .where(Letter.state == LetterState.QUEUED, db.or_(Letter.next_try_at <= now, was_set_back))
        .order_by(Letter.next_try_at, Letter.id)
    )


def take(ids):
    if not ids:
        return []
    until = clock.now() + LEASE
    taken = (
        db.update(Letter)
        .where(Letter.id.in_(ids), Letter.state == LetterState.QUEUED)
        .values(state=LetterState.CLAIMED, claim_no=Letter.claim_no + 1, lease_until=until, version=Letter.version + 1)
        .returning(Letter.id, Letter.claim_no)
        .execution_options(synchronize_session=False)
    )
    numbers = {row.id: row.claim_no for row in db.session.execute(taken).all()}
    return [Claim(letter_id, numbers[letter_id], until) for letter_id in ids if letter_id in numbers]


def wait_for_the_next_minute(ids):
    if ids:
        later = db.update(Letter).where(Letter.id.in_(ids)).values(next_try_at=limits.next_minute())
        db.session.execute(later.execution_options(synchronize_session=False))


def held(claims, *, with_bytes=True):
    """The claimed letters and their readers under this transaction's lock, by id; without those lost meanwhile."""
    numbers = {claim.letter_id: claim.number for claim in claims}
    found = db.session.scalars(holding(with_bytes), {"ids": list(numbers)})
    ours = (letter for letter in found if letter.claim_no == numbers[letter.id])
    return {letter.id: letter for letter in ours if letter.state is LetterState.CLAIMED}


@lru_cache(maxsize=2)
def holding(with_bytes):
    """The rows, locked in the order of their ids, so that two who lock several do not wait for each other."""
    query = db.select(Letter).where(Letter.id.in_(bindparam("ids", expanding=True))).order_by(Letter.id)
    query = query.options(joinedload(Letter.user)) if with_bytes else query.options(joinedload(Letter.user), BYTES_LEFT)
    return query.with_for_update(of=Letter).execution_options(populate_existing=True)
