"""A project in which every form of the service has something to be about, and the rows of every table."""

import io
from datetime import datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.datastructures import MultiDict

from app import clock
from app.accounts import tokens
from app.accounts.actions import link_for
from app.accounts.models import SignedInSession, Token
from app.accounts.wishes import Topic
from app.comments.models import Comment
from app.db import db
from app.files.actions import new_name
from app.files.doubles.models import Double
from app.files.models import File, FileState
from app.files.uploads.models import Upload
from app.gates.models import Decision, Verdict
from app.jobs.models import Job
from app.journal.actions import record
from app.journal.models import Entry
from app.materials import export
from app.materials.consents.models import Consent, Signer
from app.materials.duplicates.merging import merge
from app.materials.imports.trying import try_table
from app.materials.many.actions import try_change
from app.materials.many.forms import ChangeForm
from app.materials.named_files.matching import match, place_of
from app.materials.named_files.models import NamedFile
from app.materials.sets import actions as sets
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Event, Person, Place
from app.meetings import actions as meetings
from app.meetings.models import AgendaItem, Minutes
from app.meetings.parking.models import ParkedTopic
from app.meetings.polls.models import Slot
from app.notifications.models import Notice
from app.outbox.models import Letter
from app.workgroup.actions import LIVES
from app.workgroup.models import Invitation
from tests import make
from workflows.letters import LetterState
from workflows.materials import MaterialState
from workflows.meetings import MeetingState, MinutesState
from workflows.projects import ProjectState

ROOM = {"id": "room", "kind": "confirmed", "question": "Is the reading room booked?"}

#: A table of materials that waits.
TABLE = {"name": "t", "mode": "add", "heads": ["Title", "Kind"], "lines": [["x", "Scan"]]}
#: An import of materials that brought nothing in.
BROUGHT_IN = {"name": "t", "mode": "add", "heads": ["Title"], "materials": [], "left": [], "idle": 0}


def fill(project, coordinator, member):
    """One thing of each kind and state that forms are about, named by what the forms call it."""
    held = make.meeting(project, coordinator, member, state=MeetingState.HELD)
    make.save(AgendaItem(meeting=held, project_id=project.id, position=1, title="Newspapers"))
    announced = make.meeting(project, coordinator, member)
    invitation = invite(project, coordinator)
    things = SimpleNamespace(
        project=project,
        coordinator=coordinator,
        member=member,
        administrator=make.user(given_name="Бота", is_administrator=True),
        unreachable=make.user(given_name="Ерлан", bounces=3),
        stage=project.plan.stage,
        seat=project.numbered_seats[1],
        free_seat=project.numbered_seats[4],
        invitation=invitation,
        task=make.task(project, coordinator),
        deleted_task=make.task(project, coordinator, deleted_at=clock.now()),
        label=make.label(project),
        filter=make.saved_filter(project, coordinator),
        working_set=make.working_set(project, coordinator),
        batch=make.batch(project, coordinator),
        materials_table=make.batch(
            project,
            coordinator,
            kind="materials_table",
            facts=TABLE,
        ),
        hung_files=make.batch(project, coordinator, kind="named_files", facts={}),
        materials_batch=make.batch(project, coordinator, kind="materials_import", facts=BROUGHT_IN),
        table=make.batch(project, coordinator, kind="table", facts={"name": "t", "heads": ["Title"], "lines": [["x"]]}),
        deleted_label=make.label(project, "Scans", deleted_at=clock.now()),
        material=make.material(project, member, accession="RD-2025-000001"),
        submitted=make.material(project, member, accession="RD-2025-000002", state=MaterialState.SUBMITTED),
        draft=make.meeting(project, coordinator, member, state=MeetingState.DRAFT),
        open_day=make.meeting(project, coordinator, member, state=MeetingState.DRAFT, polled_at=clock.now()),
        meeting=announced,
        held=held,
        minutes=make.save(Minutes(project_id=project.id, meeting=held, text="All were there.")),
        approved=approved_minutes(project, coordinator),
        letter=unknown_letter(project, member),
        job=make.save(
            Job(kind=export.KIND, project_id=project.id, user_id=coordinator.id, created_at=clock.now(), wanted=1)
        ),
        paused=make.project(coordinator, title="Paused", state=ProjectState.ON_HOLD),
        exhibited=exhibited(coordinator),
        later=project.plan.stages[2],
        template=make.template(coordinator),
        session=make.session(coordinator, f"another browser of {coordinator.id}"),
    )
    facts = {
        "subject_type": "task",
        "subject_id": things.task.id,
        "author_id": coordinator.id,
        "project_id": project.id,
    }
    add_named_file(things)
    things.comment = make.save(Comment(text="Which years?", created_at=clock.now(), **facts))
    things.deleted_comment = make.save(Comment(text="No", created_at=clock.now(), deleted_at=clock.now(), **facts))
    things.slot = a_slot(things.open_day)
    things.series = make.series(project, coordinator)
    things.recurring = make.meeting(
        project, coordinator, member, state=MeetingState.DRAFT, announced_at=None, series_id=things.series.id
    )
    things.other_task = make.task(project, coordinator, title="Write to the museum")
    things.step = make.step(things.task)
    things.change = make.save(a_change(things.comment, coordinator))
    things.entry = make.save(an_entry(things.task, coordinator))
    things.notice = make.save(a_notice(things.task, coordinator))
    things.stage.conditions = [*things.stage.conditions, ROOM]
    things.decision = make.save(a_decision(project, coordinator))
    things.person, things.event, things.place = (
        introduce(model, project, name) for model, name in ((Person, "Абай"), (Event, "Opening"), (Place, "Rudny"))
    )
    things.twin, things.survivor, things.merged = (
        introduce(Person, project, name) for name in ("Абаи", "Ыбырай", "Ибрай")
    )
    versions = {"version": things.survivor.version, "other_version": things.merged.version}
    merge(things.survivor, things.merged, actor=coordinator, reason="One life", chosen={}, **versions)
    db.session.commit()
    things.consent = make.save(a_consent(things.person, member))
    sets.put(things.working_set, [things.material.id])
    things.file, things.same_file = (make.save(a_file(things.material, member)) for _file in range(2))
    make.save(Double(file_id=things.file.id, other_id=things.same_file.id))
    things.recording = make.save(a_file(things.material, member, name="talk.wav", media_type="audio/wav"))
    add_links(things)
    add_agreements(things)
    waits = {"project_id": project.id, "parked_by_id": coordinator.id, "parked_at": clock.now()}
    things.parked = make.save(ParkedTopic(title="Interviews", **waits))
    return things


def a_change(comment, person):
    """The comment said something else before."""
    changes = {"text": ["What years?", comment.text]}
    about = {"subject_type": comment.kind, "subject_id": comment.id, "project_id": comment.project_id}
    facts = {"actor_id": person.id, "at": clock.now(), "kind": "comment/revise", "params": {"title": comment.text}}
    return Entry(changes=changes, **about, **facts)


def an_entry(task, person):
    """A step that was taken off, so that it can be brought back."""
    return Entry(
        project_id=task.project_id,
        at=clock.now(),
        actor_id=person.id,
        subject_type=task.kind,
        subject_id=task.id,
        kind="task/remove_step",
        params={"title": task.title, "step": "Read 1975", "position": 1},
        changes={},
    )


def a_notice(task, person):
    entry = record(task, "restore", actor=person)
    about = {"project_id": task.project_id, "subject_type": task.kind, "subject_id": task.id}
    return Notice(user_id=person.id, entry_id=entry.id, topic=Topic.CHANGED, at=clock.now(), **about)


def a_slot(meeting):
    """One of two days that are proposed."""
    days = [datetime(2026, 3, day, 12, 0) for day in (20, 21)]
    facts = {"project_id": meeting.project_id, "meeting_id": meeting.id}
    first, _second = (
        make.save(Slot(starts_wall=day, starts_at=meetings.instant(day, meeting.zone), **facts)) for day in days
    )
    return first


def a_decision(project, person):
    """One that was taken just now, so that it can be taken back."""
    return Decision(
        project_id=project.id,
        stage=project.plan.stage,
        round=1,
        verdict=Verdict.NOT_YET,
        reason="Two seats are free",
        decided_by=person,
        at=clock.now(),
        plan_version=project.plan.version,
    )


def invite(project, coordinator):
    return make.save(
        Invitation(
            project=project,
            seat=project.numbered_seats[3],
            email=f"invited{project.id}@library.example",
            language="en",
            invited_by=coordinator,
            created_at=clock.now(),
            expires_at=clock.now() + LIVES,
        )
    )


def a_consent(person, recorder):
    return Consent(
        project_id=person.project_id,
        person=person,
        signer=Signer.SELF,
        signed_by="Абай",
        scope=["KEEP"],
        signed_on=clock.today("UTC"),
        language="kk",
        recorded_by_id=recorder.id,
        created_at=clock.now(),
    )


def a_file(material, person, name="school.txt", media_type="text/plain"):
    stored_name = new_name()
    size, sha256 = current_app.extensions["storage"].write(stored_name, io.BytesIO(b"School 4"))
    return File(
        project_id=material.project_id,
        subject_type=material.kind,
        subject_id=material.id,
        name=name,
        stored_name=stored_name,
        size=size,
        sha256=sha256,
        media_type=media_type,
        state=FileState.STORED,
        uploaded_by_id=person.id,
        created_at=clock.now(),
    )


def unknown_letter(project, person):
    """A letter of which nobody knows whether it arrived."""
    return make.save(
        Letter(
            project_id=project.id,
            about="meetings/remind",
            subject_type="project",
            subject_id=project.id,
            user_id=person.id,
            address=person.email,
            language="en",
            dedupe_key=f"unknown {project.id}",
            created_at=clock.now(),
            due_at=clock.now(),
            next_try_at=clock.now(),
            state=LetterState.AMBIGUOUS,
            message_id=f"<unknown-{project.id}@library.example>",
            title="Reminder",
        )
    )


def add_agreements(things):
    """What the buttons of dry runs say of the lines above them."""
    columns, asked = {"title": 0, "genre": 1}, MultiDict({"to-source_name": "A family"})
    with current_app.test_request_context():
        tried = try_table(things.project, TABLE, columns, actor=things.coordinator, are_alike_same=True)
        things.agreed = tried.mark
        form = ChangeForm(formdata=asked)
        things.agreed_files = match(things.project, things.coordinator).mark
        things.agreed_change = try_change(form, [things.material], actor=things.member).mark


def add_named_file(things):
    """A file that has come, and the material whose line named it."""
    here = {"project_id": things.project.id}
    make.save(NamedFile(**here, key="named.txt", name="Named.txt", material_id=things.material.id, batch_id="0" * 32))
    about = {"place": place_of(things.project), "name": "named.txt", "size": 4, "arrived": 4, "sha256": "0" * 64}
    when = {"created_at": clock.now(), "expires_at": clock.now() + timedelta(days=7)}
    make.save(Upload(id=f"{things.project.id:032}", **here, user_id=things.coordinator.id, **about, **when))


def add_links(things):
    """The secrets of the personal links, as they stand in the letters."""
    things.invited = tokens.issue("invitation", lifetime=LIVES, address="x@library.example", subject=things.invitation)
    things.polled = tokens.issue("poll", user=things.member, subject=things.open_day, single_use=False)
    things.asked = tokens.issue("answer", lifetime=LIVES, user=things.member, subject=things.meeting, single_use=False)
    things.sign_in = urlsplit(link_for(things.coordinator)).path.rpartition("/")[2]
    tokens.issue("feed", user=things.coordinator, single_use=False, name="Phone", project=None, tasks=False)
    things.feed = db.session.scalars(db.select(Token).where(Token.scope == "feed").order_by(Token.id.desc())).first()
    db.session.commit()


def rows():
    """Every row of every table, but for the count of wrong passwords and when a session was last seen."""
    left_out = {"failed_sign_in", SignedInSession.__tablename__}
    tables = [table for table in db.metadata.sorted_tables if table.name not in left_out]
    return {table.name: sorted(map(repr, db.session.execute(table.select()))) for table in tables}


def exhibited(coordinator):
    """A project whose exhibition is open."""
    project = make.project(coordinator, title="On show")
    project.exhibit_since = clock.now()
    return make.save(project)


def approved_minutes(project, coordinator):
    held = make.meeting(project, coordinator, state=MeetingState.HELD)
    facts = {"number": 1, "state": MinutesState.APPROVED}
    return make.save(Minutes(project_id=project.id, meeting_id=held.id, text="We met.", **facts))
