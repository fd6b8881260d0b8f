"""What becomes of letters that could not go: the way was broken, we stopped, or the letter itself is at fault."""

import logging
from datetime import timedelta

from app import clock
from app.db import begin_write, db, locked
from app.jobs.models import Installation
from app.jobs.stopping import is_stopping
from app.outbox.attempts import is_unknown, note, pause, storable
from app.outbox.claim import change
from app.outbox.holds import keep
from app.outbox.models import Letter, Phase
from workflows.letters import LetterState
from workflows.sentences import p

log = logging.getLogger(__name__)

POISONED_AFTER = 3
POISONED = p("letter reason", "It could not be written or sent, for a fault of its own. The log says more.")
PAUSED = "mail_paused"


def give_back(letters):
    """What was not begun waits again, in the caller's transaction: at once where we stop, else a little later."""
    now = clock.now()
    for letter in letters:
        note(letter.claim, phase=Phase.ENDED, ended_at=now)
        change(letter.claim, "put_back", next_try_at=now + (timedelta() if is_stopping() else pause(1)))


def not_given_back(error):
    """Their leases run out, and then they wait again."""
    log.error("letters could not be given back", exc_info=error)


def spoiled(held, error):
    log.error("letter %s could not be sent", held.letter_id, exc_info=error)
    set_aside(held)


def put_back(letter, words):
    """The way is broken and the letter was not accepted: it waits a little, and no try of its own is used up."""
    begin_write()
    note(letter.claim, phase=Phase.ENDED, ended_at=clock.now(), text=storable(words))
    change(letter.claim, "put_back", next_try_at=clock.now() + pause(1))
    db.session.commit()


def set_aside(held):
    """Count a try of a letter that is at fault itself; after three it waits for a person.

    One that had reached the dot may have arrived, so it is not tried again.
    """
    begin_write()
    ours = db.select(Letter).where(Letter.id == held.letter_id, Letter.claim_no == held.number)
    letter = db.session.scalars(locked(ours)).one_or_none()
    if letter and letter.state is LetterState.TRANSMITTING:
        note(held, ended_at=clock.now())
        is_unknown(held, letter.about)
    elif letter and letter.state is LetterState.CLAIMED:
        count_try(held, letter.tries + 1)
    db.session.commit()


def count_try(held, tries):
    if tries >= POISONED_AFTER:
        change(held, "quarantine", tries=tries, reason=POISONED)
    else:
        change(held, "put_back", tries=tries, next_try_at=clock.now() + pause(tries))


def note_pause(trouble):
    """Keep what is wrong with the way out, for the coordinators' banner, until a letter goes through again."""
    begin_write()
    keep(PAUSED, storable(trouble)[:500])
    db.session.commit()


def end_pause():
    """A letter has gone through: nothing is wrong with the way any more."""
    if db.session.get(Installation, PAUSED, populate_existing=True):
        begin_write()
        db.session.execute(db.delete(Installation).where(Installation.name == PAUSED))
        db.session.commit()
