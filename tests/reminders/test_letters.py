"""Reminders as letters: once each, and none about what is no longer true."""

from datetime import timedelta

import pytest

from app.db import db
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make
from workflows.letters import LetterState
from workflows.meetings import MeetingState
from workflows.projects import ProjectState


def reminders():
    return db.session.scalars(db.select(Letter).where(Letter.about == "meetings/remind")).all()


def test_planning_twice_writes_one_reminder_a_person(cast, clock):
    make.meeting(cast.project, cast.coordinator, cast.member)
    clock.shift(timedelta(days=13, hours=23))

    plan_reminders()
    plan_reminders()

    assert sorted(letter.user_id for letter in reminders()) == [cast.coordinator.id, cast.member.id]


def test_a_draft_reminds_nobody(cast, clock):
    make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    clock.shift(timedelta(days=13, hours=23))

    plan_reminders()

    assert reminders() == []


@pytest.mark.parametrize("state", [ProjectState.COMPLETED, ProjectState.ARCHIVED])
def test_a_project_that_is_over_reminds_nobody(cast, clock, state):
    make.meeting(cast.project, cast.member)
    cast.project.state = state
    db.session.commit()
    clock.shift(timedelta(days=13, hours=21))

    plan_reminders()

    assert reminders() == []


def test_a_reminder_that_waits_while_its_project_ends_is_not_sent(cast, clock, post_office):
    make.meeting(cast.project, cast.member)
    clock.shift(timedelta(days=13, hours=21))
    plan_reminders()
    cast.project.state = ProjectState.ARCHIVED
    db.session.commit()

    assert post_office() == []
    assert [(letter.state, letter.reason) for letter in reminders()] == [
        (LetterState.VOID, "The project is completed.")
    ]


def test_meetings_with_nothing_due_cost_one_question(cast, queries):
    for _meeting in range(10):
        make.meeting(cast.project, cast.coordinator, cast.member)

    with queries() as seen:
        plan_reminders()

    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


def test_a_reminder_once_written_is_not_asked_for_again(cast, clock, queries):
    make.meeting(cast.project, cast.coordinator)
    clock.shift(timedelta(days=13, hours=21))
    plan_reminders()

    with queries() as seen:
        plan_reminders()

    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1
