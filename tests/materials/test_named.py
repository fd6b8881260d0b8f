"""Whom a material is about: a name known exactly is the same person, one that sounds alike is only suggested."""

import sqlalchemy as sa

from app.db import db
from app.materials.subjects.models import Event, Person, about_event, about_person
from tests import make
from tests.materials.pages import collect, post


def persons():
    return [person.title for person in db.session.scalars(db.select(Person).order_by(Person.id))]


def test_a_name_the_project_knows_is_the_same_person(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project)
    collect(browser, cast.project, **{"persons-0": " Омаров  Серік "})

    assert persons() == ["Омаров Серік"]
    assert db.session.scalar(db.select(db.func.count()).select_from(Event)) == 1


def test_names_that_only_sound_alike_are_two_persons_and_it_is_said(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project, **{"persons-0": "Қасымов Е."})
    material = collect(browser, cast.project, **{"persons-0": "Касимов Е."})

    assert persons() == ["Қасымов Е.", "Касимов Е."]
    page = browser.get(f"/materials/{material.id}").text
    assert "A similar name is here already: Касимов Е. ≈ Қасымов Е." in page


def test_a_name_of_another_project_is_somebody_else(cast, as_user):
    other = make.project(cast.member)
    collect(as_user(cast.member), other)
    collect(as_user(cast.member), cast.project)

    assert persons() == ["Омаров Серік", "Омаров Серік"]


def test_names_are_suggested_in_any_spelling_while_they_are_typed(cast, as_user):
    browser = as_user(cast.member)
    names = {"persons-0": "Қасымов Ерлан", "persons-1": "Касимов Елдос", "persons-2": "Омаров Серік"}
    collect(browser, cast.project, **names)
    address = f"/projects/{cast.project.id}/persons/suggested"

    assert browser.get(f"{address}?q=касым").json == ["Касимов Елдос", "Қасымов Ерлан"]
    assert browser.get(f"{address}?q=ерла").json == ["Қасымов Ерлан"]
    assert browser.get(f"{address}?q=").json == []
    assert browser.get(f"{address}?q=%25").json == []
    assert browser.get(f"/projects/{cast.project.id}/events/suggested?q=opening").json == ["Opening of the school"]
    assert as_user(cast.outsider).get(f"{address}?q=касым").status_code == 404


def test_the_form_does_not_carry_every_name(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project)

    page = browser.get(f"/projects/{cast.project.id}/materials/new").text

    assert "Омаров Серік" not in page
    assert f'data-suggest="/projects/{cast.project.id}/persons/suggested"' in page


def test_what_a_material_is_about_says_its_project(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    post(browser, f"/materials/{material.id}/edit", version=material.version, **{"persons-1": "Әлия"})

    for table, rows in ((about_person, 2), (about_event, 1)):
        assert db.session.scalars(sa.select(table.c.project_id)).all() == [cast.project.id] * rows
