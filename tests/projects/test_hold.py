"""A project on hold: with a reason, shown on its pages, and looked at again on the day that was named."""

from datetime import date, timedelta

import pytest

from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from app.projects.looking import look_again
from tests import make
from tests.gates.pages import decisions, go
from workflows.letters import LetterState
from workflows.projects import ProjectState

REASON = "The library moves house"


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


def hold(browser, project, **typed):
    facts = {"version": project.version, "reason": REASON, "look_again_on": "2026-03-09"}
    return browser.post(f"/projects/{project.id}/hold", data=facts | typed)


def move(browser, project, trigger):
    return browser.post(f"/projects/{project.id}/edit/{trigger}", data={"version": project.version})


def letters():
    look_again()
    query = db.select(Letter).where(Letter.about == "projects/look_again").order_by(Letter.id)
    return db.session.scalars(query).all()


def test_a_project_is_put_on_hold_with_its_reason_and_the_day_to_look_again(cast, browser):
    answer = hold(browser, cast.project)

    entry = db.session.scalars(db.select(Entry).order_by(Entry.id.desc())).first()
    assert answer.headers["Location"] == f"/projects/{cast.project.id}"
    assert cast.project.state is ProjectState.ON_HOLD
    assert (cast.project.held_because, cast.project.look_again_on) == (REASON, date(2026, 3, 9))
    assert (entry.kind, entry.params["reason"]) == ("project/hold", REASON)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("reason", "  ", "This field is required."),
        ("reason", "я" * 501, "Field cannot be longer than 500 characters."),
        ("look_again_on", "2026-03-02", "Choose a day from tomorrow to the end of 2099."),
        ("look_again_on", "9999-12-31", "Choose a day from tomorrow to the end of 2099."),
        ("look_again_on", "in spring", "Not a valid date value."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_project_runs_on(cast, browser, field, typed, said):
    answer = hold(browser, cast.project, **{field: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert cast.project.state is ProjectState.RUNNING


def test_the_day_to_look_again_may_be_left_open(cast, browser):
    assert hold(browser, cast.project, look_again_on="").status_code == 303
    assert cast.project.look_again_on is None


@pytest.mark.parametrize("page", ["", "/tasks", "/board", "/materials", "/meetings", "/stages", "/documents"])
def test_every_page_of_the_project_says_that_it_is_on_hold_and_why(cast, browser, as_user, page):
    hold(browser, cast.project)

    for who in (cast.coordinator, cast.member):
        shown = as_user(who).get(f"/projects/{cast.project.id}{page}").text
        assert f"On hold: {REASON}" in shown
        assert "To be looked at again: 9 March 2026" in shown
        assert ("/edit/resume" in shown) == (who is cast.coordinator)


def test_a_project_on_hold_decides_nothing_and_runs_again_when_resumed(cast, browser):
    hold(browser, cast.project)
    go(browser, cast.project)
    undecided = decisions()

    move(browser, cast.project, "resume")

    assert undecided == []
    assert cast.project.state is ProjectState.RUNNING
    assert (cast.project.held_because, cast.project.look_again_on) == ("", None)
    assert REASON not in browser.get(f"/projects/{cast.project.id}").text


def test_no_button_puts_a_project_on_hold_without_a_reason(cast, browser):
    assert move(browser, cast.project, "hold").status_code == 404
    assert cast.project.state is ProjectState.RUNNING


def test_only_a_running_project_is_put_on_hold(cast, browser):
    hold(browser, cast.project)

    page = browser.get(f"/projects/{cast.project.id}/hold")
    again = hold(browser, cast.project, reason="Another reason")

    assert page.headers["Location"] == f"/projects/{cast.project.id}"
    assert "This cannot be done in the present state." in again.text
    assert cast.project.held_because == REASON


@pytest.mark.parametrize("who", ["member", "observer"])
def test_only_the_coordinator_puts_a_project_on_hold(cast, as_user, who):
    assert hold(as_user(getattr(cast, who)), cast.project).status_code == 403
    assert cast.project.state is ProjectState.RUNNING


def test_an_outsider_finds_no_project_to_put_on_hold(cast, as_user):
    assert hold(as_user(cast.outsider), cast.project).status_code == 404


def test_on_the_day_the_coordinators_get_one_letter_however_often_the_worker_looks(cast, browser, clock):
    hold(browser, cast.project)
    early = letters()

    clock.shift(timedelta(days=7))
    on_the_day = letters()
    clock.shift(timedelta(days=1))
    later = letters()

    assert early == []
    assert [letter.user_id for letter in on_the_day] == [cast.coordinator.id]
    assert later == on_the_day


def test_the_day_begins_in_the_projects_own_zone(cast, browser, clock):
    hold(browser, cast.project)

    clock.shift(timedelta(days=6, hours=11, minutes=59))
    before_midnight = letters()
    clock.shift(timedelta(minutes=1))

    assert before_midnight == []
    assert len(letters()) == 1


def test_a_project_put_on_hold_again_is_looked_at_again(cast, browser, clock):
    hold(browser, cast.project)
    clock.shift(timedelta(days=7))
    letters()
    move(browser, cast.project, "resume")
    hold(browser, cast.project, look_again_on="2026-03-16")

    clock.shift(timedelta(days=7))

    assert len(letters()) == 2


def test_a_resumed_project_is_not_looked_at_and_a_letter_under_way_is_not_sent(cast, browser, clock, post_office):
    hold(browser, cast.project)
    clock.shift(timedelta(days=7))
    (letter,) = letters()

    move(browser, cast.project, "resume")
    sent = post_office()

    assert sent == []
    assert db.session.get(Letter, letter.id).state is LetterState.VOID
    assert letters() == [letter]


def test_a_page_open_since_yesterday_does_not_hold_what_was_resumed_since(cast, browser):
    drawn = cast.project.version
    hold(browser, cast.project)
    move(browser, cast.project, "resume")

    late = hold(browser, cast.project, version=drawn, reason="An old thought")

    assert late.status_code == 409
    assert "An old thought" in late.text
    assert cast.project.state is ProjectState.RUNNING


def test_a_project_on_hold_is_archived_and_reopened(cast, browser):
    hold(browser, cast.project)

    move(browser, cast.project, "archive")
    archived = cast.project.state
    move(browser, cast.project, "reopen")

    assert archived is ProjectState.ARCHIVED
    assert cast.project.state is ProjectState.RUNNING


def test_a_project_without_a_day_is_left_in_peace(cast, browser, clock):
    hold(browser, cast.project, look_again_on="")
    other = make.project(cast.coordinator, title="Running")

    clock.shift(timedelta(days=400))

    assert letters() == []
    assert other.state is ProjectState.RUNNING
