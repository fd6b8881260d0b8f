"""Mail that waits for a person: paused by hand, on a copy, after a restore, and when the clock leapt."""

from datetime import timedelta

import pytest

from app import clock as time
from app.db import begin_write, db
from app.jobs.models import Installation
from app.outbox import holds, kinds
from app.reminders.actions import plan_reminders
from tests import make
from tests.conftest import NOON
from tests.outbox import letters
from workflows.letters import LetterState


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


def in_a_write(step, *args):
    begin_write()
    step(*args)
    db.session.commit()


def why():
    db.session.rollback()
    found = holds.held()
    return found and found.why


def test_no_letter_goes_while_mail_is_paused_and_all_go_afterwards(cast, post_office):
    in_a_write(holds.hold, "hand", "Айгүл")
    letter_id = letters.queue(cast.project)
    assert post_office() == []

    in_a_write(holds.release)

    assert len(post_office()) == 1
    assert letters.state_of(letter_id) is LetterState.SENT


def test_the_first_installation_sends_and_a_copy_of_its_database_does_not(cast, post_office):
    letters.queue(cast.project)
    assert len(post_office()) == 1
    in_a_write(holds.keep, holds.OWNER, "another database")
    doubtful = letters.queue(cast.project)

    assert post_office() == []

    assert why() == "copy"
    assert letters.state_of(doubtful) is LetterState.NEEDS_REVIEW


def test_who_takes_the_copy_over_sends_what_is_written_from_then_on(cast, post_office, clock):
    in_a_write(holds.keep, holds.OWNER, "another database")
    assert post_office() == []
    in_a_write(holds.release)
    clock.shift(timedelta(minutes=1))

    letters.queue(cast.project)

    assert len(post_office()) == 1


def test_after_a_restore_older_letters_wait_to_be_looked_through(cast, post_office, clock):
    older = letters.queue(cast.project)
    clock.shift(timedelta(hours=1))
    in_a_write(holds.after_restore)
    found_later = letters.queue(cast.project, due_at=time.now() - timedelta(minutes=30))
    in_a_write(holds.release)
    clock.shift(timedelta(minutes=1))
    newer = letters.queue(cast.project)

    post_office()

    states = [letters.state_of(letter_id) for letter_id in (older, found_later, newer)]
    assert states == [LetterState.NEEDS_REVIEW, LetterState.NEEDS_REVIEW, LetterState.SENT]


@pytest.mark.parametrize(
    ("leap", "reason"),
    [
        (timedelta(hours=1), None),
        (timedelta(days=1), "clock"),
        (timedelta(days=-1), None),
        (timedelta(minutes=-5), None),
    ],
)
def test_a_clock_that_leaps_far_forward_pauses_mail(cast, post_office, clock, leap, reason):
    post_office()
    clock.set_to(NOON + leap)

    post_office()

    assert why() == reason


def test_a_clock_set_back_delays_no_letter_that_was_written_before(cast, post_office, clock):
    letter_id = letters.queue(cast.project)
    clock.set_to(NOON - timedelta(days=1))

    post_office()

    assert letters.state_of(letter_id) is LetterState.SENT


def test_what_is_due_tomorrow_is_not_sent_today_because_a_clock_was_set_right_again(cast, post_office, clock):
    tomorrow = NOON + timedelta(days=1)
    clock.move_to(tomorrow + timedelta(minutes=1))
    letter_id = letters.queue(cast.project, due_at=tomorrow, not_after=tomorrow + timedelta(hours=12))
    clock.move_to(NOON)
    assert post_office() == []

    clock.move_to(tomorrow)

    assert len(post_office()) == 1
    assert letters.state_of(letter_id) is LetterState.SENT


def test_a_clock_that_leaps_a_day_forward_uses_up_no_reminder(cast, post_office, clock):
    make.meeting(
        cast.project, cast.member, starts=make.datetime(2026, 3, 3, 14, 0), announced_at=NOON - timedelta(days=2)
    )
    post_office()
    clock.set_to(NOON + timedelta(days=1))
    plan_reminders()

    clock.set_to(NOON)
    in_a_write(holds.release)
    clock.move_to(NOON + timedelta(hours=2, minutes=1))
    plan_reminders()

    assert [letter["Subject"].partition(":")[0] for letter in post_office()] == ["Reminder"]


def test_the_database_is_known_again_at_the_next_start(app):
    assert holds.fingerprint() == holds.fingerprint()
    assert db.session.get(Installation, holds.HELD) is None
