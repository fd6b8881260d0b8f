"""The second stage of the project of today: work in every state, and a meeting next week."""

from datetime import timedelta

from app.db import db
from app.exhibit.actions import open_exhibit
from app.materials import actions as materials
from app.materials.models import Material
from app.meetings import actions as meetings
from app.meetings import people as invited
from app.seeds.demo.collection import collected_files, signed_consent
from app.seeds.demo.history import write_down_history
from app.seeds.demo.meeting import announce
from app.seeds.demo.poll import ask_for_a_day
from app.seeds.demo.series import meet_every_week
from app.seeds.demo.steps import ZONE, writing
from app.seeds.demo.tasks import fill_in, finish, fire, talk
from app.tasks import actions as tasks
from app.tasks.models import Priority
from workflows.meetings import Answer

#: Title, place in the group of who does it, days from now until it is due, priority, whether it is reviewed.
WORK = (
    ("«Өлке» газетінің 1975–1985 жылдардағы тігінділерін қарап шығу", 1, -2, Priority.HIGH, False),
    ("Ардагермен сұхбатқа келісім алу", 1, 1, Priority.NORMAL, False),
    ("Тұлғалар тізімін №8 филиалмен келісу", 1, 6, Priority.NORMAL, False),
    ("Отсканировать письма из семейного архива", 6, 9, Priority.NORMAL, True),
    ("Жазушының мұражайына хат жазу", 4, 12, Priority.LOW, False),
    ("Екі аудиожазбаның мәтінін жазу", 2, 15, Priority.NORMAL, False),
)


def second_stage(project, people, now):
    with writing(now - timedelta(days=45)):
        write_down_history(project, people[5])
    signed_consent(project, people[2], now - timedelta(days=44))
    collected_files(project, people, now)
    with writing(now - timedelta(days=7)):
        put_on_show(project, people[0])
    with writing(now - timedelta(days=12)):
        given = [give_task(project, people, now, *facts) for facts in WORK]
        fill_in(given, project, people[0])
    with writing(now - timedelta(days=4)):
        talk(given[3], people, project)
    with writing(now - timedelta(days=3)):
        go_to_work(given, people)
    next_week = (now + timedelta(days=7)).replace(hour=10, tzinfo=None)
    with writing(when_to_announce(next_week, now)):
        meeting_next_week(project, people, next_week)
    with writing(now - timedelta(days=1)):
        ask_for_a_day(project, people[0], people, next_week + timedelta(days=7), ZONE)
        meet_every_week(project, people[0], people, next_week + timedelta(days=14), ZONE)


def put_on_show(project, coordinator):
    """The photograph of which everybody in it agreed, in the exhibition that is opened."""
    ours = db.select(Material).where(Material.project_id == project.id).order_by(Material.id)
    photograph = db.session.scalars(ours).first()
    for trigger in ("clear", "publish"):
        materials.move(photograph, trigger, actor=coordinator, version=photograph.version)
        db.session.flush()
    open_exhibit(project, actor=coordinator, version=project.version)


def give_task(project, people, now, title, who, days, priority, needs_review):
    return tasks.create(
        project,
        actor=people[0],
        title=title,
        assignees=[people[who]],
        stage=project.plan.stage,
        due=(now + timedelta(days=days)).date(),
        priority=priority,
        needs_review=needs_review,
    )


def go_to_work(given, people):
    """Until every state is seen: one begun, one in review, one finished, one cancelled, the rest to do."""
    fire(given[1], "start", people[1])
    fire(given[3], "start", people[6])
    fire(given[3], "submit", people[6])
    finish(given[4], people[4])
    fire(given[5], "cancel", people[0])


def meeting_next_week(project, people, starts_wall):
    meeting = meetings.schedule(
        project,
        actor=people[0],
        title="Материалдар жөніндегі жиналыс",
        starts_wall=starts_wall,
        zone=ZONE,
        place="Орталық қалалық кітапхана, 4-бөлме",
        quorum=6,
        people=people[:10],
        chair_id=people[0].id,
        secretary_id=people[1].id,
        guests=[("Марат Әлиев", "marat.aliev@museum.example")],
        agenda=[("Жиналған материалдар", 30, people[1].id), ("Сұхбаттар", 30, people[2].id)],
    )
    announce(meeting, people[0])
    invited.answer(meeting.participant(people[2].id), Answer.YES, actor=people[2])


def when_to_announce(starts_wall, now):
    """Two days ago, unless the week before the meeting began in between: nobody was there to remind of it."""
    week_before = meetings.instant(starts_wall, ZONE) - timedelta(days=7)
    return (
        max(now - timedelta(days=2), week_before + timedelta(minutes=1))
        if week_before <= now
        else now - timedelta(days=2)
    )
