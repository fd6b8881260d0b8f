"""Reminders as letters: once each, and none about what is no longer true."""

from datetime import timedelta

from app.db import db
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make


def reminders():
    return db.session.scalars(db.select(Letter).where(Letter.about == "meetings/remind")).all()


def test_planning_twice_writes_one_reminder_a_person(cast, clock):
    make.meeting(cast.project, cast.coordinator, cast.member)
    clock.shift(timedelta(days=13, hours=23))

    plan_reminders()
    plan_reminders()

    assert sorted(letter.user_id for letter in reminders()) == [cast.coordinator.id, cast.member.id]


def test_a_draft_reminds_nobody(cast, clock):
    from workflows.meetings import MeetingState

    make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    clock.shift(timedelta(days=13, hours=23))

    plan_reminders()

    assert reminders() == []
