"""A gate can ask that the living agreed to have published what was collected about them."""

from datetime import UTC, datetime

import pytest

from app.db import db
from app.gates.facts import facts
from app.materials.subjects.models import Person
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.test_moves import press
from workflows.gates import answer

ASKED = {"id": "people_consented", "kind": "people_consented"}


@pytest.fixture
def person(cast, as_user):
    """Somebody in an accepted photograph of whom it is not known whether they live."""
    accepted(cast, as_user)
    return db.session.scalars(db.select(Person)).one()


def accepted(cast, as_user, **facts):
    material = collect(as_user(cast.member), cast.project, **facts)
    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "accept")
    return material


@pytest.fixture
def figures(cast):
    """``figures()``: how many have agreed, of how many."""

    def read():
        cast.project.plan.stage.conditions = [ASKED]
        db.session.commit()
        stands = answer(ASKED, facts(cast.project))
        return stands.done, stands.wanted

    return read


def test_nobody_is_asked_before_something_about_them_is_accepted(cast, as_user, figures):
    collect(as_user(cast.member), cast.project)

    assert figures() == (0, 0)


def test_of_whom_nothing_is_known_a_consent_is_missing(person, figures):
    assert figures() == (0, 1)


def test_the_dead_are_not_asked(person, figures):
    person.is_living = False

    assert figures() == (0, 0)


def test_a_consent_without_end_is_enough(cast, as_user, person, figures):
    give(as_user(cast.member), person)

    assert figures() == (1, 1)


def test_a_consent_to_something_else_is_not_enough(cast, as_user, person, figures):
    give(as_user(cast.member), person, scope=["KEEP", "PUBLISH_TEXT"])

    assert figures() == (0, 1)


def test_every_kind_of_accepted_material_about_somebody_must_be_agreed_to(cast, as_user, person, figures):
    give(as_user(cast.member), person)
    accepted(cast, as_user, genre="INTERVIEW")

    assert figures() == (0, 1)


def test_a_consent_counts_through_its_last_day_in_the_zone_of_the_project(cast, as_user, person, figures, clock):
    give(as_user(cast.member), person, valid_until="2026-03-12")

    clock.move_to(datetime(2026, 3, 12, 18, 59, tzinfo=UTC))
    assert figures() == (1, 1)

    clock.move_to(datetime(2026, 3, 12, 19, 0, tzinfo=UTC))
    assert figures() == (0, 1)


def test_the_page_of_the_stage_shows_the_figure_and_leads_to_the_persons(cast, as_user, person, figures):
    figures()

    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}").text

    assert "Living people in accepted materials have consented" in page
    assert f'href="/projects/{cast.project.id}/persons"' in page
