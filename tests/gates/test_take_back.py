"""A decision can be taken back for ten minutes by who took it, as long as nothing followed."""

from datetime import timedelta

import pytest

from app.db import db
from app.gates.queries import visits_of
from app.journal.models import Entry
from app.outbox.models import Letter
from app.tasks.models import Task
from tests import make
from tests.gates.pages import decide, decisions, go
from workflows.decisions import DecisionState
from workflows.letters import LetterState
from workflows.projects import ProjectState

FIRST, SECOND = "planning_and_preparation", "collecting_materials"


def take_back(browser):
    return browser.post(f"/decisions/{decisions()[-1].id}/take_back", follow_redirects=True)


def stays(project):
    return [(visit.stage.key, visit.round, visit.left_at is None) for visit in visits_of(project)]


def test_the_message_about_the_decision_offers_to_undo_it(cast, as_user):
    browser = as_user(cast.coordinator)

    page = browser.get(go(browser, cast.project).headers["Location"]).text

    assert f"/decisions/{decisions()[0].id}/take_back" in page


def test_the_project_stands_again_where_it_stood(cast, as_user, clock):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    clock.shift(timedelta(minutes=9))

    take_back(browser)

    assert cast.project.plan.stage_key == FIRST
    assert decisions()[0].state is DecisionState.TAKEN_BACK
    assert stays(cast.project) == [(FIRST, 1, True)]
    assert cast.project.plan.stages[1].entered_at is None
    assert db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()[-2:] == [
        "decision/take_back",
        "plan/return",
    ]


def test_a_way_back_that_is_taken_back_leads_forward_again_into_its_round(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)
    assert stays(cast.project) == [(FIRST, 1, False), (SECOND, 1, False), (FIRST, 2, True)]

    take_back(browser)

    assert (cast.project.plan.stage_key, cast.project.plan.round) == (SECOND, 1)
    assert stays(cast.project) == [(FIRST, 1, False), (SECOND, 1, True)]


def test_a_project_completed_by_mistake_runs_again(cast, as_user):
    browser = as_user(cast.coordinator)
    for _ in cast.project.plan.stages:
        go(browser, cast.project)
    assert cast.project.state is ProjectState.COMPLETED

    take_back(browser)

    assert cast.project.state is ProjectState.RUNNING
    assert stays(cast.project)[-1] == ("presentation", 1, True)


def test_unsent_letters_are_not_needed_any_more_and_those_who_were_told_are_told_again(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)

    take_back(browser)

    letters = db.session.execute(db.select(Letter.about, Letter.state).order_by(Letter.id)).all()
    assert letters[:2] == [("gates/decide", LetterState.VOID)] * 2
    assert letters[2:] == [("gates/take_back", LetterState.QUEUED)] * 2


def test_after_ten_minutes_only_back_remains(cast, as_user, clock):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    clock.shift(timedelta(minutes=10))

    page = take_back(browser).text

    assert "A decision can be taken back for ten minutes." in page
    assert cast.project.plan.stage_key == SECOND


def test_nobody_else_takes_it_back(cast, as_user):
    go(as_user(cast.coordinator), cast.project)

    page = take_back(as_user(cast.member)).text

    assert "Only the person who decided can take the decision back." in page
    assert cast.project.plan.stage_key == SECOND


@pytest.mark.parametrize("act", ["opinion", "ask"])
def test_what_was_said_at_the_new_gate_is_not_swept_away(cast, as_user, clock, act):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    clock.shift(timedelta(minutes=1))
    as_user(cast.member).post(f"/projects/{cast.project.id}/gate/{act}", data={"says": "yes", "note": "Now"})

    page = take_back(browser).text

    assert "Something has followed the decision." in page
    assert cast.project.plan.stage_key == SECOND


def test_two_decisions_are_not_taken_back_one_after_the_other_once_a_later_one_stands(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    go(browser, cast.project)

    answer = browser.post(f"/decisions/{decisions()[0].id}/take_back", follow_redirects=True)

    assert "Something has followed the decision." in answer.text
    assert cast.project.plan.stage_key == "research_and_description"


def test_work_done_stays(cast, as_user):
    make.task(cast.project, cast.member, title="Made in between")
    browser = as_user(cast.coordinator)
    go(browser, cast.project)

    take_back(browser)

    assert db.session.scalar(db.select(Task.title)) == "Made in between"


def test_a_second_click_takes_nothing_more_back(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    take_back(browser)

    again = take_back(browser)

    assert "This cannot be done in the present state." in again.text
    assert stays(cast.project) == [(FIRST, 1, True)]
