"""Persons of history: their names, lives, relations and sources, and the materials about them."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.materials.models import Material
from app.materials.subjects.models import Person
from tests.materials.pages import collect
from tests.materials.subjects.pages import PERSON, write_down


def test_a_person_is_written_down_with_all_that_is_known(cast, as_user):
    person = write_down(as_user(cast.member), cast.project, "persons", PERSON)

    assert [name.whole for name in person.names] == ["Қонаев Дінмұхамед Ахметұлы", "Кунаев Динмухамед"]
    assert (person.birth, person.death, person.is_living) == ("1912-01-12", "1993~", False)
    page = as_user(cast.observer).get(f"/persons/{person.id}").text
    for words in (
        "12 January 1912 – c. 1993",
        "Кунаев Динмухамед",
        "Бекенов Болат",
        "Teacher",
        "He began the building of Rudny.",
        "State archive, f. 12, p. 4",
        "https://www.wikidata.org/wiki/Q312483",
    ):
        assert words in page


def test_the_name_is_shown_in_the_readers_language(cast, as_user):
    person = write_down(as_user(cast.member), cast.project, "persons", PERSON)
    cast.member.language = "ru"
    db.session.commit()

    page = as_user(cast.member).get(f"/persons/{person.id}").text

    assert "<h1>Кунаев Динмухамед</h1>" in page


def test_a_relation_is_read_from_both_sides(cast, as_user):
    browser = as_user(cast.member)
    person = write_down(browser, cast.project, "persons", PERSON)
    teacher = db.session.scalars(db.select(Person).where(Person.id != person.id)).one()

    page = browser.get(f"/persons/{teacher.id}").text

    assert f'/persons/{person.id}">Қонаев Дінмұхамед Ахметұлы</a>' in page
    assert "Pupil" in page


def read(browser, person):
    """What stands on the person's page itself, without the frame around it."""
    return browser.get(f"/persons/{person.id}").text.partition("<main")[2]


@pytest.mark.parametrize("kind", ["PARENT", "CHILD", "SPOUSE", "PUPIL"])
def test_a_relation_stays_as_it_is_when_either_form_is_sent_again(cast, as_user, kind):
    browser = as_user(cast.member)
    person = write_down(browser, cast.project, "persons", {**PERSON, "relations-0-kind": kind})
    other = db.session.scalars(db.select(Person).where(Person.id != person.id)).one()
    before = read(browser, other)
    opposite = {"PARENT": "CHILD", "CHILD": "PARENT", "SPOUSE": "SPOUSE", "PUPIL": "TEACHER"}[kind]
    assert f'<option selected value="{opposite}">' in browser.get(f"/persons/{other.id}/edit").text

    facts = {"names-0-language": "en", "names-0-form": "MAIN", "names-0-given": other.title}
    facts |= {"relations-0-kind": opposite, "relations-0-name": person.title, "version": other.version}
    assert browser.post(f"/persons/{other.id}/edit", data=facts).status_code == 303

    assert read(browser, other) == before


def test_a_surname_may_be_missing(cast, as_user):
    facts = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": "Біржан сал"}

    person = write_down(as_user(cast.member), cast.project, "persons", facts)

    assert person.title == "Біржан сал"


def test_materials_and_persons_lead_to_each_other(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    person = db.session.scalars(db.select(Person)).one()

    assert f"/persons/{person.id}" in browser.get(f"/materials/{material.id}").text
    page = browser.get(f"/persons/{person.id}").text
    assert f'/materials/{material.id}">Photograph of school 4</a>' in page


def test_a_material_names_a_person_by_any_of_their_names(cast, as_user):
    browser = as_user(cast.member)
    person = write_down(browser, cast.project, "persons", PERSON)

    material = collect(browser, cast.project, **{"persons-0": "Кунаев Динмухамед"})

    assert material.persons == [person]


def test_a_renamed_person_is_found_with_their_materials(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    person = db.session.scalars(db.select(Person)).one()
    facts = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": "Байтұрсынов Ахмет"}

    browser.post(f"/persons/{person.id}/edit", data={**facts, "version": person.version})

    found = browser.get(f"/projects/{cast.project.id}/materials?words=байтурсынов").text
    assert f"/materials/{material.id}" in found


def test_the_history_says_what_each_field_was(cast, as_user):
    browser = as_user(cast.member)
    person = write_down(browser, cast.project, "persons", PERSON)

    browser.post(
        f"/persons/{person.id}/edit",
        data={**PERSON, "version": person.version, "birth-first": "1911"},
    )

    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "person/revise")).one()
    assert entry.changes == {"birth": ["1912-01-12", "1911"]}
    page = browser.get(f"/persons/{person.id}").text
    assert "<del>12 January 1912</del> <ins>1911</ins>" in page


def test_who_has_a_date_of_death_is_not_taken_for_living(cast, as_user):
    dead = write_down(as_user(cast.member), cast.project, "persons", {**PERSON, "living": ""})

    assert dead.is_living is False


def test_nobody_dies_before_they_are_born(cast, as_user):
    typed = {**PERSON, "birth-first": "1990", "death-first": "1880"}

    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/persons/new", data=typed)

    assert answer.status_code == 422
    assert "The date of death lies before the date of birth." in answer.text


def test_a_description_in_one_language_more_is_written_down(cast, as_user):
    browser = as_user(cast.member)
    person = write_down(browser, cast.project, "persons", {**PERSON, "description_kk": ""})

    browser.post(f"/persons/{person.id}/edit", data={**PERSON, "version": person.version})

    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "person/revise")).one()
    assert entry.changes == {"description kk": ["", PERSON["description_kk"]]}


def test_of_two_changes_from_the_same_page_one_holds(cast, as_user):
    person = write_down(as_user(cast.member), cast.project, "persons", PERSON)
    drawn = person.version

    for words in ("Біріншісі", "Екіншісі"):
        answer = as_user(cast.member).post(
            f"/persons/{person.id}/edit", data={**PERSON, "version": drawn, "description_kk": words}
        )

    assert answer.status_code == 409
    assert "Екіншісі" in answer.text
    assert person.worded("description", "kk") == "Біріншісі"


@pytest.mark.parametrize(
    "wrong",
    [
        {
            "names-0-given": "",
            "names-0-surname": "",
            "names-0-patronymic": "",
            "names-1-given": "",
            "names-1-surname": "",
        },
        {"birth-first": "long ago"},
        {"death-how": "between", "death-second": ""},
        {"relations-0-kind": ""},
        {"wikidata": "312483"},
        {"isni": "1"},
        {"names-0-language": "fr"},
        {"living": "perhaps"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, as_user, wrong):
    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/persons/new", data={**PERSON, **wrong})

    assert answer.status_code == 422
    assert "State archive, f. 12, p. 4" in answer.text
    assert db.session.scalar(db.select(db.func.count()).select_from(Person)) == 0


def test_observers_read_and_outsiders_find_nothing(cast, as_user):
    person = write_down(as_user(cast.member), cast.project, "persons", PERSON)

    assert as_user(cast.observer).get(f"/persons/{person.id}").status_code == 200
    assert as_user(cast.observer).get(f"/persons/{person.id}/edit").status_code == 403
    for page in (f"/persons/{person.id}", f"/persons/{person.id}/edit", f"/projects/{cast.project.id}/persons"):
        assert as_user(cast.outsider).get(page).status_code == 404
    assert db.session.scalar(db.select(db.func.count()).select_from(Material)) == 0
