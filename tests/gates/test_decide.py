"""The decision at a gate: who may, what it needs, what it keeps, and that it is taken once."""

from datetime import timedelta

from app import tally
from app.db import db
from app.gates.models import Decision, Verdict
from app.outbox.models import Letter
from tests import make
from workflows.meetings import MeetingState


def decisions():
    return db.session.scalars(db.select(Decision).order_by(Decision.id)).all()


def decide(browser, project, **typed):
    """As a browser posts it at the first gate, where no earlier stage is offered."""
    version = project.plan.version
    return browser.post(f"/projects/{project.id}/gate", data={"version": version, **typed})


def fill(cast, clock):
    """Every condition of the first stage met: ten seats taken, a meeting held, its task done."""
    for seat in cast.project.numbered_seats:
        if seat.holder is None:
            make.sit(seat, make.user())
    make.meeting(cast.project, cast.member, state=MeetingState.HELD)
    tally.count(cast.project.id, "tasks", f"{cast.project.plan.stage.id}:DONE", 1)
    clock.shift(timedelta(hours=1))


def test_the_page_says_what_is_missing_with_figures(cast, as_user):
    page = as_user(cast.member).get(f"/projects/{cast.project.id}")

    assert "All seats of the workgroup are taken" in page.text
    assert "2 / 10" in page.text
    assert "Decides at this gate: " in page.text


def test_only_the_coordinator_decides(cast, as_user):
    answer = decide(as_user(cast.member), cast.project, verdict="NOT_YET", reason="Too early")

    assert answer.status_code == 403
    assert decisions() == []


def test_go_needs_its_conditions_or_a_reason_for_each(cast, as_user):
    answer = decide(as_user(cast.coordinator), cast.project, verdict="GO", reason="We are ready, I think")

    assert answer.status_code == 422
    assert "Not all conditions are met." in answer.text
    assert "We are ready, I think" in answer.text
    assert cast.project.plan.stage_key == "planning_and_preparation"


def test_a_missing_condition_passes_with_a_reason_of_its_own(cast, as_user):
    waivers = {
        "waiver-seats_filled": "Eight are enough",
        "waiver-meeting_held": "We met by telephone",
        "waiver-tasks_done": "None was given yet",
    }

    decide(as_user(cast.coordinator), cast.project, verdict="GO", **waivers)

    assert cast.project.plan.stage_key == "collecting_materials"
    assert {waiver["reason"] for waiver in decisions()[0].waivers} == set(waivers.values())


def test_go_moves_the_project_keeps_the_figures_and_tells_everybody_else(cast, as_user, clock):
    fill(cast, clock)

    answer = decide(as_user(cast.coordinator), cast.project, verdict="GO", reason="The group is complete")

    assert answer.status_code == 303
    assert cast.project.plan.stage_key == "collecting_materials"
    assert {key: value for key, value in decisions()[0].conditions[0].items() if key != "words"} == {
        "id": "seats_filled",
        "kind": "seats_filled",
        "done": 10,
        "wanted": 10,
        "is_met": True,
    }
    told = db.session.scalars(db.select(Letter.user_id).where(Letter.about == "gates/decide")).all()
    assert len(told) == len(set(told)) == len(cast.project.people) - 1
    assert cast.coordinator.id not in told


def test_a_page_left_open_does_not_decide_twice(cast, as_user, clock):
    fill(cast, clock)
    browser, seen = as_user(cast.coordinator), cast.project.plan.version
    decide(browser, cast.project, verdict="GO")

    late = decide(browser, cast.project, verdict="GO", version=seen, reason="Once more")

    assert late.status_code == 409
    assert "Once more" in late.text
    assert cast.project.plan.stage_key == "collecting_materials"


def test_not_yet_needs_a_reason_and_moves_nothing(cast, as_user):
    browser = as_user(cast.coordinator)

    assert decide(browser, cast.project, verdict="NOT_YET").status_code == 422
    decide(browser, cast.project, verdict="NOT_YET", reason="Two seats are free", ask_again_on="2026-04-01")

    assert [decision.verdict for decision in decisions()] == [Verdict.NOT_YET]
    assert cast.project.plan.stage_key == "planning_and_preparation"


def test_back_leads_to_an_earlier_stage_and_begins_a_new_round(cast, as_user, clock):
    fill(cast, clock)
    browser = as_user(cast.coordinator)
    decide(browser, cast.project, verdict="GO")

    decide(browser, cast.project, verdict="BACK", reason="The plan was wrong", to_key="planning_and_preparation")

    assert cast.project.plan.stage_key == "planning_and_preparation"
    assert cast.project.plan.round == 2


def test_what_has_nothing_to_count_yet_is_shown_so_and_is_not_met(cast, as_user):
    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}").text

    assert "Nothing to count yet" in page
    assert "0 / 0" not in page


def test_a_refusal_stands_at_the_field_that_can_mend_it(cast, as_user):
    browser = as_user(cast.coordinator)

    silent = decide(browser, cast.project, verdict="NOT_YET", reason="").text
    unmet = decide(browser, cast.project, verdict="GO", **{"waiver-seats_filled": "Eight are enough"}).text

    assert 'id="reason-error"' in silent
    assert 'id="verdict-error"' in unmet
    assert 'id="waiver-meeting_held-error"' in unmet
    assert 'id="waiver-seats_filled-error"' not in unmet
