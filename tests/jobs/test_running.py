"""Long work: done once whoever dies, called off when asked, and honest about how far it is and why it failed."""

from datetime import timedelta

import pytest

from app import clock as time
from app.db import begin_write, db
from app.jobs import actions, stopping
from app.jobs.kinds import KINDS, long_work
from app.jobs.models import Installation, Job, JobState
from app.jobs.running import GAVE_UP, LEASE, CannotBeDone, claim, run, take_up_again
from workflows.sentences import p

NO_PAPER = p("job", "There is no paper.")


class Killed(BaseException):
    """The worker is gone in the middle of its work: nothing after this line happens."""


@pytest.fixture
def steps():
    """What the work of these tests does at each of its three steps; nothing unless a test says so."""
    return {}


@pytest.fixture
def job(cast, steps):
    """A job whose work takes three steps and then keeps a row, as every work keeps something."""

    def work(claimed):
        for step in range(3):
            claimed.reach(step, 3)
            steps.get(step, lambda: None)()
        begin_write()
        if claimed.finish():
            db.session.add(Installation(name=f"made by claim {claimed.number}", value="x"))
        db.session.commit()

    long_work("tests", work, title="Tests", page=lambda job: "/", result=lambda job: None)
    begin_write()
    asked = actions.ask_for("tests", cast.project, actor=cast.member)
    db.session.commit()
    yield asked
    KINDS.pop("tests")


def made():
    db.session.rollback()
    return db.session.scalars(db.select(Installation.name)).all()


def facts(job):
    db.session.expire_all()
    return job.state, job.done, job.wanted


def test_work_is_done_once_however_often_it_is_called(job):
    for _ in range(3):
        run(job.id)

    assert made() == ["made by claim 1"]
    assert facts(job) == (JobState.DONE, 3, 3)


def test_work_of_a_killed_worker_is_taken_up_by_a_later_tick_and_done_once(job, steps, clock):
    def die():
        raise Killed

    steps[1] = die
    with pytest.raises(Killed):
        run(job.id)
    assert facts(job) == (JobState.RUNNING, 1, 3)

    take_up_again()
    assert facts(job)[0] is JobState.RUNNING  # its lease still holds

    steps.clear()
    db.session.rollback()
    clock.shift(LEASE + timedelta(seconds=1))
    take_up_again()
    run(job.id)

    assert made() == ["made by claim 2"]
    assert facts(job)[0] is JobState.DONE


def test_a_worker_thought_dead_keeps_nothing(job, steps, clock):
    def sleep_too_long():
        steps.clear()
        clock.shift(LEASE + timedelta(seconds=1))
        take_up_again()
        run(job.id)

    steps[2] = sleep_too_long

    run(job.id)

    assert made() == ["made by claim 2"]


def test_work_that_breaks_off_three_times_is_given_up_with_a_sentence(job, clock):
    for _ in range(3):
        assert claim(job.id)
        clock.shift(LEASE + timedelta(seconds=1))
        take_up_again()

    assert facts(job)[0] is JobState.FAILED
    assert job.message == GAVE_UP


def test_work_that_cannot_be_done_says_why(job, steps):
    def refuse():
        raise CannotBeDone(NO_PAPER)

    steps[0] = refuse

    run(job.id)

    assert facts(job)[0] is JobState.FAILED
    assert (job.message, job.ended_at) == (NO_PAPER, time.now())


def test_cancelled_work_stops_at_its_next_step_and_keeps_nothing(job, steps):
    def cancel():
        begin_write()
        actions.cancel(job)
        db.session.commit()

    steps[1] = cancel

    run(job.id)
    run(job.id)

    assert made() == []
    assert facts(job) == (JobState.CANCELLED, 1, 3)


def test_a_worker_that_is_stopped_puts_its_work_back_for_the_next_one(job, steps, monkeypatch):
    monkeypatch.setattr(stopping, "ASKED", [])
    steps[1] = stopping.ask_to_stop

    run(job.id)

    assert facts(job)[0] is JobState.QUEUED
    assert job.tries == 0


def test_asking_again_while_the_work_goes_on_shows_the_same_work(job, cast):
    assert actions.ask_for("tests", cast.project, actor=cast.member).id == job.id
    assert actions.ask_for("tests", cast.project, actor=cast.coordinator).id != job.id
    db.session.rollback()


def test_only_who_asked_sees_and_stops_the_work(job, cast, as_user):
    assert as_user(cast.coordinator).get(f"/jobs/{job.id}").status_code == 404
    assert as_user(cast.coordinator).post(f"/jobs/{job.id}/cancel").status_code == 404

    page = as_user(cast.member).post(f"/jobs/{job.id}/cancel", follow_redirects=True)

    assert "Cancelled" in page.text
    assert db.session.get(Job, job.id).state is JobState.CANCELLED
