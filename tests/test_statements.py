"""How often a page asks the database: as often for three rows as for thirty, and never more than eight times."""

from datetime import timedelta
from itertools import pairwise

import sqlalchemy as sa

from app import clock
from app.comments.models import Comment
from app.db import db, is_sqlite
from app.files.actions import new_name
from app.files.models import File, FileRole, FileState
from app.files.uploads.models import Upload
from app.kazakh import fold
from app.materials.duplicates.models import EventPair, PersonPair
from app.materials.duplicates.names import Likeness
from app.materials.named_files.models import NamedFile
from app.materials.naming import name_subjects
from app.materials.sets import actions as sets
from app.meetings.minutes.models import Minutes, Outcome
from app.meetings.models import AgendaItem
from app.meetings.parking.models import ParkedTopic
from app.meetings.things.models import TopicThing
from app.outbox.actions import write
from app.tasks.ties.models import dependency, task_link
from app.text import SearchEntry
from tests import make
from workflows.materials import MaterialState
from workflows.meetings import MinutesState, OutcomeKind
from workflows.tasks import TaskState

MOST = 8
PAGES = (
    "/",
    "/notifications",
    "/meetings/{meeting}/poll",
    "/projects/{project}",
    "/projects/{project}/tasks",
    "/projects/{project}/board",
    "/quick?project_id={project}&line=Read завтра @дәу %collecting",
    "/projects/{project}/board?by=person&lanes=stage",
    "/projects/{project}/timeline",
    "/projects/{project}/calendar",
    "/projects/{project}/workload",
    "/calendar",
    "/projects/{project}/labels",
    "/projects/{project}/tasks?sort=title&col=labels&col=estimate&col=people",
    "/projects/{project}/tasks?sort=priority&pick_mode=1",
    "/projects/{project}/tasks/change?all=1&to-priority=HIGH&to-trigger=start",
    "/projects/{project}/tasks/filters",
    "/projects/{project}/materials/filters",
    "/projects/{project}/materials?set={set}&state=SUBMITTED",
    "/projects/{project}/materials?set={set}&order=1",
    "/projects/{project}/sets",
    "/projects/{project}/sets?material={material}",
    "/projects/{project}/tasks.csv",
    "/projects/{project}/tasks/import",
    "/projects/{project}/tasks/new",
    "/projects/{project}/materials",
    "/projects/{project}/materials?words=Photograph",
    "/projects/{project}/materials.xml",
    "/projects/{project}/materials/files",
    "/projects/{project}/materials/new",
    "/materials/{material}",
    "/materials/{material}/edit",
    "/materials/{material}/rights",
    "/files/{recording}/view",
    "/projects/{project}/persons",
    "/projects/{project}/persons/duplicates",
    "/persons/{person}/merge/{twin}",
    "/persons/{person}/merge/{twin}/preview",
    "/projects/{project}/events/duplicates",
    "/events/{event}/merge/{twin_event}",
    "/events/{event}/merge/{twin_event}/preview",
    "/projects/{project}/events?words=Event",
    "/projects/{project}/places",
    "/places/{place}/merge/{twin_place}",
    "/places/{place}/merge/{twin_place}/preview",
    "/projects/{project}/chronicle",
    "/projects/{project}/exhibit",
    "/exhibit/{project}",
    "/exhibit/{project}/materials/{published}",
    "/exhibit/{project}/materials/{published}.xml",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/exhibit/{project}/persons",
    "/exhibit/{project}/persons/{person}",
    "/exhibit/{project}/events",
    "/exhibit/{project}/events/{event}",
    "/exhibit/{project}/chronicle",
    "/persons/{person}",
    "/persons/{person}/edit",
    "/events/{event}",
    "/places/{place}",
    "/persons/{person}/consents/new",
    "/projects/{project}/meetings",
    "/projects/{project}/parking",
    "/projects/{project}/journal",
    "/projects/{project}/letters",
    "/projects/{project}/bin",
    "/projects/{project}/plan",
    "/projects/{project}/documents",
    "/templates",
    "/tasks/{task}",
    "/tasks/{task}/edit",
    "/comments/on/task/{task}",
    "/tasks/{task}/ties?words=Read",
    "/tasks/about/material/{material}",
    "/comments/on/material/{material}",
    "/meetings/{meeting}",
    "/meetings/{meeting}/answers",
    "/meetings/{meeting}/during",
    "/meetings/{meeting}/minutes/formal",
    "/projects/{project}/decisions",
    "/meetings/{meeting}/reminders",
    "/series/{series}",
    "/search?q=Read",
)


def fill(cast, rows):
    """So many of everything that the pages show."""
    people = [cast.coordinator, cast.member]
    for _row in range(rows):
        task = make.task(cast.project, *people)
        task.labels = [make.label(cast.project, f"Label {rows} {_row} {n}") for n in range(3)]
        make.task(cast.project, cast.member, state=TaskState.IN_REVIEW)
        material = make.material(cast.project, cast.member, state=MaterialState.SUBMITTED)
        about = {"persons": [f"Person {n}" for n in range(rows)], "events": [f"Event {n}" for n in range(rows)]}
        name_subjects(material, **about, places=["Rudny"])
        db.session.commit()
        series = make.series(cast.project, cast.coordinator)
        for _n in range(rows):
            make.meeting(cast.project, *people, series_id=series.id)
        meeting = make.meeting(cast.project, *people, series_id=series.id)
        decide(meeting, cast.member)
        make.document(cast.project, cast.member)
        remind(meeting, cast.member)
        make.template(make.user(), is_shared=True)
        make.saved_filter(cast.project, cast.coordinator)
        make.saved_filter(cast.project, cast.coordinator, place="materials")
        named = {"project_id": cast.project.id, "material_id": material.id, "batch_id": "0" * 32}
        make.save(NamedFile(key=f"{_row}.jpg", name=f"{_row}.jpg", **named))
        name_came(cast, f"{_row}.jpg")
        kept = make.working_set(cast.project, cast.coordinator, material)
        sets.choose(cast.project, [], [material.id], actor=cast.coordinator)
        entry = {"subject_type": "task", "subject_id": task.id, "project_id": cast.project.id}
        make.save(SearchEntry(**entry, exact=task.title, folded=fold(task.title)))
        make.task(cast.project, deleted_at=task.created_at)
        for n in range(rows):
            make.step(task, position=n)
            other = make.task(cast.project)
            db.session.execute(dependency.insert().values(blocker_id=other.id, blocked_id=task.id))
            about = {"subject_type": "material", "subject_id": material.id}
            db.session.execute(task_link.insert().values(task_id=other.id, **about))
        db.session.execute(task_link.insert().values(task_id=task.id, **about))
        facts = {"project_id": cast.project.id, "author_id": cast.member.id, "created_at": task.created_at}
        for kind, thing in (("task", task), ("material", material)):
            for _said in range(rows):
                make.save(Comment(subject_type=kind, subject_id=thing.id, text="@Сейтова, look", **facts))
    published = put_on_show(cast, material, rows)
    about = {"person": material.persons[0].id, "event": material.events[0].id, "place": material.places[0].id}
    about |= {"twin": material.persons[1].id, "twin_event": material.events[1].id}
    suspect(PersonPair, material.persons)
    suspect(EventPair, material.events)
    about |= {"twin_place": lie_within(cast, material.places[0], rows).id}
    return {
        "project": cast.project.id,
        "task": task.id,
        "meeting": meeting.id,
        "material": material.id,
        "published": published.id,
        "recording": picture(cast, material, name="a.wav", media_type="audio/wav").id,
        "series": series.id,
        "set": kept.id,
        **about,
    }


def lie_within(cast, place, rows):
    """The place lies in so many others, each in the next; gives the other one of its name, which lies there too."""
    whole = None
    for n in range(rows):
        whole = make.place(cast.project, f"Region {n}", whole)
    place.part_of = whole
    return make.place(cast.project, "Rudny", whole)


def suspect(pair, things):
    """Each is suspected to be the same as the one before, and no others are."""
    db.session.execute(db.delete(pair))
    for one, other in pairwise(things):
        facts = {"project_id": one.project_id, "likeness": Likeness.NEAR}
        make.save(pair(one_id=one.id, other_id=other.id, **facts))


def name_came(cast, name):
    """A file of this name waits to be hung on the material whose line named it."""
    about = {"place": f"project:{cast.project.id}:named", "name": name, "size": 4, "arrived": 4, "sha256": "0" * 64}
    when = {"created_at": clock.now(), "expires_at": clock.now() + timedelta(days=7)}
    make.save(Upload(id=new_name(), project_id=cast.project.id, user_id=cast.coordinator.id, **about, **when))


def put_on_show(cast, material, rows):
    """An exhibition with so many materials about the same dead people, each with a picture."""
    cast.project.exhibit_since = material.created_at
    for person in material.persons:
        person.is_living = False
    for _row in range(rows):
        shown = make.material(cast.project, cast.member, state=MaterialState.PUBLISHED, date_min=712000)
        shown.persons, shown.events = material.persons, material.events
        original = picture(cast, shown)
        picture(cast, shown, role=FileRole.THUMBNAIL, of_id=original.id)
    db.session.commit()
    return shown


def picture(cast, material, role=FileRole.ORIGINAL, **facts):
    number = next(make.numbers)
    hung = {"project_id": cast.project.id, "subject_type": "material", "subject_id": material.id}
    facts = {"name": "a.jpg", "media_type": "image/jpeg", **facts}
    kept = {"stored_name": f"{number:032x}", "state": FileState.STORED, "created_at": material.created_at}
    return make.save(File(role=role, **kept, **hung, **facts))


def remind(meeting, person):
    reader = {"recipient": f"user {person.id}", "user_id": person.id, "address": person.email, "language": "kk"}
    write("meetings/remind", subject=meeting, cause=f"meeting {meeting.id}", **reader)
    db.session.commit()


def decide(meeting, person):
    """Minutes of the meeting with a topic, a decision, and an action that became a task."""
    facts = {"project_id": meeting.project_id, "meeting_id": meeting.id}
    make.save(Minutes(text="We met.", state=MinutesState.APPROVED, number=meeting.id, **facts))
    item = make.save(AgendaItem(position=1, title="Newspapers", notes="Read", noted_by_id=person.id, **facts))
    task = make.task(meeting.project, person)
    make.save(TopicThing(item_id=item.id, subject_type="task", subject_id=task.id, words=task.title))
    waits = {"project_id": meeting.project_id, "parked_by_id": person.id, "parked_at": meeting.created_at}
    make.save(ParkedTopic(title="Interviews", from_meeting_id=meeting.id, **waits))
    facts |= {"agenda_item_id": item.id, "created_at": meeting.created_at}
    make.save(Outcome(nature=OutcomeKind.DECISION, text="Read them", **facts))
    make.save(Outcome(nature=OutcomeKind.ACTION, text="Read them", task_id=task.id, person_id=person.id, **facts))


def statements_of(browser, queries, ids):
    """What each page asks of the database, as ``{page: [statement]}``."""
    asked = {}
    for page in PAGES:
        with queries() as seen:
            assert browser.get(page.format(**ids)).status_code == 200, page
        asked[page] = [statement for statement in seen if statement != "BEGIN"]
    return asked


def test_a_page_asks_the_same_of_the_database_at_three_and_at_thirty_rows(cast, as_user, queries):
    browser = as_user(cast.coordinator)

    few, many = (statements_of(browser, queries, fill(cast, rows)) for rows in (3, 27))

    assert {page: many[page] for page in PAGES if len(many[page]) != len(few[page])} == {}
    assert {page: many[page] for page in PAGES if len(many[page]) > MOST} == {}


def test_postgresql_plans_what_a_page_asks_once(app, cast, as_user):
    if is_sqlite():
        return
    reader, page = as_user(cast.member), f"/projects/{cast.project.id}"
    db.session.remove()
    db.engine.dispose()
    for _ in range(6):
        assert reader.get(page).status_code == 200
    with app.test_request_context():
        prepared = db.session.scalars(sa.text("SELECT statement FROM pg_prepared_statements")).all()
    assert any("FROM stage" in statement for statement in prepared)
