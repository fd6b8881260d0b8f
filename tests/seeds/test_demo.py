"""The demo is whole at whatever hour it is loaded and however often that was tried, and its letters go to no relay."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.models import User
from app.db import db
from app.outbox.models import Letter
from app.projects.models import Project
from app.reminders.actions import plan_reminders
from app.seeds.demo import loading
from app.seeds.demo.people import PEOPLE, make_people
from workflows.letters import LetterState


def states_of_letters():
    """Save those of materials that were checked as soon as they were sent in."""
    db.session.rollback()
    return set(db.session.scalars(db.select(Letter.state).where(Letter.about != "materials/submit")))


@pytest.mark.parametrize("hour", [1, 7, 18])
def test_its_letters_of_the_past_are_sent_and_none_is_missed(app, clock, post_office, monkeypatch, hour):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    clock.move_to(datetime(2026, 3, 2, hour, 30, tzinfo=UTC))

    loading.load()
    clock.shift(timedelta(minutes=1))
    plan_reminders()

    assert states_of_letters() == {LetterState.SENT}


def test_one_that_broke_off_is_begun_anew(app):
    loading.mark("begun")
    make_people()
    assert loading.is_wanted()

    loading.load()

    assert not loading.is_wanted()
    assert db.session.scalar(db.select(db.func.count(User.id))) == len(PEOPLE) + 1
    assert db.session.scalar(db.select(db.func.count(Project.id))) == 2


def test_it_is_loaded_beside_nobody(app, cast):
    answer = app.test_cli_runner().invoke(args=["seed", "--demo"])

    assert answer.exit_code == 1
    assert "there are people here" in answer.output


@pytest.mark.parametrize("typed", ["nonsense", "nobody@library.example"])
def test_a_link_for_nobody_is_refused_in_a_sentence(app, typed):
    answer = app.test_cli_runner().invoke(args=["sign-in-link", typed])

    assert answer.exit_code == 1
    assert typed in answer.output
    assert "Traceback" not in answer.output
