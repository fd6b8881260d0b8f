"""The project that is alive today: its first stage, gone by, with one meeting held; the second follows."""

from datetime import timedelta

from app import clock
from app.db import db
from app.gates.actions import decide
from app.gates.models import Verdict
from app.meetings import actions as meetings
from app.projects.actions import create
from app.seeds.demo.meeting import announce, hold
from app.seeds.demo.people import fill_seats, observe
from app.seeds.demo.second_stage import second_stage
from app.seeds.demo.steps import ZONE, writing
from app.seeds.demo.tasks import finish
from app.tasks import actions as tasks
from app.tasks.models import Task
from workflows.tasks import OPEN


def project_of_today(people):
    """In its second stage: tasks in every state, materials with files, one meeting held and one next week."""
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    coordinator = people[0]
    began = now - timedelta(days=75)
    with writing(began):
        project = create(
            actor=coordinator,
            title="Кенді өлкенің жазушылары",
            description="Өлке жазушылары мен олардың замандастары туралы материалдар жинағы.",
            language="kk",
            starts_on=began.date(),
            time_zone=ZONE,
            accession_prefix="KO",
        )
        project.set_text("title", "ru", "Писатели рудного края")
        project.set_text("title", "en", "Writers of the ore country")
        fill_seats(project, people, coordinator)
        observe(project, people[10])
    with writing(began + timedelta(days=2)):
        planned = tasks.create(
            project, actor=coordinator, title="Жұмыс жоспары", assignees=[people[1]], stage=project.plan.stage
        )
    with writing(began + timedelta(days=5)):
        finish(planned, people[1])
    with writing(began + timedelta(days=6)):
        meeting = meetings.schedule(
            project,
            actor=coordinator,
            title="Бірінші жиналыс",
            starts_wall=(began + timedelta(days=20)).replace(hour=10, tzinfo=None),
            zone=ZONE,
            place="Орталық қалалық кітапхана",
            people=people[:10],
            chair_id=coordinator.id,
            secretary_id=people[1].id,
            agenda=[("Міндеттерді бөлу", 30, coordinator.id)],
        )
        announce(meeting, coordinator)
    hold(meeting, coordinator, people[:10], "Міндеттер бөлінді, кезең шарттары қаралды.", are_approved=False)
    for task in project_tasks(project):
        with writing(began + timedelta(days=25)):
            finish(task, coordinator)
    with writing(began + timedelta(days=30)):
        decide(
            project.plan,
            Verdict.GO,
            actor=coordinator,
            version=project.plan.version,
            reason="Топ жасақталды, міндеттер бөлінді.",
            meeting=meeting,
        )
    second_stage(project, people, now)


def project_tasks(project):
    return db.session.scalars(db.select(Task).where(Task.project_id == project.id, Task.state.in_(OPEN))).all()
