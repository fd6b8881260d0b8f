"""How a material is checked."""

from app import tally
from app.db import db
from app.outbox.models import Letter
from tests.materials.pages import collect
from workflows.materials import MaterialState


def press(browser, material, trigger, **fields):
    return browser.post(f"/materials/{material.id}/{trigger}", data={"version": material.version, **fields})


def test_a_material_is_sent_for_checking_and_accepted_by_another(cast, as_user):
    material = collect(as_user(cast.member), cast.project)

    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "accept")

    assert material.state is MaterialState.ACCEPTED
    assert material.checker == cast.coordinator
    assert material.accepted_at is not None
    counted = tally.counts(cast.project.id)
    assert (counted["materials", "DRAFT"], counted["materials", "ACCEPTED"]) == (0, 1)


def test_nobody_accepts_what_they_collected(cast, as_user):
    material = collect(as_user(cast.coordinator), cast.project)
    press(as_user(cast.coordinator), material, "submit")

    page = as_user(cast.coordinator).get(f"/materials/{material.id}").text
    press(as_user(cast.coordinator), material, "accept")

    assert "Another person than the collector must check the material." in page
    assert material.state is MaterialState.SUBMITTED


def test_without_a_source_it_is_not_sent_and_the_page_says_why(cast, as_user):
    material = collect(as_user(cast.member), cast.project, source_name="")

    page = as_user(cast.member).get(f"/materials/{material.id}").text

    assert "Say first who gave the material and how it came." in page


def test_it_goes_back_only_with_a_note_which_the_collector_reads(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    press(as_user(cast.member), material, "submit")

    bare = press(as_user(cast.coordinator), material, "send_back", note="  ")
    assert (bare.status_code, material.state) == (422, MaterialState.SUBMITTED)
    press(as_user(cast.coordinator), material, "send_back", note="Who stands on the left?")

    assert material.state is MaterialState.RETURNED
    assert "Who stands on the left?" in as_user(cast.member).get(f"/materials/{material.id}").text


def test_each_move_is_told_to_whom_it_concerns(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "send_back", note="Who stands on the left?")
    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "accept")

    letters = db.session.scalars(db.select(Letter).order_by(Letter.id))
    assert [(letter.about, letter.address) for letter in letters] == [
        ("materials/submit", cast.coordinator.email),
        ("materials/send_back", cast.member.email),
        ("materials/submit", cast.coordinator.email),
        ("materials/accept", cast.member.email),
    ]


def test_of_two_decisions_at_once_one_holds(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    press(as_user(cast.member), material, "submit")
    drawn = material.version

    press(as_user(cast.coordinator), material, "accept")
    late = as_user(cast.coordinator).post(f"/materials/{material.id}/send_back", data={"version": drawn, "note": "No"})

    assert late.status_code == 409
    assert material.state is MaterialState.ACCEPTED


def test_rights_are_cleared_once_they_are_set(cast, as_user):
    browser = as_user(cast.coordinator)
    material = collect(as_user(cast.member), cast.project, rights_uri="http://rightsstatements.org/vocab/InC/1.0/")
    press(as_user(cast.member), material, "submit")
    press(browser, material, "accept")
    press(browser, material, "clear")

    assert material.state is MaterialState.CLEARED
    assert "In copyright" in browser.get(f"/materials/{material.id}").text
