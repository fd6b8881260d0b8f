"""The situations in which letters are written, each brought about by the real actions.

A name is the kind of the letter; behind a dot stands what is particular about this one. Each takes the room: a
project in one language with its coordinator Айгүл and its member Дәурен, and the words they write.
"""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

from app.accounts import tokens
from app.accounts.actions import send_link
from app.comments import actions as comments
from app.db import db
from app.gates import actions as gates
from app.gates import saying
from app.gates.looking import ask_again
from app.gates.models import Decision, Verdict
from app.journal.actions import as_one_deed
from app.materials import actions as materials
from app.materials.models import Acquisition, MaterialKind
from app.meetings import actions as meetings
from app.meetings import notes
from app.meetings import people as invited_people
from app.meetings.minutes import actions as minutes
from app.meetings.polls import actions as polls
from app.meetings.series import actions as series
from app.notifications.noticing import take_notice
from app.notifications.telling import tell
from app.projects import actions as projects
from app.projects.looking import look_again
from app.reminders import own
from app.reminders.actions import plan_reminders
from app.rights import Role
from app.tables.batches import start
from app.tasks import actions as tasks
from app.tasks.batches import actions as batches
from app.tasks.reminding import remind_of_tasks
from app.workgroup import actions as workgroup
from tests import make
from tests.mail.words import WORDS
from workflows.meetings import Answer, OutcomeKind

ADDRESS = "nurlan@library.example"


def room(language):
    words = SimpleNamespace(**vars(WORDS[language]))  # a test may put other words in their place
    facts = {"language": language, "time_zone": "Asia/Qostanay"}
    coordinator = make.user("aigul@library.example", "Айгүл", "Сейтова", **facts)
    member = make.user("dauren@library.example", "Дәурен", "Қасымов", **facts)
    project = projects.create(
        actor=coordinator, title=words.project, starts_on=date(2026, 1, 5), accession_prefix="RD", **facts
    )
    projects.sit(project.seats[1], member)
    db.session.commit()
    return SimpleNamespace(project=project, coordinator=coordinator, member=member, words=words, **facts)


def sign_in(room):
    send_link(room.member, next_page="/projects")


def task(room):
    return tasks.create(
        room.project,
        actor=room.coordinator,
        title=room.words.task,
        assignees=[room.member],
        stage=room.project.plan.stage,
        due=date(2026, 3, 20),
        due_time=time(15),
        needs_review=True,
    )


def tasks_of_the_morning(room):
    """A task due today, the next working day after the clock's noon, and one due two days before."""
    task(room)
    for due in (date(2026, 3, 19), date(2026, 3, 22)):
        facts = {"assignees": [room.member], "stage": room.project.plan.stage, "due": due}
        tasks.create(room.project, actor=room.coordinator, title=room.words.task, **facts)
    db.session.commit()
    for now in (datetime(2026, 3, 19, 18, tzinfo=UTC), datetime(2026, 3, 20, 4, tzinfo=UTC)):
        room.clock.move_to(now)
        remind_of_tasks()


def moved_task(*moves):
    """A situation in which the task has gone through these moves, each by who makes it."""

    def bring_about(room):
        moving = task(room)
        db.session.flush()
        for trigger in moves:
            actor = room.member if trigger in ("start", "submit") else room.coordinator
            tasks.move(moving, trigger, actor=actor, version=moving.version)

    return bring_about


def material(room):
    return materials.collect(
        room.project,
        actor=room.member,
        title=room.words.material,
        description=room.words.note,
        genre=MaterialKind.PHOTOGRAPH,
        source_name=room.words.source,
        acquisition=Acquisition.GIFT,
    )


def moved_material(*moves):
    def bring_about(room):
        moving = material(room)
        for trigger in moves:
            actor = room.member if trigger == "submit" else room.coordinator
            note = {"note": room.words.note} if trigger == "send_back" else {}
            materials.move(moving, trigger, actor=actor, version=moving.version, **note)

    return bring_about


def materials_together(room):
    """Two materials of Дәурен are accepted in one deed."""
    both = [material(room), material(room)]
    for one in both:
        materials.move(one, "submit", actor=room.member, version=one.version)
    db.session.flush()
    batch = start(room.project, "materials_change", actor=room.coordinator)
    with as_one_deed(batch.id):
        for one in both:
            materials.move(one, "accept", actor=room.coordinator, version=one.version)
    batch.facts = {"materials": [{"id": one.id} for one in both]}


def meeting(room, zone="Asia/Qostanay"):
    """An announced meeting two weeks ahead, at which Дәурен presents a topic."""
    made = meetings.schedule(
        room.project,
        actor=room.coordinator,
        title=room.words.meeting,
        starts_wall=datetime(2026, 3, 16, 10, 0),
        zone=zone,
        people=[room.coordinator, room.member],
        agenda=[(room.words.topic, 20, room.member.id)],
        minutes_long=90,
        place=room.words.place,
        link="https://meet.example/rudny",
    )
    meetings.move(made, "announce", actor=room.coordinator, version=made.version)
    db.session.commit()
    return made


def changed(made, room, **changes):
    facts = {name: getattr(made, name) for name in ("title", "starts_wall", "zone", "fold", "minutes_long", "place")}
    agenda = [(item.title, item.minutes, item.presenter_id) for item in made.agenda]
    people = [row.user for row in made.invited]
    meetings.revise(made, actor=room.coordinator, **{"people": people, "agenda": agenda, **facts, **changes})


def recurring_meeting(room):
    """The first of a series: the others are told of in their time."""
    made = meetings.schedule(
        room.project,
        actor=room.coordinator,
        title=room.words.meeting,
        starts_wall=datetime(2026, 3, 10, 10, 0),
        zone=room.time_zone,
        people=[room.member],
    )
    days = {"rule": "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=1;COUNT=3", "exceptions": "20260512", "announce_days": 14}
    version = made.version
    repeated = series.repeat(made, actor=room.coordinator, version=version, days=[date(2026, 4, 14)], **days)
    series.announce(repeated, actor=room.coordinator, version=repeated.version)


def moved_meeting(room):
    changed(meeting(room), room, starts_wall=datetime(2026, 3, 17, 15, 0), place=room.words.place)


def cancelled_meeting(room):
    made = meeting(room)
    meetings.move(made, "cancel", actor=room.coordinator, version=made.version)


def withdrawn(room):
    changed(meeting(room), room, people=[room.coordinator])


def reminder(room):
    meeting(room)
    room.clock.shift(timedelta(days=7))
    plan_reminders()


def reminder_answered(room):
    invited_people.answer(meeting(room).participant(room.member.id), Answer.YES, actor=room.member)
    db.session.commit()
    room.clock.shift(timedelta(days=7))
    plan_reminders()


def reminder_at_once(room):
    """An extra one in the coordinator's words, to somebody with a task due by then."""
    due = meeting(room)
    task(room).due = date(2026, 3, 13)
    db.session.commit()
    own.remind_now(due, actor=room.coordinator, text=room.words.outcome, only_unanswered=True)


def guest_invited(room):
    changed(meeting(room), room, guests=[("Марат Әлиев", ADDRESS)])


def minutes_sent(room):
    return send_minutes_of(meeting(room), room)


def minutes_sent_to_guest(room):
    """A correction made before they are sent goes with them."""
    made = meeting(room)
    changed(made, room, guests=[("Марат Әлиев", ADDRESS)])
    return send_minutes_of(made, room, amended=room.words.waiver)


def amended_minutes(sent):
    """A situation in which the minutes are corrected after they were sent."""

    def bring_about(room):
        minutes.amend(sent(room), actor=room.coordinator, text=room.words.note)

    return bring_about


def send_minutes_of(made, room, amended=""):
    room.clock.shift(timedelta(days=14))
    meetings.move(made, "hold", actor=room.coordinator, version=made.version)
    present = [made.participant(room.member.id).id]
    written = minutes.write(made, actor=room.coordinator, text=room.words.minutes, present=present)
    minutes.settle(made, actor=room.coordinator, nature=OutcomeKind.DECISION, text=room.words.outcome)
    [topic] = made.agenda
    notes.take(topic, actor=room.member, text=room.words.note, base=0)
    db.session.commit()
    due = {"person": room.member, "due": date(2026, 3, 30), "agenda_item_id": topic.id}
    minutes.settle(made, actor=room.coordinator, nature=OutcomeKind.ACTION, text=room.words.task, **due)
    minutes.move(written, "approve", actor=room.coordinator, version=written.version)
    if amended:
        minutes.amend(written, actor=room.coordinator, text=amended)
    db.session.commit()
    minutes.move(written, "send", actor=room.coordinator, version=written.version)
    return written


def decided(verdict, reason, **facts):
    def bring_about(room):
        plan = room.project.plan
        waivers = {asked["id"]: room.words.waiver for asked in plan.stage.conditions}
        waivers = waivers if verdict is Verdict.GO else {}
        gates.decide(
            plan,
            verdict,
            actor=room.coordinator,
            version=plan.version,
            reason=getattr(room.words, reason),
            waivers=waivers,
            **facts,
        )

    return bring_about


def decided_back(room):
    decided(Verdict.GO, "reason")(room)
    db.session.commit()
    decided(Verdict.BACK, "not_yet", to_key="planning_and_preparation")(room)


def asked_to_decide(room):
    saying.ask(room.project.plan, actor=room.member, note=room.words.waiver)


def to_be_asked_again(room):
    decided(Verdict.NOT_YET, "not_yet", ask_again_on=date(2026, 3, 9))(room)
    db.session.commit()
    room.clock.shift(timedelta(days=7))
    ask_again()


def decision_taken_back(room):
    decided(Verdict.GO, "reason")(room)
    db.session.flush()
    made = db.session.scalars(db.select(Decision)).one()
    gates.take_back(made, actor=room.coordinator)


def invited(room, role=Role.MEMBER):
    room.project.seats[2].duty = room.words.duty
    return workgroup.invite(room.project, actor=room.coordinator, email=ADDRESS, role=role, language=room.language)


def invited_to_observe(room):
    invited(room, Role.OBSERVER)


def opened(room):
    """The invitation and the token of its link, as the page behind the link finds them."""
    invitation = invited(room)
    secret = tokens.issue("invitation", address=ADDRESS, subject=invitation)
    return invitation, tokens.find(secret, "invitation")


def accepted(room):
    workgroup.accept(*opened(room), names={"surname": "Жүнісов", "given_name": "Нұрлан", "language": room.language})


def declined(room):
    workgroup.decline(*opened(room))


def looked_at_again(room):
    day = date(2026, 3, 9)
    version = room.project.version
    projects.hold(room.project, actor=room.coordinator, version=version, reason=room.words.on_hold, look_again_on=day)
    db.session.commit()
    room.clock.shift(timedelta(days=7))
    look_again()


def asked_for_a_day(room):
    made = meetings.schedule(
        room.project,
        actor=room.coordinator,
        title=room.words.meeting,
        starts_wall=datetime(2026, 3, 16, 10, 0),
        zone="Asia/Qostanay",
        people=[room.coordinator, room.member],
        minutes_long=90,
        place=room.words.place,
    )
    days = [datetime(2026, 3, 16, 10, 0), datetime(2026, 3, 17, 15, 0), datetime(2026, 3, 19, 10, 0)]
    polls.propose(made, days, actor=room.coordinator, version=made.version)
    db.session.commit()
    return made


def asked_again_for_a_day(room):
    polls.nudge(asked_for_a_day(room), actor=room.coordinator)


def said(room):
    """Айгүл says something under the task of Дәурен."""
    made = task(room)
    comments.write(made, actor=room.coordinator, people=room.project.people, text=room.words.note)
    db.session.commit()
    tell_after(room, timedelta(minutes=2))


def revised_task(room):
    made = task(room)
    facts = {"title": made.title, "description": room.words.note, "due": date(2026, 3, 27)}
    tasks.revise(made, actor=room.coordinator, version=made.version, assignees=[room.member], **facts)
    db.session.commit()
    tell_after(room, timedelta(days=1))


def tell_after(room, delta):
    take_notice()
    room.clock.shift(delta)
    tell()


def tasks_reviewed_together(room):
    """The work of Дәурен on two tasks is accepted in one deed."""
    both = []
    for title in (room.words.task, room.words.note):
        stage = room.project.plan.stage
        made = tasks.create(
            room.project, actor=room.coordinator, title=title, stage=stage, assignees=[room.member], needs_review=True
        )
        for trigger in ("start", "submit"):
            tasks.move(made, trigger, actor=room.member, version=made.version)
        both.append(made)
    batches.change(room.project, [(task, {}) for task in both], "accept", actor=room.coordinator)


def tasks_together(room):
    """Two tasks of Айгүл are given to Дәурен in one deed."""
    made = []
    for title in (room.words.task, room.words.note):
        made.append(tasks.create(room.project, actor=room.coordinator, title=title, stage=room.project.plan.stage))
    rows = [(task, {"assignees": [room.member]}) for task in made]
    batches.change(room.project, rows, "", actor=room.coordinator)


SITUATIONS = {
    "accounts/sign_in": sign_in,
    "gates/ask": asked_to_decide,
    "gates/ask_again": to_be_asked_again,
    "gates/take_back": decision_taken_back,
    "gates/decide": decided(Verdict.GO, "reason"),
    "gates/decide.not_yet": decided(Verdict.NOT_YET, "not_yet", ask_again_on=date(2026, 4, 1)),
    "gates/decide.back": decided_back,
    "materials/accept": moved_material("submit", "accept"),
    "materials/accept.together": materials_together,
    "materials/send_back": moved_material("submit", "send_back"),
    "materials/submit": moved_material("submit"),
    "meetings/announce": meeting,
    "meetings/announce.recurring": recurring_meeting,
    "meetings/announce.elsewhere": lambda room: meeting(room, "Europe/Berlin"),
    "meetings/ask_again": asked_again_for_a_day,
    "meetings/ask_for_day": asked_for_a_day,
    "meetings/cancel": cancelled_meeting,
    "meetings/move": moved_meeting,
    "meetings/remind": reminder,
    "meetings/remind.answered": reminder_answered,
    "meetings/announce.guest": guest_invited,
    "meetings/remind.at_once": reminder_at_once,
    "meetings/withdraw": withdrawn,
    "minutes/amend": amended_minutes(minutes_sent),
    "minutes/amend.guest": amended_minutes(minutes_sent_to_guest),
    "minutes/send": minutes_sent,
    "minutes/send.guest": minutes_sent_to_guest,
    "notifications/digest": revised_task,
    "notifications/news": said,
    "projects/look_again": looked_at_again,
    "tasks/accept": moved_task("start", "submit", "accept"),
    "tasks/accept.together": tasks_reviewed_together,
    "tasks/assign": task,
    "tasks/assign.together": tasks_together,
    "tasks/cancel": moved_task("cancel"),
    "tasks/remind": tasks_of_the_morning,
    "tasks/send_back": moved_task("start", "submit", "send_back"),
    "tasks/submit": moved_task("start", "submit"),
    "workgroup/accept": accepted,
    "workgroup/decline": declined,
    "workgroup/invite": invited,
    "workgroup/invite.observer": invited_to_observe,
}
