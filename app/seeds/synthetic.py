"""Much invented data, the same each time, written fast: for measuring, never beside real projects."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

import click
import sqlalchemy as sa

from app import tally
from app.accounts.models import User
from app.db import begin_write, db, is_sqlite
from app.kazakh import fold, sort_kk
from app.materials.facets.models import FacetCount
from app.materials.models import Acquisition, Material, MaterialKind
from app.meetings.models import Meeting, Participant
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.projects.plans import Visit
from app.rights import Role
from app.seeds.words import NOUNS, PLACES, VERBS
from app.tasks.models import Priority, Task, assignment
from app.text import SearchEntry, Text, fold_start
from workflows.gates import named
from workflows.materials import MaterialState
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.stages import CULTURAL_HISTORY
from workflows.tasks import TaskState

BATCH = 2_000
FIRST_DAY = date(2026, 1, 5)
BORN = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
ZONE = "Asia/Qostanay"
PEOPLE = 10


def seed(*, projects=1, tasks=0, materials=0, meetings=0):
    """Write that many things, spread evenly over the projects; gives the ids of the projects."""
    chance = random.Random(2018)  # nosec B311  # the same data each time is the point
    begin_write()
    people = [add_person(number) for number in range(PEOPLE)]
    made = [add_project(people, number) for number in range(projects)]
    db.session.commit()
    for label, rows, write in (
        ("tasks", tasks, write_tasks),
        ("materials", materials, write_materials),
        ("meetings", meetings, write_meetings),
    ):
        write_all(label, rows, write, made, people, chance)
    return [project.id for project in made]


def write_all(label, rows, write, projects, people, chance):
    """Write `rows` things in batches, each its own transaction, with a bar that shows how far it is."""
    numbers = count(1)
    with click.progressbar(length=rows, label=label) as bar:
        while batch := list(islice(numbers, min(BATCH, rows - bar.pos))):
            begin_write()
            write(batch, projects, people, chance)
            db.session.commit()
            bar.update(len(batch))


def phrase(chance):
    """A title of three or four words, Kazakh or Russian."""
    language = chance.choice(("kk", "ru"))
    return " ".join(chance.choice(words[language]) for words in (VERBS, NOUNS, PLACES))


def add_person(number):
    email = f"synthetic{number}@library.example"
    person = db.session.scalar(db.select(User).where(User.email == email))
    if person is None:
        person = User(email=email, surname=f"Сынақ{number}", given_name="Адам", created_at=BORN, sort_kk=b"")
        db.session.add(person)
        db.session.flush()
    return person


def add_project(people, number):
    project = Project(
        state=ProjectState.RUNNING,
        language="kk",
        time_zone=ZONE,
        accession_prefix="RD",
        starts_on=FIRST_DAY,
        created_by_id=people[0].id,
        created_at=BORN,
    )
    project.set_text("title", "kk", f"Өлшеу жобасы {number + 1}")
    db.session.add(project)
    db.session.flush()
    plan = Plan(project_id=project.id, stage_key=CULTURAL_HISTORY[0].key)
    db.session.add(plan)
    db.session.flush()
    for position, planned in enumerate(CULTURAL_HISTORY):
        add_stage(plan, position, planned)
    db.session.add(Visit(project_id=project.id, stage=plan.stages[0], round=1, entered_at=BORN))
    for seat_number, person in enumerate(people, 1):
        role = Role.COORDINATOR if seat_number == 1 else Role.MEMBER
        seat = Seat(project_id=project.id, number=seat_number, role=role, duty=f"Міндет {seat_number}")
        seat.memberships.append(Membership(user_id=person.id, joined_at=BORN))
        db.session.add(seat)
    db.session.flush()
    return project


def add_stage(plan, position, planned):
    starts = FIRST_DAY + timedelta(days=90 * position)
    stage = Stage(
        project_id=plan.project_id,
        plan_id=plan.id,
        key=planned.key,
        position=position,
        planned_start=starts,
        planned_end=starts + timedelta(days=89),
        entered_at=None if position else BORN,
        conditions=named(planned.conditions),
    )
    stage.set_text("title", "en", planned.name)
    db.session.add(stage)


def first_id(model):
    """The id that the next row of a table can have."""
    return (db.session.scalar(sa.select(sa.func.max(model.id))) or 0) + 1


def insert(table, rows):
    if rows:
        db.session.execute(sa.insert(table), rows)
        if "id" in rows[0]:
            go_on_after(table)


def go_on_after(table):
    """PostgreSQL counts ids by itself and has not seen the ones that we gave."""
    if not is_sqlite():
        counter = sa.func.pg_get_serial_sequence(table.name, "id")
        db.session.execute(sa.select(sa.func.setval(counter, sa.select(sa.func.max(table.c.id)).scalar_subquery())))


def search_row(kind, project_id, subject_id, text):
    return {
        "subject_type": kind,
        "subject_id": subject_id,
        "project_id": project_id,
        "exact": text,
        "folded": fold(text),
    }


def add_counts(what, keys, table=tally.Tally):
    """Raise the counts by what was just written; `keys` is ``{(project_id, key): n}``."""
    for (project_id, key), n in keys.items():
        tally.count(project_id, what, key, n, table)


def counted(pairs):
    found: dict = {}
    for pair in pairs:
        found[pair] = found.get(pair, 0) + 1
    return found


def write_tasks(numbers, projects, people, chance):
    start = first_id(Task)
    rows = [task_row(start + place, number, projects, chance) for place, number in enumerate(numbers)]
    insert(Task.__table__, rows)
    insert(assignment, [{"task_id": row["id"], "user_id": chance.choice(people).id} for row in rows])
    insert(
        SearchEntry.__table__,
        [search_row("task", row["project_id"], row["id"], row["title"]) for row in rows],
    )
    add_counts("tasks", counted((row["project_id"], f"{row['stage_id']}:{row['state'].name}") for row in rows))


def task_row(id, number, projects, chance):
    project = projects[number % len(projects)]
    return {
        "id": id,
        "project_id": project.id,
        "stage_id": project.plan.stages[0].id,
        "title": phrase(chance),
        "description": "",
        "priority": chance.choice(list(Priority)),
        "due": FIRST_DAY + timedelta(days=chance.randrange(700)),
        "needs_review": False,
        "state": chance.choice(list(TaskState)),
        "rank": f"a{number:08}",
        "assignee_count": 1,
        "created_by_id": project.created_by_id,
        "created_at": BORN + timedelta(minutes=number),
        "version": 1,
    }


def write_materials(numbers, projects, people, chance):
    start = first_id(Material)
    rows = [material_row(start + place, number, projects, people, chance) for place, number in enumerate(numbers)]
    titles = [phrase(chance) for _row in rows]
    insert(Material.__table__, rows)
    insert(Text.__table__, [text_row(row["id"], title) for row, title in zip(rows, titles, strict=True)])
    entries = [
        search_row("material", row["project_id"], row["id"], title) for row, title in zip(rows, titles, strict=True)
    ]
    insert(SearchEntry.__table__, entries)
    add_counts("materials", counted((row["project_id"], row["state"].name) for row in rows))
    add_counts("genres", counted((row["project_id"], f"{row['genre'].name}:{row['state'].name}") for row in rows))
    for facet, column in (
        ("decade", "decade"),
        ("collector", "collector_id"),
        ("rights", "rights_uri"),
        ("language",) * 2,
    ):
        add_counts(facet, counted((row["project_id"], str(row[column])) for row in rows), FacetCount)
    add_counts("collected", counted((row["project_id"], f"{row['created_at']:%Y-%m}") for row in rows))
    add_counts("sourced", counted((row["project_id"], "") for row in rows))
    last = {row["project_id"]: number for row, number in zip(rows, numbers, strict=True)}
    for project in projects:
        project.accession_last = max(project.accession_last, last.get(project.id, 0))


def text_row(id, title):
    return {
        "subject_type": "material",
        "subject_id": id,
        "field": "title",
        "language": "kk",
        "text": title,
        "is_original": True,
        "sort_kk": sort_kk(title),
        "folded": fold_start(title),
    }


def material_row(id, number, projects, people, chance):
    project = projects[number % len(projects)]
    return {
        "id": id,
        "project_id": project.id,
        "accession": f"RD-2026-{number:06}",
        "genre": chance.choice(list(MaterialKind)),
        "language": "kk",
        "edtf": str(year := chance.randrange(1900, 2018)),
        "decade": year // 10 * 10,
        "date_min": date(year, 1, 1).toordinal(),
        "date_max": date(year, 12, 31).toordinal(),
        "link": "",
        "source_name": "Отбасы мұрағаты",
        "acquisition": chance.choice(list(Acquisition)),
        "source_note": "",
        "rights_uri": "",
        "rights_note": "",
        "rights_holder": "",
        "state": chance.choice(list(MaterialState)),
        "collector_id": chance.choice(people).id,
        "created_at": BORN + timedelta(minutes=number),
        "file_count": 0,
        "embargo_told": False,
        "version": 1,
    }


def write_meetings(numbers, projects, people, chance):
    start = first_id(Meeting)
    rows = [meeting_row(start + place, number, projects, chance) for place, number in enumerate(numbers)]
    insert(Meeting.__table__, rows)
    insert(
        Participant.__table__,
        [
            {"project_id": row["project_id"], "meeting_id": row["id"], "user_id": person.id, "invited_at": BORN}
            for row in rows
            for person in people
        ],
    )


def meeting_row(id, number, projects, chance):
    project = projects[number % len(projects)]
    wall = datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(days=chance.randrange(700), hours=10)
    return {
        "id": id,
        "project_id": project.id,
        "title": phrase(chance),
        "description": "",
        "starts_wall": wall,
        "zone": ZONE,
        "fold": 0,
        "starts_at": wall.replace(tzinfo=ZoneInfo(ZONE)),
        "minutes_long": 60,
        "place": "Орталық қалалық кітапхана",
        "link": "",
        "state": chance.choice([MeetingState.DRAFT, MeetingState.HELD]),
        "uid": f"synthetic-{id}@shezhire",
        "schedule_revision": 0,
        "sequence": 0,
        "created_by_id": project.created_by_id,
        "created_at": BORN,
        "version": 1,
    }
