"""How many letters may leave in a minute, altogether and to one domain. All workers count in the same rows."""

from collections import Counter
from datetime import timedelta

from flask import current_app

from app import clock
from app.db import db, locked, upsert
from app.outbox.models import MailRate

ALL = "*"


def within(letters):
    """Of due letters, as pairs of id and address, the ids that may go this minute; they are counted.

    The caller holds the write lock and commits.
    """
    letters = up_to(ALL, current_app.config["MAIL_PER_MINUTE"], letters)
    by_domain = current_app.config["MAIL_PER_DOMAIN"]
    if by_domain:
        domains = Counter(domain(address) for _id, address in letters)
        room = {name: take(name, wanted, by_domain) for name, wanted in sorted(domains.items())}
        letters = [pair for pair in letters if has_room(room, domain(pair[1]))]
    return [letter_id for letter_id, _address in letters]


def up_to(what, limit, letters):
    return letters[: take(what, len(letters), limit)] if limit else letters


def has_room(room, name):
    room[name] -= 1
    return room[name] >= 0


def take(what, wanted, limit):
    """Count up to `wanted` more letters in this minute; gives how many fit."""
    minute = this_minute()
    row = upsert(MailRate).values(what=what, minute=minute, n=0)
    db.session.execute(row.on_conflict_do_nothing(index_elements=["what", "minute"]))
    rate = db.session.scalars(locked(db.select(MailRate).where(MailRate.what == what, MailRate.minute == minute))).one()
    fitting = max(0, min(wanted, limit - rate.n))
    rate.n += fitting
    return fitting


def domain(address):
    return address.rpartition("@")[2].lower()


def this_minute():
    return clock.now().replace(second=0, microsecond=0)


def next_minute():
    return this_minute() + timedelta(minutes=1)


def sweep_rates():
    """Minutes that have passed count for nothing. The caller commits."""
    db.session.execute(db.delete(MailRate).where(MailRate.minute < this_minute() - timedelta(hours=1)))
