"""The demo: two projects, made with the real actions at their real dates, and their letters by the real sender.

One as the library's account tells it, with its meeting of March 2018; one alive today, in its second stage.
All names are invented.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from flask import current_app

from app import clock
from app.accounts.actions import make_account
from app.db import begin_write, db
from app.exhibit.actions import open_exhibit
from app.gates.actions import decide
from app.gates.models import Verdict
from app.materials import actions as materials
from app.materials.consents.actions import give
from app.materials.consents.models import Signer
from app.materials.models import Acquisition, Material, MaterialKind
from app.materials.sets import actions as sets
from app.materials.subjects.actions import called
from app.materials.subjects.dates import bounds
from app.materials.subjects.models import Person
from app.meetings import actions as meetings
from app.meetings import minutes
from app.meetings import people as invited
from app.outbox.moves import advance
from app.outbox.sending import send_due
from app.projects.actions import add_seat, create, sit
from app.reminders.actions import plan_reminders
from app.rights import Role
from app.seeds.demo_files import jpeg, pdf, scan, sound
from app.seeds.demo_history import write_down_history
from app.seeds.demo_poll import ask_for_a_day
from app.seeds.demo_series import meet_every_week
from app.seeds.demo_talk import tell_of
from app.seeds.demo_tasks import fill_in, talk
from app.tasks import actions as tasks
from app.tasks.lists.saved import keep
from app.tasks.models import Priority, Task
from app.workgroup.actions import revise as revise_seat
from workflows.meetings import Answer, OutcomeKind
from workflows.tasks import OPEN

ZONE = "Asia/Qostanay"
CAST = {
    "coordinator": "aigul@kitaphana.example",
    "member": "dauren@kitaphana.example",
    "observer": "olga@kitaphana.example",
}
PEOPLE = (
    ("aigul@kitaphana.example", "Сейтова", "Айгүл", "Маратқызы", "kk", "Үйлестіру"),
    ("dauren@kitaphana.example", "Қасымов", "Дәурен", "Ержанұлы", "kk", "Газеттер мен мерзімді басылымдар"),
    ("gulnar@kitaphana.example", "Әбілова", "Гүлнар", "", "kk", "Сұхбаттар"),
    ("irina@kitaphana.example", "Литвиненко", "Ирина", "Павловна", "ru", "Фотографии"),
    ("nurlan@kitaphana.example", "Жүнісов", "Нұрлан", "Серікұлы", "kk", "Мұрағатпен байланыс"),
    ("saule@kitaphana.example", "Ермекова", "Сәуле", "", "kk", "Тұлғалар тізімі"),
    ("viktor@kitaphana.example", "Гончар", "Виктор", "Ильич", "ru", "Сканирование"),
    ("madina@kitaphana.example", "Тоқтарова", "Мадина", "Асқарқызы", "kk", "Оқиғалар шежіресі"),
    ("elena@kitaphana.example", "Фомина", "Елена", "", "ru", "Перевод и корректура"),
    ("bolat@kitaphana.example", "Ғабдуллин", "Болат", "Қайратұлы", "kk", "Көрме мен таныстыру"),
)
OBSERVER = ("olga@kitaphana.example", "Петрова", "Ольга", "Николаевна", "ru")


@contextmanager
def writing(instant):
    """One step of the story: a write at that instant, and the letters it causes sent right after."""
    with clock.at(instant):
        begin_write()
        yield
        db.session.commit()
        send_into_maildir()


def send_into_maildir():
    """Letters of invented people, some long ago, go to no relay."""
    send_due(f"maildir://{quote(str(current_app.config['DATA_DIR']))}/mail")


def local(year, month, day, hour=10):
    """An instant of the working day in Rudny before March 2024, when it was six hours ahead of UTC."""
    return datetime(year, month, day, hour - 6, tzinfo=UTC)


def make_people():
    with writing(local(2018, 1, 10)):
        return [
            make_account(email=email, surname=surname, given_name=given, patronymic=patronymic, language=language)
            for email, surname, given, patronymic, language, _duty in (*PEOPLE, (*OBSERVER, ""))
        ]


def fill_seats(project, people, coordinator):
    for seat, person, (*_names, duty) in zip(project.numbered_seats, people, PEOPLE, strict=False):
        if seat.holder is None:
            sit(seat, person)
        revise_seat(seat, actor=coordinator, duty=duty, role=seat.role)


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


MINUTES_OF_2018 = """\
Топ алдын ала жиналған материалдарды қарады.

- Тұлғалар тізімі келісілді.
- Газет тігінділерін қарау жалғасады.
"""


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


def announce(meeting, coordinator):
    db.session.flush()
    meetings.move(meeting, "announce", actor=coordinator, version=meeting.version)


def hold(meeting, coordinator, people, text, *, are_approved=True):
    """Answers before, attendance and minutes after; the reminders go out when they are due."""
    starts = meeting.starts_at
    with writing(starts - timedelta(days=10)):
        for place, person in enumerate(people):
            said = Answer.NO if place == 8 else Answer.MAYBE if place == 7 else Answer.YES
            invited.answer(meeting.participant(person.id), said, actor=person)
    for before in (timedelta(days=7), timedelta(days=1), timedelta(hours=1)):
        with clock.at(starts - before):
            plan_reminders()
            send_into_maildir()
    with writing(starts + timedelta(hours=2)):
        meetings.move(meeting, "hold", actor=coordinator, version=meeting.version)
        present = [row.id for place, row in enumerate(meeting.invited) if place != 8]
        written = minutes.write(meeting, actor=coordinator, text=text, present=present)
        minutes.settle(meeting, actor=coordinator, nature=OutcomeKind.DECISION, text="Тұлғалар тізімі бекітілсін.")
        minutes.settle(
            meeting,
            actor=coordinator,
            nature=OutcomeKind.ACTION,
            text="Филиалдардан тізімдер сұрату",
            person=people[1],
            due=(starts + timedelta(days=14)).date(),
        )
        db.session.flush()
        if are_approved:
            advance(written, "approve", actor=coordinator, version=written.version)
            minutes.approved(written, coordinator)


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


def observe(project, person):
    seat = add_seat(project, None, Role.OBSERVER)
    db.session.flush()
    sit(seat, person)


def project_tasks(project):
    return db.session.scalars(db.select(Task).where(Task.project_id == project.id, Task.state.in_(OPEN))).all()


def fire(task, trigger, person):
    tasks.move(task, trigger, actor=person, version=task.version)


def finish(task, person):
    fire(task, "finish", person)


def second_stage(project, people, now):
    coordinator = people[0]
    with writing(now - timedelta(days=45)):
        write_down_history(project, people[5])
    signed_consent(project, people[2], now - timedelta(days=44))
    collected_files(project, people, now)
    with writing(now - timedelta(days=7)):
        photograph = db.session.scalars(
            db.select(Material).where(Material.project_id == project.id).order_by(Material.id)
        ).first()
        for trigger in ("clear", "publish"):
            materials.move(photograph, trigger, actor=coordinator, version=photograph.version)
            db.session.flush()
        open_exhibit(project, actor=coordinator, version=project.version)
    with writing(now - timedelta(days=12)):
        stage = project.plan.stage
        made = [
            tasks.create(
                project,
                actor=coordinator,
                title=title,
                assignees=[people[who]],
                stage=stage,
                due=(now + timedelta(days=due)).date(),
                priority=priority,
                needs_review=review,
            )
            for title, who, due, priority, review in (
                (
                    "«Өлке» газетінің 1975–1985 жылдардағы тігінділерін қарап шығу",
                    1,
                    -2,
                    Priority.HIGH,
                    False,
                ),
                ("Ардагермен сұхбатқа келісім алу", 1, 1, Priority.NORMAL, False),
                ("Тұлғалар тізімін №8 филиалмен келісу", 1, 6, Priority.NORMAL, False),
                ("Отсканировать письма из семейного архива", 6, 9, Priority.NORMAL, True),
                ("Жазушының мұражайына хат жазу", 4, 12, Priority.LOW, False),
                ("Екі аудиожазбаның мәтінін жазу", 2, 15, Priority.NORMAL, False),
            )
        ]
        fill_in(made, project, coordinator)
    with writing(now - timedelta(days=4)):
        talk(made[3], people, project)
    with writing(now - timedelta(days=3)):
        fire(made[1], "start", people[1])
        fire(made[3], "start", people[6])
        fire(made[3], "submit", people[6])
        finish(made[4], people[4])
        fire(made[5], "cancel", coordinator)
    next_week = (now + timedelta(days=7)).replace(hour=10, tzinfo=None)
    with writing(when_to_announce(next_week, now)):
        meeting = meetings.schedule(
            project,
            actor=coordinator,
            title="Материалдар жөніндегі жиналыс",
            starts_wall=next_week,
            zone=ZONE,
            place="Орталық қалалық кітапхана, 4-бөлме",
            quorum=6,
            people=people[:10],
            chair_id=coordinator.id,
            secretary_id=people[1].id,
            guests=[("Марат Әлиев", "marat.aliev@museum.example")],
            agenda=[("Жиналған материалдар", 30, people[1].id), ("Сұхбаттар", 30, people[2].id)],
        )
        announce(meeting, coordinator)
        invited.answer(meeting.participant(people[2].id), Answer.YES, actor=people[2])
    with writing(now - timedelta(days=1)):
        ask_for_a_day(project, coordinator, people, next_week + timedelta(days=7), ZONE)
        meet_every_week(project, coordinator, people, next_week + timedelta(days=14), ZONE)


def when_to_announce(starts_wall, now):
    """Two days ago, unless the week before the meeting began in between: nobody was there to remind of it."""
    week_before = meetings.instant(starts_wall, ZONE) - timedelta(days=7)
    return (
        max(now - timedelta(days=2), week_before + timedelta(minutes=1))
        if week_before <= now
        else now - timedelta(days=2)
    )


def signed_consent(project, recorder, instant):
    """The writer who may be living agrees that her photographs are published."""
    with clock.at(instant):
        papers = materials.files.bring_in(project.id, [scan()], actor=recorder)
    with writing(instant):
        writer = called(Person, project, ["Мұратова Зейнеп"])[0]
        give(
            writer,
            papers,
            actor=recorder,
            signer=Signer.SELF,
            signed_by="Мұратова Зейнеп",
            scope=["KEEP", "DESCRIBE", "PUBLISH_PHOTO"],
            signed_on=instant.date(),
            valid_until=None,
            form_version="1",
            language="kk",
            note="",
        )


def collected_files(project, people, now):
    """Four materials with a small real file each, in different states."""
    for days, who, title, genre, file, moves in (
        (40, 3, "Мектеп оқушыларының фотосуреті", MaterialKind.PHOTOGRAPH, jpeg(), ("submit", "accept")),
        (35, 1, "Газеттегі мақала", MaterialKind.SCAN, scan(), ("submit", "accept")),
        (20, 2, "Мұғаліммен сұхбат", MaterialKind.AUDIO, sound(), ("submit",)),
        (8, 4, "Кітапхана туралы есеп", MaterialKind.DOCUMENT, pdf(), ()),
    ):
        with clock.at(now - timedelta(days=days)):
            arrivals = materials.files.bring_in(project.id, [file], actor=people[who])
        with writing(now - timedelta(days=days)):
            material = materials.collect(
                project,
                actor=people[who],
                title=title,
                description="Өлке тарихына қатысты материал.",
                genre=genre,
                language="kk",
                **bounds("1957~"),
                source_name="Отбасы мұрағаты",
                acquisition=Acquisition.GIFT,
                rights_uri="http://rightsstatements.org/vocab/InC/1.0/" if days == 40 else "",
                arrivals=arrivals,
                persons=["Қанат Сүлейменов"],
                events=["Рудныйда алғашқы мектептің ашылуы"],
                places=["Рудный"],
            )
            if genre is MaterialKind.PHOTOGRAPH:
                tell_of(material, people[2])
            for trigger in moves:
                person = people[who] if trigger == "submit" else people[0]
                materials.move(material, trigger, actor=person, version=material.version)
                db.session.flush()
    with writing(now):
        album = sets.make(project, actor=people[0], title="Альбомға", note="Екінші тарау", is_shared=True)
        sets.put(album, db.session.scalars(db.select(Material.id).where(Material.project_id == project.id)).all())
        keep(project, "materials", actor=people[0], title="Фотосуреттер", query="genre=PHOTOGRAPH&view=grid")
