"""What a gate asks, as the coordinator changes it: kinds of conditions, what each needs to know, and their ids."""

import pytest

from app import clock
from app.db import db
from app.files.models import FileRole
from app.gates.facts import facts
from app.materials.models import Person
from tests import make
from tests.plans.pages import address, change, entries
from workflows.gates import CONDITIONS


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def stage(cast):
    return cast.project.plan.stage


def ask(browser, stage, kind, **typed):
    return change(browser, stage, f"conditions/new/{kind}", **typed)


def conditions(stage):
    db.session.expire_all()
    return {asked["id"]: {name: fact for name, fact in asked.items() if name != "id"} for asked in stage.conditions}


def test_every_kind_of_condition_can_be_chosen(browser, cast, stage):
    page = browser.get(address(cast.project, stage, "conditions")).text

    for kind in CONDITIONS:
        assert f"/conditions/new/{kind}" in page
        assert browser.get(address(cast.project, stage, f"conditions/new/{kind}")).status_code == 200


def test_a_condition_is_asked_with_what_it_needs_to_know(browser, cast, stage):
    person = Person(project_id=cast.project.id, created_at=clock.now())
    person.set_text("name", "en", "Ybyrai Altynsarin")
    make.save(person)

    answer = ask(browser, stage, "materials_accepted", count="12", genre="INTERVIEW", about=f"person:{person.id}")
    page = browser.get(f"/projects/{cast.project.id}").text

    assert answer.status_code == 303
    assert conditions(stage)["materials_accepted"] == {
        "kind": "materials_accepted",
        "count": 12,
        "genre": "INTERVIEW",
        "about": f"person:{person.id}",
    }
    assert "Ybyrai Altynsarin" in page
    assert "0 / 12" in page


def test_a_named_person_approves(browser, cast, as_user, stage):
    ask(browser, stage, "approved", by=str(cast.member.id), role="Director")

    as_user(cast.member).post(f"/projects/{cast.project.id}/gate/ticks/approved", data={"is_on": "1"})

    assert conditions(stage)["approved"] == {"kind": "approved", "by": cast.member.id, "role": "Director"}
    assert facts(cast.project).ticked("approved") == 1


def test_a_document_is_asked_for_by_what_it_is(browser, stage):
    ask(browser, stage, "document_attached", document=FileRole.ORDER.name)

    assert conditions(stage)["document_attached"] == {"kind": "document_attached", "document": "ORDER"}


def test_one_kind_is_asked_several_times_each_under_its_own_id(browser, stage):
    ask(browser, stage, "confirmed", question="Is the hall booked?")
    ask(browser, stage, "confirmed", question="Are the posters printed?")

    asked = conditions(stage)
    assert [asked[id]["question"] for id in ("confirmed", "confirmed-2")] == [
        "Is the hall booked?",
        "Are the posters printed?",
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("materials_accepted", {"count": ""}, "This field is required."),
        ("materials_accepted", {"count": "0"}, "Number must be between 1 and 100000."),
        ("materials_accepted", {"count": "many"}, "Not a valid integer value."),
        ("materials_accepted", {"count": "3", "about": "person:999"}, "Not a valid choice."),
        ("materials_accepted", {"count": "3", "genre": "PAINTING"}, "Not a valid choice."),
        ("confirmed", {"question": "  "}, "This field is required."),
        ("approved", {"by": "999"}, "Not a valid choice."),
        ("document_attached", {"document": "THUMBNAIL"}, "Not a valid choice."),
    ],
)
def test_what_a_condition_cannot_take_is_said(browser, stage, kind, typed, said):
    before = conditions(stage)

    answer = ask(browser, stage, kind, **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert conditions(stage) == before


def test_an_unknown_kind_of_condition_is_not_found(browser, stage):
    assert ask(browser, stage, "wonders_worked").status_code == 404


def test_a_changed_condition_keeps_its_id(browser, stage):
    change(browser, stage, "conditions/meeting_held", count="3")

    assert conditions(stage)["meeting_held"] == {"kind": "meeting_held", "count": 3}
    assert list(conditions(stage)) == ["seats_filled", "seats_have_duties", "meeting_held", "tasks_done"]


def test_another_question_is_not_confirmed_by_the_old_tick(browser, cast, stage):
    ask(browser, stage, "confirmed", question="Is the hall booked?")
    browser.post(f"/projects/{cast.project.id}/gate/ticks/confirmed", data={"is_on": "1"})

    change(browser, stage, "conditions/confirmed", question="Are the posters printed?")

    (id,) = [id for id, asked in conditions(stage).items() if asked["kind"] == "confirmed"]
    assert id == "confirmed-2"
    assert facts(cast.project).ticked(id) == 0


def test_a_form_saved_without_a_change_keeps_the_tick(browser, cast, stage):
    ask(browser, stage, "confirmed", question="Is the hall booked?")
    browser.post(f"/projects/{cast.project.id}/gate/ticks/confirmed", data={"is_on": "1"})

    change(browser, stage, "conditions/confirmed", question="Is the hall booked?")

    assert facts(cast.project).ticked("confirmed") == 1
    assert "confirmed" in conditions(stage)


def test_a_dropped_condition_is_gone_and_its_id_is_never_given_again(browser, cast, stage):
    ask(browser, stage, "confirmed", question="Is the hall booked?")
    browser.post(f"/projects/{cast.project.id}/gate/ticks/confirmed", data={"is_on": "1"})

    change(browser, stage, "conditions/confirmed/drop")
    ask(browser, stage, "confirmed", question="Are the posters printed?")

    assert conditions(stage)["confirmed-2"]["question"] == "Are the posters printed?"
    assert "confirmed" not in conditions(stage)


def test_what_is_asked_no_more_is_said(browser, cast, stage):
    change(browser, stage, "conditions/meeting_held/drop")

    answer = change(browser, stage, "conditions/meeting_held", count="3")

    assert "The gate does not ask for this any more." in browser.get(answer.headers["Location"]).text


def test_the_conditions_before_and_after_are_in_the_journal(browser, cast, stage):
    before = list(stage.conditions)

    change(browser, stage, "conditions/meeting_held/drop")

    assert entries()[-1].kind == "plan/ask"
    assert entries()[-1].changes == {"conditions": [before, list(stage.conditions)]}


def test_a_gate_asks_no_more_than_fits_on_its_page(browser, cast, stage):
    stage.conditions = [{"id": f"confirmed-{n}", "kind": "confirmed", "question": "?"} for n in range(40)]
    db.session.commit()

    answer = ask(browser, stage, "confirmed", question="Are the posters printed?")

    assert answer.status_code == 422
    assert "A gate asks at most 40 conditions." in answer.text


def test_who_the_plan_names_decides_at_the_gate_and_the_coordinator_no_more(browser, cast, as_user, stage):
    answer = change(browser, stage, "decider", person_id=str(cast.member.id))

    assert answer.status_code == 303
    assert browser.get(f"/projects/{cast.project.id}/gate").status_code == 403
    assert as_user(cast.member).get(f"/projects/{cast.project.id}/gate").status_code == 200
    assert entries()[-1].changes == {"decider": ["", cast.member.short_name]}


def test_the_gate_is_given_back_to_the_coordinator(browser, cast, stage):
    change(browser, stage, "decider", person_id=str(cast.member.id))

    change(browser, stage, "decider", person_id="0")

    assert browser.get(f"/projects/{cast.project.id}/gate").status_code == 200


def test_nobody_from_elsewhere_is_named(browser, cast, stage):
    answer = change(browser, stage, "decider", person_id=str(cast.outsider.id))

    assert answer.status_code == 422
    assert stage.decider is None
