"""From gate to gate: forward, back, forward again, and the end."""

from datetime import datetime, timedelta

from app.db import db
from app.gates.facts import facts
from app.journal.models import Entry
from tests import make
from tests.gates.pages import decide, decisions, go
from workflows.meetings import MeetingState
from workflows.projects import ProjectState

FIRST = "planning_and_preparation"


def dates(project):
    return [(stage.entered_at is not None, stage.left_at is not None) for stage in project.plan.stages[:2]]


def test_going_on_closes_one_stage_and_opens_the_next(cast, as_user):
    go(as_user(cast.coordinator), cast.project)

    assert dates(cast.project) == [(True, True), (True, False)]


def test_going_back_opens_the_stage_anew(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)

    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)

    assert dates(cast.project) == [(True, False), (True, True)]
    assert [decision.round for decision in decisions()] == [1, 1]
    assert cast.project.plan.round == 2


def test_a_stage_left_by_going_back_is_still_to_come(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)
    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)

    page = browser.get(f"/projects/{cast.project.id}").text

    assert page.count("stage-done") == 0
    assert page.count("stage-now") == 1


def test_back_needs_a_reason_and_an_earlier_stage(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project)

    silent = decide(browser, cast.project, "BACK", to_key=FIRST)
    ahead = decide(browser, cast.project, "BACK", reason="Why not", to_key="production")
    nowhere = decide(browser, cast.project, "BACK", reason="Why not")

    assert [answer.status_code for answer in (silent, ahead, nowhere)] == [422, 422, 422]
    assert "Say why: the reason is kept with the decision." in silent.text
    assert "Choose an earlier stage to go back to." in nowhere.text
    assert len(decisions()) == 1


def test_the_first_stage_offers_no_way_back(cast, as_user):
    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/gate").text

    assert 'value="BACK"' not in page
    assert decide(as_user(cast.coordinator), cast.project, "BACK", reason="Why not").status_code == 422


def test_a_meeting_of_an_earlier_round_counts_no_more(cast, as_user, clock):
    browser = as_user(cast.coordinator)
    make.meeting(cast.project, state=MeetingState.HELD, starts=datetime(2026, 3, 3, 10))
    assert facts(cast.project).meetings_held == 1
    clock.shift(timedelta(days=2))
    go(browser, cast.project)

    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key=FIRST)

    assert facts(cast.project).meetings_held == 0


def test_a_meeting_that_was_held_before_the_project_was_written_down_counts(cast):
    make.meeting(cast.project, state=MeetingState.HELD, starts=datetime(2026, 2, 20, 10))

    assert facts(cast.project).meetings_held == 1


def test_go_at_the_last_gate_completes_the_project(cast, as_user):
    browser = as_user(cast.coordinator)
    for _ in cast.project.plan.stages:
        assert go(browser, cast.project).status_code == 303

    assert cast.project.state is ProjectState.COMPLETED
    assert decisions()[-1].to_stage is None
    kinds = db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()
    assert kinds == ["plan/go"] * 4 + ["plan/finish", "project/complete"]
    assert browser.get(f"/projects/{cast.project.id}").text.count("stage-done") == 5


def test_a_completed_project_decides_no_more_until_it_is_reopened(cast, as_user):
    browser = as_user(cast.coordinator)
    for _ in cast.project.plan.stages:
        go(browser, cast.project)

    late = decide(browser, cast.project, "NOT_YET", reason="One more look")
    browser.post(f"/projects/{cast.project.id}/edit/reopen", data={"version": cast.project.version})
    again = decide(browser, cast.project, "NOT_YET", reason="One more look")

    assert "Gates are decided only while the project is running." in late.text
    assert again.status_code == 303
    assert cast.project.plan.stages[-1].left_at is None


def test_a_project_on_hold_decides_nothing(cast, as_user):
    browser = as_user(cast.coordinator)
    facts = {"version": cast.project.version, "reason": "The library moves"}
    browser.post(f"/projects/{cast.project.id}/hold", data=facts)

    answer = go(browser, cast.project)

    assert "Gates are decided only while the project is running." in answer.text
    assert decisions() == []
