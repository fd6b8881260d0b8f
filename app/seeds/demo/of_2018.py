"""The project as the library's account tells it, at its real dates, with its meeting of March 2018."""

from datetime import date, datetime

from app.materials import actions as materials
from app.materials.models import Acquisition, MaterialKind
from app.meetings import actions as meetings
from app.projects.actions import create
from app.seeds.demo.meeting import announce, hold
from app.seeds.demo.people import fill_seats
from app.seeds.demo.steps import ZONE, local, writing
from app.tasks import actions as tasks

MINUTES_OF_2018 = """\
Топ алдын ала жиналған материалдарды қарады.

- Тұлғалар тізімі келісілді.
- Газет тігінділерін қарау жалғасады.
"""


def project_of_2018(people):
    """Planning and preparation, the group of ten, the first materials, and the meeting of March 2018."""
    coordinator, dauren, irina = people[0], people[1], people[3]
    with writing(local(2018, 1, 15)):
        project = create(
            actor=coordinator,
            title="Тұлғалар мен оқиғалардың мәдени тарихы",
            description="«Рухани жаңғыру» бағдарламасы аясындағы кітапхана жобасы.",
            language="kk",
            starts_on=local(2018, 1, 15).date(),
            time_zone=ZONE,
            accession_prefix="RD",
        )
        project.set_text("title", "ru", "Культурная история личностей и событий")
        project.set_text("title", "en", "Cultural history of persons and events")
    with writing(local(2018, 1, 16)):
        fill_seats(project, people, coordinator)
    with writing(local(2018, 1, 18)):
        first_tasks(project, people)
    with writing(local(2018, 2, 6)):
        first_materials(project, dauren, irina)
    with writing(local(2018, 2, 20)):
        meeting = meetings.schedule(
            project,
            actor=coordinator,
            title="Жұмыс тобының кезекті жиналысы",
            starts_wall=datetime(2018, 3, 15, 10, 0),  # noqa: DTZ001 - wall time, its zone is below
            zone=ZONE,
            minutes_long=90,
            place="Орталық қалалық кітапхана, 4-бөлме",
            people=people[:10],
            chair_id=coordinator.id,
            secretary_id=people[1].id,
            agenda=[
                ("Алдын ала жиналған материалдар", 30, dauren.id),
                ("Тұлғалар тізімі", 30, people[5].id),
                ("Келесі қадамдар", 20, coordinator.id),
            ],
        )
        announce(meeting, coordinator)
    hold(meeting, coordinator, people[:10], MINUTES_OF_2018)


def first_tasks(project, people):
    stage = project.plan.stage
    for title, who, due in (
        ("Жобаның жұмыс жоспарын жазу", people[0], 9),
        ("1975–1985 жылдардағы газет тігінділерін қарап шығу", people[1], 20),
        ("Тұлғалардың алғашқы тізімін құру", people[5], 12),
        ("Собрать фотографии первых строителей", people[3], 26),
    ):
        tasks.create(
            project,
            actor=people[0],
            title=title,
            assignees=[who],
            stage=stage,
            due=date(2018, 2, due),
        )


def first_materials(project, dauren, irina):
    materials.collect(
        project,
        actor=dauren,
        title="Қала құрылысы туралы газет қиындысы",
        description="Алғашқы көшелер туралы шағын мақала.",
        genre=MaterialKind.CLIPPING,
        language="kk",
        source_name="Қалалық газет мұрағаты",
        acquisition=Acquisition.COPY,
        persons=["Сәрсен Байжанов"],
        events=["Қала құрылысының басталуы"],
    )
    materials.collect(
        project,
        actor=irina,
        title="Фотография первой библиотеки",
        description="Читальный зал, вид от входа.",
        language_of_words="ru",
        genre=MaterialKind.PHOTOGRAPH,
        language="ru",
        source_name="Семья Орловых",
        acquisition=Acquisition.GIFT,
        persons=["Мария Орлова"],
    )
