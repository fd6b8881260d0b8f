"""Mail that waits for a person: paused by hand, after a restore, on a copy, or because the clock leapt.

A hold stands in the installation's facts, so every worker on every machine sees it before its next letters.
"""

import hashlib
import json
import logging
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import bindparam, select, text

from app import clock
from app.db import begin_write, db, is_sqlite, rows, upsert
from app.jobs.models import Installation
from app.outbox.models import Letter
from workflows.letters import LetterState
from workflows.sentences import p

log = logging.getLogger(__name__)

HELD, OWNER, FENCE = "mail_held", "mail_owner", "mail_fence"
REASONS = {
    "hand": p("mail hold", "Somebody paused the letters by hand."),
    "restored": p(
        "mail hold", "This installation was restored from a backup; older letters wait to be looked through."
    ),
    "copy": p("mail hold", "The database was copied or moved here. Only one installation may send its letters."),
    "clock": p("mail hold", "The clock of this machine leapt forward by more than twelve hours."),
}
FACT = select(Installation.value).where(Installation.name == bindparam("name"))
LOGGED, HOLDS = timedelta(minutes=5), timedelta(hours=12)
REVIEWED = p("letter reason", "It was due before the restore and may have been sent already.")


class Hold(NamedTuple):
    """Why mail waits, since when, and who said so (empty for the service itself)."""

    why: str
    at: datetime
    who: str

    @property
    def reason(self):
        return REASONS[self.why]


def held():
    """The hold that is on now, or None."""
    row = db.session.get(Installation, HELD, populate_existing=True)
    return read(row.value if row else None)


def read(value):
    """The hold that a fact of the installation tells of."""
    if value is None:
        return None
    kept = json.loads(value)
    return Hold(kept["why"], datetime.fromisoformat(kept["at"]), kept["who"])


def hold(why, who=""):
    """Let no letter go until `release`; the first reason stands. The caller commits."""
    if held() is None:
        value = json.dumps({"why": why, "at": clock.now().isoformat(), "who": who})
        keep(HELD, value, anew=False)
        log.warning("letters are held: %s", why)


def release():
    """Let letters go again, from this installation and no other. The caller commits."""
    db.session.execute(db.delete(Installation).where(Installation.name == HELD))
    keep(OWNER, fingerprint())


def keep(name, value, *, anew=True):
    """Write a fact down, as several workers may at once; with `anew` false only where there is none yet."""
    fact = upsert(Installation).values(name=name, value=value)
    if anew:
        fact = fact.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    else:
        fact = fact.on_conflict_do_nothing(index_elements=["name"])
    db.session.execute(fact)


def fingerprint():
    """What tells this database from every copy of it."""
    if is_sqlite():
        path = Path(db.engine.url.database or "").resolve()
        whole = f"{path}:{os.stat(path).st_ino}"
    else:
        own = text("SELECT datname || ':' || oid FROM pg_database WHERE datname = current_database()")
        whole = db.session.scalar(own)
    return hashlib.sha256(whole.encode()).hexdigest()


def may_send():
    """Whether letters may go from here now. The first installation that asks is the one that sends."""
    watch_clock()
    owner = db.session.get(Installation, OWNER)
    if owner is None or owner.value != fingerprint():
        claim_or_hold()
    free = held() is None
    db.session.rollback()
    return free


def claim_or_hold():
    """Take the sending where nobody has it; on a copy hold what the original may have sent."""
    begin_write()
    owner = db.session.get(Installation, OWNER)
    if owner is None:
        keep(OWNER, fingerprint(), anew=False)
    elif owner.value != fingerprint() and held() is None:
        hold("copy")
        raise_fence()
    db.session.commit()


def raise_fence():
    """Letters due until now wait for somebody to look them through, those too that are only found to be due later on.

    The caller commits.
    """
    now = clock.now()
    keep(FENCE, now.isoformat())
    waiting = db.update(Letter).where(Letter.state.in_([LetterState.QUEUED, LetterState.CLAIMED]), Letter.due_at <= now)
    doubtful = {"state": LetterState.NEEDS_REVIEW, "reason": REVIEWED, "version": Letter.version + 1}
    db.session.execute(waiting.values(doubtful).execution_options(synchronize_session=False))


def after_restore():
    """What a restore ends with: no letter goes before an administrator has looked. The caller commits."""
    hold("restored")
    raise_fence()


def is_behind_fence(due_at):
    """Whether a letter due then may have been sent by the installation that the backup was taken from."""
    return any(due_at <= datetime.fromisoformat(row.value) for row in rows(FACT, name=FENCE))


#: When this process last looked at both clocks: the wall's, which people set, and the one that only runs.
seen: dict = {}


def is_clock_right():
    """Whether what is due can be told by the clock: not after it leapt far forward, until somebody has looked."""
    watch_clock()
    found = held()
    db.session.rollback()
    return found is None or found.why != "clock"


def watch_clock():
    """Notice that the wall clock was set. A leap forward makes everything due at once, so mail waits for a person."""
    wall, ran = clock.wall(), clock.elapsed()
    leap = wall - seen["wall"] - timedelta(seconds=ran - seen["ran"]) if seen else timedelta()
    seen.update(wall=wall, ran=ran)
    if abs(leap) > LOGGED:
        log.warning("the clock leapt by %s", leap)
    if leap > HOLDS:
        begin_write()
        hold("clock")
        db.session.commit()
