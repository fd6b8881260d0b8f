"""The facts of gates that no tally holds, as parts of one statement, each counted along an index.

Every part selects rows of ``(project's id, what, key, number)`` for several projects at once.
"""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.db import UTCDateTime
from app.files.models import File, FileState
from app.gates.collected import consent_parts, material_parts
from app.gates.models import Decision, Verdict
from app.gates.parts import IDS, counted, on_days
from app.gates.voices import Opinion, Request, Tick
from app.meetings.minutes.models import Minutes
from app.meetings.models import Meeting
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.tally import Tally
from app.tasks.models import IS_OPEN, Task
from workflows.decisions import DecisionState
from workflows.meetings import MeetingState, MinutesState

NOW = sa.bindparam("now", type_=UTCDateTime)


class Asked(NamedTuple):
    """What conditions ask beside what every gate shows; statements differ by it."""

    kinds: frozenset
    priorities: frozenset
    materials_about_persons: frozenset
    subjects: frozenset


def asked_by(projects):
    asked = [asked for project in projects for asked in project.plan.stage.conditions]
    return Asked(
        frozenset(one["kind"] for one in asked),
        frozenset(one["priority"] for one in asked if one["kind"] == "tasks_done" and one.get("priority")),
        frozenset(one["count"] for one in asked if one["kind"] == "persons_documented"),
        frozenset((one["about"], one.get("genre")) for one in asked if one.get("about")),
    )


def by_day(projects):
    """The days on which the projects stand today, and the ids of those where it is that day, as named values."""
    days = defaultdict(list)
    for project in projects:
        days[clock.today(project.time_zone)].append(project.id)
    values = {f"day_{at}": day for at, day in enumerate(days)}
    return values | {f"ids_{at}": ids for at, ids in enumerate(days.values())} | {"now": clock.now()}


@lru_cache(maxsize=256)
def statement_of(asked, n_days, has_tallies):
    """All that no tally holds (and the tallies, where they are not known yet), for projects on so many days."""
    parts = [*parts_of(asked, n_days)]
    if not has_tallies:
        parts.append(sa.select(Tally.project_id, Tally.what, Tally.key, Tally.n).where(Tally.project_id.in_(IDS)))
    return sa.union_all(*parts)


def parts_of(asked, n_days):
    """The selects of what no tally holds and is asked or waits, each of ``(project's id, what, key, number)``."""
    stands = sa.join(Plan, Stage, sa.and_(Stage.plan_id == Plan.id, Stage.key == Plan.stage_key))
    yield from waiting_parts(n_days)
    yield documents()
    if asked.kinds & {"seats_filled", "seats_have_duties"}:
        yield from seat_parts()
    if "meeting_held" in asked.kinds:
        yield meetings_held(stands)
    if "minutes_approved" in asked.kinds:
        yield last_minutes()
    if asked.kinds & {"approved", "confirmed", "opinions_given"}:
        yield from voice_parts(stands)
    if "no_task_overdue" in asked.kinds:
        yield overdue(n_days)
    if asked.priorities:
        yield tasks_by_priority(stands)
    if "people_consented" in asked.kinds:
        yield from consent_parts(n_days)
    if asked.kinds & {"persons_documented", "materials_accepted"}:
        yield from material_parts(asked)


def seat_parts():
    numbered = (Project.id.in_(IDS), Seat.number <= Project.seat_count)
    yield (
        counted(Seat.project_id, "seats taken")
        .join(Project, Project.id == Seat.project_id)
        .join(Membership, sa.and_(Membership.seat_id == Seat.id, Membership.left_at.is_(None)))
        .where(*numbered)
    )
    yield (
        counted(Seat.project_id, "seats with duty")
        .join(Project, Project.id == Seat.project_id)
        .where(*numbered, Seat.duty != "")
    )


def overdue(n_days):
    """Counted along the index of what is open, by each project's own day; of that day what has passed its minute."""
    late = (
        sa.and_(Task.project_id.in_(ids), Task.due <= today, sa.or_(Task.due < today, Task.due_at <= NOW))
        for today, ids in on_days(n_days)
    )
    return counted(Task.project_id, "overdue").where(sa.or_(*late), IS_OPEN)


def waiting_parts(n_days):
    """Who wants the gate decided, and whether the day has come to ask again that the latest decision named."""
    yield counted(Request.project_id, "wishes").where(Request.project_id.in_(IDS), Request.decision_id.is_(None))
    later = aliased(Decision)
    come = (sa.and_(Decision.project_id.in_(ids), Decision.ask_again_on <= today) for today, ids in on_days(n_days))
    yield counted(Decision.project_id, "ask again").where(
        sa.or_(*come),
        Decision.verdict == Verdict.NOT_YET,
        Decision.state == DecisionState.KEPT,
        ~sa.exists().where(later.project_id == Decision.project_id, later.id > Decision.id),
    )


def meetings_held(stands):
    """In the present stage and round: a meeting before the project came back to this stage counts no more.

    Until a project has gone back all of its stage count, those too that were held before it was written down here.
    """
    return (
        counted(Meeting.project_id, "meetings held")
        .select_from(stands)
        .join(Meeting, Meeting.stage_id == Stage.id)
        .where(
            Plan.project_id.in_(IDS),
            Meeting.state == MeetingState.HELD,
            sa.or_(Plan.round == 1, Meeting.starts_at >= Stage.entered_at),
            Meeting.deleted_at.is_(None),
        )
    )


def last_minutes():
    """Whether the minutes of the meeting that was held last are approved."""
    other = aliased(Meeting)
    held = (Meeting.state == MeetingState.HELD, Meeting.deleted_at.is_(None))
    later = sa.exists().where(
        other.project_id == Meeting.project_id,
        other.starts_at > Meeting.starts_at,
        other.state == MeetingState.HELD,
        other.deleted_at.is_(None),
    )
    return (
        counted(Meeting.project_id, "minutes approved")
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.project_id.in_(IDS), *held, Minutes.state != MinutesState.DRAFT, ~later)
    )


def voice_parts(stands):
    """What was said at the gate in this round."""
    for voice, what, key in ((Opinion, "opinions", None), (Tick, "ticks", Tick.condition_id)):
        yield (
            counted(voice.project_id, what, key)
            .select_from(stands)
            .join(voice, sa.and_(voice.stage_id == Stage.id, voice.round == Plan.round))
            .where(Plan.project_id.in_(IDS))
        )


def documents():
    hung = (File.subject_type == Project.kind, File.subject_id.in_(IDS), File.deleted_at.is_(None))
    return counted(File.project_id, "documents", File.role).where(*hung, File.state == FileState.STORED)


def tasks_by_priority(stands):
    """Only of the present stage, along its index."""
    key = Task.state.cast(sa.String) + ":" + Task.priority.cast(sa.String)
    return (
        counted(Task.project_id, "stage tasks", key)
        .select_from(stands)
        .join(Task, Task.stage_id == Stage.id)
        .where(Plan.project_id.in_(IDS), Task.deleted_at.is_(None))
    )
