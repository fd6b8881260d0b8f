"""Letters whose worker fell silent, and letters nobody knew of: leases and evidence tell, no process id or lock."""

from datetime import timedelta

from app import clock
from app.db import begin_write, db, rows
from app.outbox.attempts import has_arrived, is_unknown, send_once_more
from app.outbox.claim import OUT_OF_REACH, Claim, change
from app.outbox.evidence import Cut, Verdict, log_of_relay
from app.outbox.models import Attempt, Letter, Phase
from workflows.letters import LetterState

UNDER_WAY = (LetterState.CLAIMED, LetterState.TRANSMITTING)
#: For so long after its end an attempt is looked for in the relay's log.
LOOKED_FOR = timedelta(hours=2)
PAGE = 500


def recover(channel):
    """Prepared letters go back into the queue; of those at the dot the evidence decides, if there is any."""
    silent = db.select(Letter).where(Letter.state.in_(UNDER_WAY), is_over())
    for ids in pages(silent.with_only_columns(Letter.id)):
        begin_write()
        for letter in db.session.scalars(silent.where(Letter.id.in_(ids)).with_for_update(skip_locked=True)).all():
            settle(Claim(letter.id, letter.claim_no, letter.lease_until), letter, channel)
        db.session.commit()
    if log := log_of_relay():
        weigh(log)


def is_over():
    """A lease has run out; one that ends out of reach was given before the clock was set back."""
    now = clock.now()
    return db.or_(Letter.lease_until < now, Letter.lease_until > now + OUT_OF_REACH)


def pages(query):
    """All the ids of letters that a query selects, page by page: what many workers left is taken up at one look."""
    last = 0
    while ids := db.session.scalars(query.where(Letter.id > last).order_by(Letter.id).limit(PAGE)).all():
        db.session.rollback()
        yield ids
        last = ids[-1]
    db.session.rollback()


def settle(claim, letter, channel):
    arrived = evidence(letter, channel)
    if arrived is None:
        is_unknown(claim, letter.about)
    elif arrived:
        has_arrived(claim, letter.about)
    else:
        change(claim, "put_back", next_try_at=clock.now())
    ended = Attempt.letter_id == letter.id, Attempt.ended_at.is_(None)
    db.session.execute(db.update(Attempt).where(*ended).values(ended_at=clock.now()))


def evidence(letter, channel):
    """Whether the letter has arrived, asked of the channel that it went by; None when nobody can know."""
    if letter.state is LetterState.CLAIMED:
        return False
    went_by = last_attempt(letter.id).channel
    return channel.has(letter.message_id) if went_by == channel.name else None


def last_attempt(letter_id):
    newest = db.select(Attempt).where(Attempt.letter_id == letter_id).order_by(Attempt.id.desc())
    return db.session.scalars(newest.limit(1)).first()


def weigh(log):
    """Look in the relay's log for the letters that nobody knew of: taken, not taken, or not to be known.

    The log is read once for all of them, before any lock is taken. A letter that has been claimed anew stays as it is.
    """
    asked = unknown()
    verdicts = log.verdicts([Cut(row.message_id, row.mark, row.ended_at) for row in asked]) if asked else {}
    told = [(row, verdicts[row.message_id]) for row in asked if verdicts[row.message_id] is not Verdict.NOT_YET]
    if told:
        begin_write()
        for row, verdict in told:
            act_on(verdict, Claim(row.id, row.claim_no, clock.now()), row.about)
        db.session.commit()


def unknown():
    """Letters left at the dot of their last attempt, whose end nobody saw, unless that is long ago."""
    columns = Letter.id, Letter.claim_no, Letter.about, Letter.message_id, Attempt.mark, Attempt.ended_at
    last = db.and_(Attempt.letter_id == Letter.id, Attempt.claim_no == Letter.claim_no)
    at_dot = db.select(*columns).join(Attempt, last).where(Letter.state == LetterState.AMBIGUOUS)
    at_dot = at_dot.where(Attempt.phase == Phase.DOT, Attempt.ended_at > clock.now() - LOOKED_FOR)
    found = rows(at_dot.order_by(Letter.id))
    db.session.rollback()
    return found


def act_on(verdict, claim, about):
    if verdict is Verdict.ARRIVED:
        has_arrived(claim, about)
    elif verdict is Verdict.NOT_ACCEPTED:
        change(claim, "put_back", next_try_at=clock.now(), reason="")
    else:
        send_once_more(claim, about)
