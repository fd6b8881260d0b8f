"""What is said at a gate before it is decided: opinions, confirmations, and the wish that it be decided."""

import pytest

from app.db import db
from app.gates.facts import facts
from app.gates.voices import Opinion, Request, Tick
from app.outbox.models import Letter
from tests.gates.pages import decide, go

ROOM = {"id": "room", "kind": "confirmed", "question": "Is the reading room booked?"}


@pytest.fixture
def asked(cast):
    """The gate asks for a confirmation, an approval by the observer, and two opinions."""
    director = {"id": "director", "kind": "approved", "by": cast.observer.id, "role": "Director"}
    cast.project.plan.stage.conditions = [ROOM, director, {"id": "voices", "kind": "opinions_given", "count": 2}]
    db.session.commit()


def page(browser, project):
    return browser.get(f"/projects/{project.id}").text


def tick(browser, project, condition="room", is_on="1"):
    address = f"/projects/{project.id}/gate/ticks/{condition}"
    return browser.post(address, data={"is_on": is_on}, follow_redirects=True)


def say(browser, project, says="yes", sentence=""):
    return browser.post(f"/projects/{project.id}/gate/opinion", data={"says": says, "sentence": sentence})


def ask(browser, project, note=""):
    return browser.post(f"/projects/{project.id}/gate/ask", data={"note": note})


def test_a_question_is_confirmed_by_name_and_day(cast, as_user, asked):
    browser = as_user(cast.member)

    shown = tick(browser, cast.project).text

    assert "Confirmed · Is the reading room booked?" in shown
    assert f"{cast.member.short_name} · 2 March 2026" in shown
    assert facts(cast.project).ticked("room") == 1


def test_a_confirmation_can_be_taken_back(cast, as_user, asked):
    tick(as_user(cast.member), cast.project)

    tick(as_user(cast.coordinator), cast.project, is_on="0")

    assert db.session.scalars(db.select(Tick)).all() == []


def test_an_approval_belongs_to_the_person_it_names(cast, as_user, asked):
    refused = tick(as_user(cast.coordinator), cast.project, "director").text
    assert "Only the person named in the condition can confirm it." in refused
    assert facts(cast.project).ticked("director") == 0

    tick(as_user(cast.observer), cast.project, "director")

    assert facts(cast.project).ticked("director") == 1


def test_an_observer_confirms_nothing_that_is_not_asked_of_them(cast, as_user, asked):
    assert "Only people of the workgroup can do this." in tick(as_user(cast.observer), cast.project).text


def test_only_what_the_gate_asks_can_be_confirmed(cast, as_user, asked):
    shown = tick(as_user(cast.member), cast.project, "voices").text

    assert "The gate does not ask for this any more." in shown


def test_opinions_are_read_by_the_group_and_counted(cast, as_user, asked):
    say(as_user(cast.member), cast.project, "no", "The list of persons is not whole")
    say(as_user(cast.coordinator), cast.project)

    shown = page(as_user(cast.observer), cast.project)

    assert "The list of persons is not whole" in shown
    assert facts(cast.project).opinions == 2


def test_a_second_opinion_takes_the_place_of_the_first(cast, as_user, asked):
    browser = as_user(cast.member)
    say(browser, cast.project, "no", "Not yet")

    say(browser, cast.project, "yes", "Now it is")

    assert [(one.is_yes, one.sentence) for one in db.session.scalars(db.select(Opinion))] == [(True, "Now it is")]


def test_observers_and_outsiders_give_no_opinion(cast, as_user, asked):
    assert say(as_user(cast.observer), cast.project).status_code == 403
    assert say(as_user(cast.outsider), cast.project).status_code == 404


def test_an_opinion_needs_a_yes_or_a_no_and_keeps_the_sentence(cast, as_user, asked):
    answer = say(as_user(cast.member), cast.project, "", "I am not sure")

    assert answer.status_code == 422
    assert "I am not sure" in answer.text


def test_opinions_and_confirmations_lapse_when_the_project_comes_back(cast, as_user, asked):
    browser = as_user(cast.coordinator)
    say(browser, cast.project)
    tick(browser, cast.project)
    go(browser, cast.project)

    decide(browser, cast.project, "BACK", reason="Once more", to_key="planning_and_preparation")

    assert facts(cast.project).opinions == facts(cast.project).ticked("room") == 0
    assert db.session.scalar(db.select(db.func.count(Opinion.id))) == 1


def test_who_asks_for_the_decision_tells_the_coordinator_and_stands_at_the_gate(cast, as_user):
    ask(as_user(cast.member), cast.project, "Everything is ready")

    assert db.session.scalars(db.select(Letter.user_id).where(Letter.about == "gates/ask")).all() == [
        cast.coordinator.id
    ]
    assert "Everything is ready" in page(as_user(cast.coordinator), cast.project)


def test_it_waits_on_the_coordinators_day_until_it_is_answered(cast, as_user):
    ask(as_user(cast.member), cast.project)
    coordinator = as_user(cast.coordinator)
    assert "Asks for the decision" in coordinator.get("/").text

    decide(coordinator, cast.project, "NOT_YET", reason="Two seats are free")

    assert "Asks for the decision" not in coordinator.get("/").text
    assert db.session.scalar(db.select(Request.decision_id)) is not None


def test_asking_twice_is_asking_once(cast, as_user):
    for _ in range(2):
        ask(as_user(cast.member), cast.project)

    assert db.session.scalar(db.select(db.func.count(Request.id))) == 1
    assert db.session.scalar(db.select(db.func.count(Letter.id)).where(Letter.about == "gates/ask")) == 1


def test_an_observer_does_not_ask(cast, as_user):
    assert ask(as_user(cast.observer), cast.project).status_code == 403


def test_the_plan_may_name_who_decides(cast, as_user):
    cast.project.plan.stage.decider = cast.observer
    db.session.commit()

    assert f"Decides at this gate: {cast.observer.short_name}" in page(as_user(cast.coordinator), cast.project)
    assert decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Why").status_code == 403
    assert decide(as_user(cast.observer), cast.project, "NOT_YET", reason="The budget is open").status_code == 303


def test_where_the_named_person_has_left_the_coordinator_decides(cast, as_user, clock):
    cast.project.plan.stage.decider = cast.outsider
    db.session.commit()

    assert decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Nobody else").status_code == 303
