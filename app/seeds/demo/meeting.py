"""How a meeting of the demo goes: announced, answered, reminded of, held and written up."""

from datetime import timedelta

from app import clock
from app.db import db
from app.meetings import actions as meetings
from app.meetings import people as invited
from app.meetings.minutes import actions as minutes
from app.outbox.moves import advance
from app.reminders.actions import plan_reminders
from app.seeds.demo.steps import send_into_maildir, writing
from workflows.meetings import Answer, OutcomeKind


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
