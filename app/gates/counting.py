"""The facts of gates that no tally holds, as parts of one statement, each counted along an index.

Every part selects rows of ``(project's id, what, key, number)`` for several projects at once.
"""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.files.models import File, FileState
from app.gates.models import Decision, Verdict
from app.gates.voices import Opinion, Request, Tick
from app.materials.models import Material, MaterialKind, Person, about_event, about_person
from app.meetings.models import Meeting, Minutes
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.tasks.models import IS_OPEN, Task
from workflows.decisions import DecisionState
from workflows.materials import ACCEPTED
from workflows.meetings import MeetingState, MinutesState

ABOUT = {"person": (about_person, about_person.c.person_id), "event": (about_event, about_event.c.event_id)}


def parts_of(projects, ids):
    """The selects of everything that no tally holds, each of ``(project's id, what, key, number)``."""
    stands = sa.join(Plan, Stage, sa.and_(Stage.plan_id == Plan.id, Stage.key == Plan.stage_key))
    yield from seat_parts(ids)
    yield overdue(projects)
    yield meetings_held(stands, ids)
    yield last_minutes(ids)
    yield from voice_parts(stands, ids)
    yield from waiting_parts(projects, ids)
    yield documents(ids)
    asked = {asked["kind"] for project in projects for asked in project.plan.stage.conditions}
    if "tasks_done" in asked:
        yield tasks_by_priority(stands, ids)
    if asked & {"persons_documented", "materials_accepted"}:
        yield from material_parts(projects, ids)


def rows(project_id, what, key, n):
    return sa.select(
        project_id.label("project_id"),
        sa.literal(what, sa.String).label("what"),
        sa.cast(key, sa.String).label("key"),
        n.label("n"),
    )


def counted(project_id, what, key=None):
    """One row a project, or one a key of it."""
    found = rows(project_id, what, sa.literal("") if key is None else key, sa.func.count())
    return found.group_by(project_id, *([] if key is None else [key]))


def seat_parts(ids):
    numbered = (Project.id.in_(ids), Seat.number <= Project.seat_count)
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


def overdue(projects):
    """Counted along the index of what is open, by each project's own day."""
    late = (sa.and_(Task.project_id.in_(ids), Task.due < today) for today, ids in by_day(projects))
    return counted(Task.project_id, "overdue").where(sa.or_(*late), IS_OPEN)


def by_day(projects):
    """Pairs of a day and the ids of the projects where it is today."""
    days = defaultdict(list)
    for project in projects:
        days[clock.today(project.time_zone)].append(project.id)
    return days.items()


def waiting_parts(projects, ids):
    """Who wants the gate decided, and whether the day has come to ask again that the latest decision named."""
    yield counted(Request.project_id, "wishes").where(Request.project_id.in_(ids), Request.decision_id.is_(None))
    later = aliased(Decision)
    come = (sa.and_(Decision.project_id.in_(ids), Decision.ask_again_on <= today) for today, ids in by_day(projects))
    yield counted(Decision.project_id, "ask again").where(
        sa.or_(*come),
        Decision.verdict == Verdict.NOT_YET,
        Decision.state == DecisionState.KEPT,
        ~sa.exists().where(later.project_id == Decision.project_id, later.id > Decision.id),
    )


def meetings_held(stands, ids):
    """In the present stage and round: a meeting before the project came back to this stage counts no more."""
    return (
        counted(Meeting.project_id, "meetings held")
        .select_from(stands)
        .join(Meeting, Meeting.stage_id == Stage.id)
        .where(
            Plan.project_id.in_(ids),
            Meeting.state == MeetingState.HELD,
            Meeting.starts_at >= Stage.entered_at,
            Meeting.deleted_at.is_(None),
        )
    )


def last_minutes(ids):
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
        .where(Meeting.project_id.in_(ids), *held, Minutes.state != MinutesState.DRAFT, ~later)
    )


def voice_parts(stands, ids):
    """What was said at the gate in this round."""
    for voice, what, key in ((Opinion, "opinions", None), (Tick, "ticks", Tick.condition_id)):
        yield (
            counted(voice.project_id, what, key)
            .select_from(stands)
            .join(voice, sa.and_(voice.stage_id == Stage.id, voice.round == Plan.round))
            .where(Plan.project_id.in_(ids))
        )


def documents(ids):
    hung = (File.subject_type == Project.kind, File.subject_id.in_(ids), File.deleted_at.is_(None))
    return counted(File.project_id, "documents", File.role).where(*hung, File.state == FileState.STORED)


def tasks_by_priority(stands, ids):
    """Only of the present stage, along its index."""
    key = Task.state.cast(sa.String) + ":" + Task.priority.cast(sa.String)
    return (
        counted(Task.project_id, "stage tasks", key)
        .select_from(stands)
        .join(Task, Task.stage_id == Stage.id)
        .where(Plan.project_id.in_(ids), Task.deleted_at.is_(None))
    )


def material_parts(projects, ids):
    """Persons and how many materials about them were accepted, as far as a gate asks."""
    yield counted(Person.project_id, "persons").where(Person.project_id.in_(ids), Person.deleted_at.is_(None))
    asked = [asked for project in projects for asked in project.plan.stage.conditions]
    for count in {one["count"] for one in asked if one["kind"] == "persons_documented"}:
        enough = (Person.project_id.in_(ids), Person.deleted_at.is_(None), Person.material_count >= count)
        yield counted(Person.project_id, "persons with", sa.literal(str(count))).where(*enough)
    for subject, genre in {(one["about"], one.get("genre")) for one in asked if one.get("about")}:
        yield materials_about(subject, genre, ids)


def materials_about(subject, genre, ids):
    """Accepted materials about one person or event."""
    kind, _, number = subject.partition(":")
    table, column = ABOUT[kind]
    about = (Material.project_id.in_(ids), column == int(number), Material.state.in_(ACCEPTED))
    found = counted(Material.project_id, "about", sa.literal(f"{subject}:{genre or ''}"))
    found = found.join(table, table.c.material_id == Material.id).where(*about, Material.deleted_at.is_(None))
    return found.where(Material.genre == MaterialKind[genre]) if genre else found
