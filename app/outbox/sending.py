"""Send what is due, each letter once: claim, check and freeze, commit before the dot, record."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from functools import partial
from threading import Event, Lock

from flask import current_app
from sqlalchemy.exc import OperationalError

from app import clock
from app.db import begin_write, db, locked
from app.jobs.models import Installation
from app.jobs.stopping import is_stopping
from app.outbox.attempts import is_unknown, note, pause, reach_dot, record, storable
from app.outbox.channels import is_maildir, open_channel
from app.outbox.claim import change, claim_due
from app.outbox.freeze import freeze
from app.outbox.holds import keep, may_send
from app.outbox.models import Letter, Phase
from app.outbox.outcomes import ChannelBroken
from app.outbox.recovery import recover
from workflows.letters import LetterState
from workflows.sentences import p

log = logging.getLogger(__name__)

#: Claimed and frozen in one go: few enough that the last is begun well within its lease.
AT_ONCE = 20
POISONED_AFTER = 3
POISONED = p("letter reason", "It could not be written or sent, for a fault of its own. The log says more.")
PAUSED = "mail_paused"

sends_here = Lock()
asked = Event()


def send_due(url=None):
    """Send every letter that is due, by the way that MAIL_URL (or `url`) names.

    Returns at once where this process already sends. Whoever sends looks once more when they were asked meanwhile,
    since they may have looked for the last time already.
    """
    asked.set()
    while asked.is_set() and sends_here.acquire(blocking=False):
        try:
            asked.clear()
            send_by(url or current_app.config["MAIL_URL"])
        finally:
            db.session.rollback()
            sends_here.release()


def send_by(url):
    """Over one connection, or over several at once, each in a thread with a session of its own."""
    connections = 1 if is_maildir(url) else current_app.config["MAIL_CONNECTIONS"]
    together = current_app.extensions["outbox_together"]
    if connections == 1:
        send_over_one(url, together)
        return
    app = current_app._get_current_object()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(partial(in_context, app), [url] * connections, [together] * connections))


def in_context(app, url, together):
    with app.app_context():
        send_over_one(url, together)


def send_over_one(url, together):
    """Over one connection, as long as letters may go and there are some."""
    try:
        with closing(open_channel(url)) as channel:
            recover(channel)
            while not is_stopping() and may_send() and (claims := claim_due(AT_ONCE)):
                if send_batch(channel, frozen(claims, channel), together):
                    end_pause()
    except ChannelBroken as error:
        log.warning("letters wait: %s", error)
        note_pause(str(error))


def send_batch(channel, left, together):
    """One letter after the other; tells whether the way took any, or refused it in due form.

    What is not begun when the way breaks or we stop goes back into the queue.
    """
    answered = False
    try:
        while left and not is_stopping():
            answered |= bool(send_one(channel, left.pop(0), together))
    finally:
        together.now()
        give_back(left)
    return answered


def give_back(letters):
    if letters:
        begin_write()
        for letter in letters:
            note(letter.claim, phase=Phase.ENDED, ended_at=clock.now())
            change(letter.claim, "put_back", next_try_at=clock.now() + (timedelta() if is_stopping() else pause(1)))
        db.session.commit()


def frozen(claims, channel):
    """The letters of a batch that may go, made in one transaction; where one of them breaks it, each in its own."""
    try:
        return freeze(claims, channel)
    except OperationalError:
        raise
    except Exception:
        log.exception("a batch of letters could not be made")
        db.session.rollback()
        made = [guarding(claim, None, partial(freeze, [claim], channel)) for claim in claims]
        return [letter for letters in made if letters for letter in letters]


def send_one(channel, letter, together):
    return guarding(letter.claim, channel, partial(transmit, channel, letter, together))


def guarding(held, channel, step):
    """Do a step for one letter and give what comes of it; None when the letter breaks it."""
    try:
        return step()
    except (ChannelBroken, OperationalError):
        raise
    except Exception as error:
        # The one place that catches everything: a letter that breaks the sender in a way nobody thought of must not
        # keep the others waiting. It counts as a try; what had reached the dot stays there, as the protocol says.
        if channel:
            channel.drop()
        spoiled(held, error)
        return None


def spoiled(held, error):
    log.error("letter %s could not be sent", held.letter_id, exc_info=error)
    set_aside(held)


def transmit(channel, letter, together):
    """Hand the letter over, outside of any transaction. What came of it is written down with the next commit."""
    leave = partial(together.now, partial(reach_dot, letter, channel))
    try:
        outcome = channel.send(letter, keep=letter.claim.keep, reach_dot=leave)
    except ChannelBroken as error:
        channel.drop()
        put_back(letter, str(error))
        raise
    if outcome:
        together.soon(partial(record, letter, outcome, clock.now()), partial(spoiled, letter.claim))
    return outcome


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
