"""A project in which every form of the service has something to be about, and the rows of every table."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.datastructures import MultiDict

from app import clock
from app.accounts import tokens
from app.accounts.actions import link_for
from app.accounts.models import SignedInSession, Token
from app.comments.models import Comment
from app.db import db
from app.files.doubles.models import Double
from app.files.uploads.models import Upload
from app.jobs.models import Job
from app.materials import export
from app.materials.duplicates.merging import merge
from app.materials.imports.trying import try_table
from app.materials.many.actions import try_change
from app.materials.many.forms import ChangeForm
from app.materials.named_files.matching import match, place_of
from app.materials.named_files.models import NamedFile
from app.materials.sets import actions as sets
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Event, Person, Place
from app.meetings.minutes.models import Minutes
from app.meetings.models import AgendaItem
from app.meetings.parking.models import ParkedTopic
from app.workgroup.actions import LIVES
from tests import make
from tests.bad_input.single import (
    a_change,
    a_consent,
    a_decision,
    a_file,
    a_notice,
    a_slot,
    an_entry,
    approved_minutes,
    exhibited,
    invite,
    unknown_letter,
)
from workflows.materials import MaterialState
from workflows.meetings import MeetingState
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
