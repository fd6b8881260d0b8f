"""The collection in figures, kept in the transaction that changes a material."""

from app import tally
from app.db import db
from app.materials.subjects.models import Event, Person
from tests.materials.pages import collect, post
from tests.materials.test_moves import press

INC = "http://rightsstatements.org/vocab/InC/1.0/"


def accept(cast, as_user, **facts):
    material = collect(as_user(cast.member), cast.project, **facts)
    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "accept")
    return material


def figures(cast, what):
    return {key: n for (kind, key), n in tally.counts(cast.project.id).items() if kind == what and n}


def counts(model):
    return {thing.title: thing.material_count for thing in db.session.scalars(db.select(model))}


def test_materials_are_counted_by_kind_and_state(cast, as_user):
    accept(cast, as_user)
    interview = collect(as_user(cast.member), cast.project, genre="INTERVIEW")
    assert figures(cast, "genres") == {"PHOTOGRAPH:ACCEPTED": 1, "INTERVIEW:DRAFT": 1}

    post(as_user(cast.member), f"/materials/{interview.id}/edit", version=interview.version, genre="MEMOIR")

    assert figures(cast, "genres") == {"PHOTOGRAPH:ACCEPTED": 1, "MEMOIR:DRAFT": 1}


def test_materials_with_their_rights_are_counted(cast, as_user):
    browser = as_user(cast.coordinator)
    material = accept(cast, as_user)
    collect(browser, cast.project, rights_uri=INC)
    assert figures(cast, "with_rights") == {"": 1}

    browser.post(f"/materials/{material.id}/rights", data={"version": material.version, "rights_uri": INC})

    assert figures(cast, "with_rights") == {"": 2}


def test_accepted_materials_are_counted_with_each_person_and_event(cast, as_user):
    collect(as_user(cast.member), cast.project)
    material = accept(cast, as_user, **{"persons-1": "Әлия"})
    assert counts(Person) == {"Омаров Серік": 1, "Әлия": 1}
    assert counts(Event) == {"Opening of the school": 1}

    press(as_user(cast.coordinator), material, "send_back", note="Who is that?")

    assert counts(Person) == {"Омаров Серік": 0, "Әлия": 0}
    assert counts(Event) == {"Opening of the school": 0}


def test_a_withdrawn_material_counts_no_more_until_it_is_put_back(cast, as_user):
    browser = as_user(cast.coordinator)
    material = accept(cast, as_user, rights_uri=INC, **{"persons-0": ""})
    for trigger in ("clear", "publish", "withdraw"):
        press(browser, material, trigger)
    assert counts(Event) == {"Opening of the school": 0}

    press(browser, material, "restore")

    assert counts(Event) == {"Opening of the school": 1}
