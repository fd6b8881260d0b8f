"""How the letters are: the one that waits longest, those that nobody knows of, those that failed; and what is wrong."""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.db import db, one_row
from app.jobs.models import Heartbeat, Installation
from app.outbox import holds
from app.outbox.models import Letter
from app.outbox.setbacks import PAUSED
from workflows.letters import LetterState
from workflows.sentences import p

SILENT, LATE = timedelta(minutes=3), timedelta(minutes=5)
UNDER_WAY = (LetterState.QUEUED, LetterState.CLAIMED, LetterState.TRANSMITTING)
SHOWN = (*UNDER_WAY, LetterState.AMBIGUOUS, LetterState.FAILED, LetterState.NEEDS_REVIEW, LetterState.BOUNCED)
IS_SILENT = p("mail trouble", "The worker has been silent for more than three minutes, so no letter goes.")
IS_LATE = p("mail trouble", "A letter is more than five minutes late.")
IS_BROKEN = p("mail trouble", "Letters wait: the mail server cannot be used.")


class Trouble(NamedTuple):
    """What keeps letters from going: a sentence in its context, and details as they came, in whatever language."""

    context: str
    sentence: str
    details: str = ""


class Figures(NamedTuple):
    """Counts of letters; `oldest` is since when the one that waits longest is due, or None."""

    oldest: datetime | None
    waiting: int
    unknown: int
    failed: int
    to_review: int
    bounced: int


def figures(project=None):
    """Of one project's letters, or of all."""
    rows = counted(project)
    count = {state: n for state, n, _since in rows}
    since = [due for state, _n, due in rows if state is LetterState.QUEUED]
    return Figures(
        oldest=since[0] if since and since[0] <= clock.now() else None,
        waiting=sum(count.get(state, 0) for state in UNDER_WAY),
        unknown=count.get(LetterState.AMBIGUOUS, 0),
        failed=count.get(LetterState.FAILED, 0),
        to_review=count.get(LetterState.NEEDS_REVIEW, 0),
        bounced=count.get(LetterState.BOUNCED, 0),
    )


def counted(project):
    query = db.select(Letter.state, db.func.count(), db.func.min(Letter.due_at)).where(Letter.state.in_(SHOWN))
    if project is not None:
        query = query.where(Letter.project_id == project.id)
    return db.session.execute(query.group_by(Letter.state)).all()


def fact(name):
    return sa.select(Installation.value).where(Installation.name == name).scalar_subquery()


LATE_ONES = sa.select(Letter.id).where(Letter.state == LetterState.QUEUED, Letter.next_try_at < sa.bindparam("late"))
#: What tells of trouble, as columns that any statement may take along; it is asked with `at_this_hour()`.
SIGNS = (
    sa.select(Heartbeat.at).where(Heartbeat.name == "tick").scalar_subquery().label("beat_at"),
    fact(holds.HELD).label("mail_held"),
    fact(PAUSED).label("mail_paused"),
    LATE_ONES.exists().label("mail_is_late"),
)
OF_ALL = sa.select(*SIGNS)


def at_this_hour():
    return {"late": clock.now() - LATE}


def troubles():
    """What keeps letters from going now, worst first; empty when all is well."""
    return troubles_in(one_row(OF_ALL, **at_this_hour()))


def troubles_in(signs):
    """The same, told by a row with the columns `SIGNS`. A worker that never came is not missed."""
    held = holds.read(signs.mail_held)
    is_silent = signs.beat_at is not None and clock.now() - signs.beat_at > SILENT
    found = [
        Trouble("mail hold", held.reason, held.who) if held else None,
        Trouble("mail trouble", IS_BROKEN, signs.mail_paused) if signs.mail_paused is not None else None,
        Trouble("mail trouble", IS_SILENT) if is_silent else None,
        Trouble("mail trouble", IS_LATE) if not held and signs.mail_is_late else None,
    ]
    return [trouble for trouble in found if trouble]
