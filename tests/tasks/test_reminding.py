"""The letter of the morning: once on each working day, of what is due by the next one and what has turned late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.wishes import Channel, Topic, wish
from app.db import db
from app.outbox.models import Letter
from app.projects import actions as projects
from app.tasks.reminding import remind_of_tasks
from tests import make
from workflows.letters import LetterState
from workflows.tasks import TaskState

#: In Rudny it is five hours later: nine in the morning is four in UTC. The tests' first day is Monday, 2 March 2026.
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (datetime(2026, 3, day, 4, tzinfo=UTC) for day in (2, 3, 4, 6))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def come(clock):
    """``come(instant)``: the minute of that instant, in which the worker looks."""
    remind_of_tasks()

    def to(instant):
        clock.move_to(instant)
        remind_of_tasks()

    return to


def given(cast, day, **facts):
    return make.task(cast.project, cast.member, due=date(2026, 3, day), **facts)


def hold(cast):
    why = {"reason": "The library moves house", "look_again_on": None}
    projects.hold(cast.project, actor=cast.coordinator, version=cast.project.version, **why)
    db.session.commit()


def words(message):
    return message.get_body(("plain",)).get_content()


def letters(state=None):
    db.session.rollback()
    found = db.session.scalars(db.select(Letter).where(Letter.about == "tasks/remind").order_by(Letter.id))
    return [letter for letter in found if state is None or letter.state is state]


def test_in_the_morning_a_person_hears_of_what_is_due_today_and_on_the_next_working_day(cast, come, post_office):
    given(cast, 3, title="Scan the letters")
    given(cast, 4, title="Call the museum")
    given(cast, 5, title="Not yet")

    come(TUESDAY - MINUTE)
    before = letters()
    come(TUESDAY)
    (sent,) = post_office()

    assert before == []
    assert sent["To"].addresses[0].addr_spec == cast.member.email
    assert sent["Subject"] == "Your tasks: 1 today, 1 soon"
    assert "Scan the letters" in words(sent)
    assert "Call the museum" in words(sent)
    assert "Not yet" not in words(sent)


def test_it_comes_once_however_often_the_worker_looks(cast, come):
    given(cast, 3)

    for minute in (0, 1, 60):
        come(TUESDAY + minute * MINUTE)

    assert len(letters()) == 1


def test_on_friday_it_tells_of_the_days_off_and_of_monday(cast, come, post_office):
    given(cast, 7, title="On Saturday")
    given(cast, 9, title="On Monday")

    come(FRIDAY)
    (sent,) = post_office()
    come(FRIDAY + timedelta(days=1))

    assert sent["Subject"] == "Your tasks: 2 soon"
    assert post_office() == []


def test_what_turned_late_is_told_once_and_then_only_beside_something_new(cast, come, post_office):
    given(cast, 3, title="Scan the letters")
    heard = []
    for morning in (TUESDAY, WEDNESDAY, WEDNESDAY + timedelta(days=1), FRIDAY):
        if morning == FRIDAY:
            given(cast, 6, title="Call the museum")
        come(morning)
        heard.append([letter["Subject"] for letter in post_office()])

    assert heard == [["Your tasks: 1 today"], ["Your tasks: 1 overdue"], [], ["Your tasks: 1 overdue, 1 today"]]


def test_nobody_is_reminded_of_what_is_done_or_somebody_elses_or_thrown_away(cast, come):
    given(cast, 3, state=TaskState.DONE)
    given(cast, 3, deleted_at=MONDAY)
    make.task(cast.project, due=date(2026, 3, 3))

    come(TUESDAY)

    assert letters() == []


def test_a_project_on_hold_reminds_of_no_task_and_one_that_is_resumed_of_what_is_still_due(cast, come, post_office):
    given(cast, 3, title="Scan the letters")
    given(cast, 5, title="Call the museum")
    hold(cast)

    come(TUESDAY)
    on_hold = letters()
    projects.change_life(cast.project, "resume", actor=cast.coordinator, version=cast.project.version)
    db.session.commit()
    come(WEDNESDAY)

    assert on_hold == []
    assert [letter["Subject"] for letter in post_office()] == ["Your tasks: 1 overdue, 1 soon"]


def test_a_letter_that_was_written_before_the_project_was_put_on_hold_does_not_leave(cast, come, post_office):
    given(cast, 3)
    come(TUESDAY)
    hold(cast)

    assert post_office() == []
    assert [letter.reason for letter in letters(LetterState.VOID)] == ["Nothing is due any more."]


def test_a_letter_tells_what_is_so_when_it_leaves(cast, come, post_office):
    task = given(cast, 3, title="Scan the letters")
    given(cast, 3, title="Call the museum")
    come(TUESDAY)
    task.state = TaskState.DONE
    db.session.commit()

    (sent,) = post_office()

    assert "Call the museum" in words(sent)
    assert "Scan the letters" not in words(sent)


def test_who_left_the_project_is_not_reminded(cast, come):
    given(cast, 3)
    cast.project.seats[1].memberships[0].left_at = MONDAY
    db.session.commit()

    come(TUESDAY)

    assert letters() == []


def test_who_wishes_for_none_gets_none_and_the_link_in_a_letter_stops_them(cast, come, post_office, visitor):
    given(cast, 3)
    come(TUESDAY)
    (sent,) = post_office()
    visitor.post(sent["List-Unsubscribe"].strip("<>"))
    given(cast, 4)
    come(TUESDAY + MINUTE)
    come(WEDNESDAY)

    assert cast.member.channel_of(Topic.DUE) is Channel.OFF
    assert len(letters()) == 1


def test_it_comes_at_the_hour_and_on_the_days_of_ones_own(cast, come):
    given(cast, 4)
    wish(cast.member, hours=[13, 7], days=[2])
    db.session.commit()
    come(TUESDAY)
    early = letters()

    come(WEDNESDAY - timedelta(hours=2))

    assert early == []
    assert [letter.due_at for letter in letters()] == [WEDNESDAY - timedelta(hours=2)]


def test_a_worker_that_was_away_writes_todays_letter_and_none_of_the_days_before(cast, come):
    given(cast, 3)
    given(cast, 4)

    come(WEDNESDAY + timedelta(hours=5))

    assert [letter.due_at for letter in letters()] == [WEDNESDAY]
    assert letters()[0].not_after == datetime(2026, 3, 4, 18, 59, 59, 999999, tzinfo=UTC)


def test_a_worker_that_was_away_on_friday_writes_nothing_on_saturday(cast, come):
    given(cast, 6)

    come(FRIDAY + timedelta(days=1))

    assert letters() == []
