"""When reminders are due: a table without a database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from app.reminders.schedule import due
from workflows.meetings import Answer

START = datetime(2026, 3, 16, 5, 0, tzinfo=UTC)
WEEK, DAY, HOUR = 7 * 24 * 60, 24 * 60, 60


def meeting(answer=None, told=START - timedelta(days=30), moved=None):
    person = SimpleNamespace(user_id=7, answer=answer, invited_at=told)
    rules = [
        SimpleNamespace(id=n, minutes_before=n, user_id=None, is_off=False, due_at=START) for n in (WEEK, DAY, HOUR)
    ]
    return SimpleNamespace(
        starts_at=START, announced_at=told, rescheduled_at=moved, invited=[person], reminder_rules=rules
    )


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (timedelta(days=8), None),
        (timedelta(days=7), WEEK),
        (timedelta(days=6), WEEK),
        (timedelta(days=1), DAY),
        (timedelta(hours=1), HOUR),
        (timedelta(minutes=1), HOUR),
    ],
)
def test_of_several_late_reminders_only_the_latest_is_due(before, rule):
    assert [reminder.rule.id for reminder in due(meeting(), START - before)] == ([rule] if rule else [])


def test_what_the_announcement_has_just_said_is_not_said_again():
    announced = meeting(told=START - timedelta(hours=20))

    assert due(announced, START - timedelta(hours=19)) == []
    assert [reminder.rule.id for reminder in due(announced, START - timedelta(minutes=30))] == [HOUR]


def test_a_moved_meeting_reminds_only_of_instants_after_the_move():
    assert due(meeting(moved=START - timedelta(hours=3)), START - timedelta(hours=2)) == []


def test_nobody_who_said_no_is_reminded():
    assert due(meeting(answer=Answer.NO), START - timedelta(hours=1)) == []


def test_a_late_reminder_may_go_out_for_half_its_lead_time_and_twelve_hours_at_most():
    week, hour = due(meeting(), START - timedelta(days=7))[0], due(meeting(), START - timedelta(hours=1))[0]

    assert week.not_after == START - timedelta(days=7) + timedelta(hours=12)
    assert hour.not_after == START - timedelta(minutes=30)
