"""Things for tests: plain functions with good defaults, written straight to the database and committed."""

from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from app import clock, tally
from app.accounts.models import SignedInSession, User
from app.db import db
from app.files.models import File, FileRole, FileState, PreviewState
from app.kazakh import fold
from app.materials.models import Acquisition, Material, MaterialKind
from app.materials.sets import actions as sets
from app.materials.subjects.models import Place
from app.meetings.models import Meeting, Participant, ReminderRule
from app.meetings.series.models import Series
from app.names import name_key
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.projects.plans import PlanTemplate
from app.projects.visiting import enter
from app.rights import Role
from app.tables.models import Batch
from app.tasks import rank
from app.tasks.checklist.models import ChecklistItem
from app.tasks.labels.models import Label
from app.tasks.lists.models import SavedFilter
from app.tasks.models import Task
from workflows.gates import named
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.stages import CULTURAL_HISTORY

numbers = count(1)


def save(thing):
    db.session.add(thing)
    db.session.commit()
    return thing


def user(email=None, given_name="Ерлан", surname="", language="en", **facts):
    email = email or f"person{next(numbers)}@library.example"
    facts = {"sort_kk": name_key(surname, given_name, ""), "created_at": clock.now(), **facts}
    return save(User(email=email, given_name=given_name, surname=surname, language=language, **facts))


def session(user, key_hash):
    now = clock.now()
    db.session.execute(db.delete(SignedInSession).where(SignedInSession.key_hash == key_hash))
    return save(SignedInSession(key_hash=key_hash, user_id=user.id, created_at=now, last_seen_at=now))


def project(coordinator, *, members=(), observers=(), title="Cultural history", seats=10, state=ProjectState.RUNNING):
    """A project in its first stage, running unless told otherwise, with `seats` seats of which the first are taken."""
    made = Project(
        state=state,
        language="en",
        time_zone="Asia/Qostanay",
        seat_count=seats,
        accession_prefix="RD",
        starts_on=date(2026, 1, 5),
        created_by_id=coordinator.id,
        created_at=clock.now(),
    )
    made.set_text("title", "en", title)
    db.session.add(made)
    db.session.flush()
    plan(made)
    for number, person in enumerate([coordinator, *members], 1):
        sit(seat(made, number, Role.COORDINATOR if number == 1 else Role.MEMBER), person)
    for number in range(len(members) + 2, seats + 1):
        seat(made, number)
    for person in observers:
        sit(seat(made, None, Role.OBSERVER), person)
    return save(made)


def plan(project):
    made = Plan(project_id=project.id, stage_key=CULTURAL_HISTORY[0].key)
    db.session.add(made)
    db.session.flush()
    for position, planned in enumerate(CULTURAL_HISTORY):
        stage = Stage(
            project_id=project.id,
            plan_id=made.id,
            key=planned.key,
            position=position,
            planned_start=date(2026, 1, 5) + timedelta(days=90 * position),
            planned_end=date(2026, 4, 3) + timedelta(days=90 * position),
            conditions=named(planned.conditions),
        )
        stage.set_text("title", "en", planned.name)
        db.session.add(stage)
    db.session.flush()
    enter(made)
    return made


def seat(project, number, role=Role.MEMBER, duty=""):
    made = Seat(project_id=project.id, number=number, role=role, duty=duty or f"Duty {number}")
    db.session.add(made)
    db.session.flush()
    return made


def sit(seat, person, joined_at=None):
    return save(Membership(seat_id=seat.id, user_id=person.id, joined_at=joined_at or clock.now()))


def task(project, *assignees, **facts):
    facts = {
        "title": "Read the newspapers of 1975",
        "rank": rank.BOTTOM + rank.in_digits(next(numbers)) + rank.MIDDLE,
        "created_at": clock.now(),
        **facts,
    }
    facts.setdefault("stage_id", project.plan.stage.id)
    return save(Task(project_id=project.id, assignees=list(assignees), assignee_count=len(assignees), **facts))


def saved_filter(project, person, **facts):
    """A filter of the list of tasks that a person keeps for themselves."""
    facts = {"title": "Done", "query": "state=DONE", "is_shared": False, **facts}
    kept = SavedFilter(project_id=project.id, user_id=person.id, created_at=clock.now(), **facts)
    tally.count(project.id, "saved_filters", "shared" if kept.is_shared else str(person.id), +1)
    return save(kept)


def working_set(project, person, *materials, **facts):
    """A set of materials that a person keeps for themselves."""
    facts = {"title": "For the album", "note": "", "is_shared": False, **facts}
    kept = sets.make(project, actor=person, **facts)
    sets.put(kept, [material.id for material in materials])
    db.session.commit()
    return kept


def batch(project, person, **facts):
    """A change of no task at all, unless told otherwise."""
    facts = {"kind": "change", "facts": {"tasks": []}, "at": clock.now(), **facts}
    return save(Batch(id=f"{next(numbers):032x}", project_id=project.id, user_id=person.id, **facts))


def material(project, collector, title="Photograph of a school", **facts):
    facts = {
        "genre": MaterialKind.PHOTOGRAPH,
        "accession": f"RD-2026-{next(numbers):06}",
        "source_name": "Family archive",
        "acquisition": Acquisition.GIFT,
        "created_at": clock.now(),
        **facts,
    }
    made = Material(project_id=project.id, collector_id=collector.id, stage_id=project.plan.stage.id, **facts)
    made.set_text("title", "en", title)
    made.set_text("description", "en", "A class in front of the school.")
    return save(made)


def place(project, name, part_of=None):
    made = Place(project_id=project.id, created_at=clock.now(), part_of=part_of)
    made.set_text("name", project.language, name)
    return save(made)


def document(project, person, role=FileRole.ORDER, **facts):
    """A stored file that hangs on the project itself; its bytes are nowhere."""
    number = next(numbers)
    facts = {
        "name": f"order {number}.pdf",
        "stored_name": f"{number:032x}",
        "media_type": "application/pdf",
        "state": FileState.STORED,
        "preview": PreviewState.NONE,
        "created_at": clock.now(),
        **facts,
    }
    hung = {"project_id": project.id, "subject_type": project.kind, "subject_id": project.id}
    return save(File(role=role, uploaded_by_id=person.id, **hung, **facts))


def template(person, title="Our way", is_shared=False):
    """A plan of one stage kept as a template."""
    stages = [{"key": "only", "working_days": 5, "conditions": [], "titles": {"en": "Only"}, "descriptions": {}}]
    kept = PlanTemplate(title=title, stages=stages, is_shared=is_shared)
    kept.created_by_id, kept.created_at = person.id, clock.now()
    return save(kept)


def meeting(project, *people, starts=datetime(2026, 3, 16, 10, 0), zone="Asia/Qostanay", **facts):
    """An announced meeting of `people`, two weeks from now at ten in the morning unless told otherwise."""
    facts = {
        "state": MeetingState.ANNOUNCED,
        "announced_at": clock.now(),
        "title": "Working meeting",
        **facts,
    }
    made = Meeting(
        project_id=project.id,
        stage_id=project.plan.stage.id,
        starts_wall=starts,
        zone=zone,
        starts_at=starts.replace(tzinfo=ZoneInfo(zone)),
        uid=f"meeting-{next(numbers)}@shezhire",
        created_by_id=project.created_by_id,
        created_at=clock.now(),
        place="Central library, room 4",
        **facts,
    )
    for person in people:
        made.participants.append(Participant(project_id=project.id, user_id=person.id, invited_at=clock.now()))
    for minutes in (7 * 24 * 60, 24 * 60, 60):
        due_at = made.starts_at - timedelta(minutes=minutes) if made.state is MeetingState.ANNOUNCED else None
        made.reminder_rules.append(ReminderRule(project_id=project.id, minutes_before=minutes, due_at=due_at))
    return save(made)


def series(project, person, **facts):
    """A series, not announced yet; its meetings are made with its `series_id`."""
    kept = {"title": "Weekly", "rule": "FREQ=WEEKLY;BYDAY=MO;INTERVAL=1;COUNT=10", "announce_days": 14, **facts}
    made = Series(project_id=project.id, first_day=date(2026, 3, 16), **kept)
    made.created_by_id, made.created_at = person.id, clock.now()
    return save(made)


def label(project, name="Interviews", **facts):
    facts = {"tint": 1, "folded": fold(name), **facts}
    return save(Label(project_id=project.id, name=name, **facts))


def step(task, text="Ask the museum", position=1, **facts):
    return save(ChecklistItem(project_id=task.project_id, task_id=task.id, text=text, position=position, **facts))
