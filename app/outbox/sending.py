"""Send what is due, each letter once: claim, check and freeze, commit before the dot, record."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Event, Lock

from flask import current_app
from sqlalchemy.exc import OperationalError

from app import clock
from app.db import db
from app.jobs.stopping import is_stopping
from app.outbox.attempts import reach_dot, record
from app.outbox.channels import is_maildir, open_channel
from app.outbox.claim import claim_due
from app.outbox.freeze import freeze
from app.outbox.holds import may_send
from app.outbox.outcomes import ChannelBroken
from app.outbox.recovery import recover
from app.outbox.setbacks import end_pause, give_back, not_given_back, note_pause, put_back, spoiled

log = logging.getLogger(__name__)

#: Claimed and frozen in one go: few enough that the last is begun well within its lease.
AT_ONCE = 50
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
    """Over one connection, and over as many more as may be while there is more than one batch of letters."""
    most = 1 if is_maildir(url) else current_app.config["MAIL_CONNECTIONS"]
    app = current_app._get_current_object()
    app.extensions["outbox_together"].catch_up()
    with closing(open_channel(url)) as channel:
        recover(channel)
    with ThreadPoolExecutor(most) as pool:
        help_out = partial(pool.submit, in_context, app, url)
        helpers: list[Future] = []

        def call_helpers():
            if all(helper.done() for helper in helpers):
                helpers.extend(help_out() for _ in range(most - 1))

        send_over_one(url, call_helpers)
    for helper in helpers:
        helper.result()


def in_context(app, url):
    """A thread of its own, with a session of its own."""
    with app.app_context():
        send_over_one(url)


def send_over_one(url, call_helpers=lambda: None):
    """Over one connection, as long as letters may go and there are some."""
    together = current_app.extensions["outbox_together"]
    try:
        with closing(open_channel(url)) as channel:
            while not is_stopping() and may_send() and (claims := claim_due(AT_ONCE)):
                if len(claims) == AT_ONCE:
                    call_helpers()
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
        together.soon(partial(give_back, left), not_given_back)
        together.now()
    return answered


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
