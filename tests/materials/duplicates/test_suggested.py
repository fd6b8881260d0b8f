"""Persons who may be written down twice are suggested, with the reason; what a person said of two is remembered."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.materials.duplicates.comparing import compare_all
from app.materials.duplicates.models import PersonPair
from app.materials.subjects.models import Person
from tests.materials.pages import collect
from tests.materials.subjects.pages import write_down


def named(name, **facts):
    return {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": name, **facts}


def suggested(browser, project):
    return browser.get(f"/projects/{project.id}/persons/duplicates").text


def test_who_is_written_down_twice_is_suggested_with_the_reason(cast, as_user):
    browser = as_user(cast.member)
    one = write_down(browser, cast.project, "persons", named("Әуезов Мұхтар", **{"birth-first": "1897"}))
    other = write_down(
        browser, cast.project, "persons", named("Ауэзов Мухтар", **{"birth-how": "about", "birth-first": "1900"})
    )

    page = suggested(as_user(cast.observer), cast.project)

    assert "The same name, spelled otherwise: Әуезов Мұхтар ≈ Ауэзов Мухтар · Dates of birth agree" in page
    assert f"/persons/{one.id}/merge/{other.id}" in page
    assert f"/persons/{other.id}/merge/{one.id}" in browser.get(f"/persons/{other.id}").text
    assert suggested(as_user(cast.outsider), cast.project).count("merge") == 0


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("Ауэзов Мухтар", {"birth-first": "1931"}),
        ("Ауэзов Мухтар", {"death-first": "1890"}),
        ("Ауэзов М.", {}),
    ],
)
def test_who_lived_at_another_time_or_is_known_by_initials_alone_is_not(cast, as_user, name, dates):
    browser = as_user(cast.member)
    write_down(browser, cast.project, "persons", named("Әуезов Мұхтар", **{"birth-first": "1897"}))

    write_down(browser, cast.project, "persons", named(name, **dates))

    assert "No likely duplicates" in suggested(browser, cast.project)


def test_persons_named_in_materials_are_compared_by_the_worker(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project, **{"persons-0": "Қонаев Дінмұхамед", "persons-1": "Кунаев Динмухамед"})
    assert "No likely duplicates" in suggested(browser, cast.project)

    compare_all()
    compare_all()

    assert "Қонаев Дінмұхамед ≈ Кунаев Динмухамед" in suggested(browser, cast.project)
    assert db.session.scalar(db.select(db.func.count()).where(Person.is_compared.is_(False))) == 0


def test_a_corrected_date_ends_the_suspicion(cast, as_user):
    browser = as_user(cast.member)
    write_down(browser, cast.project, "persons", named("Әуезов Мұхтар", **{"birth-first": "1897"}))
    other = write_down(browser, cast.project, "persons", named("Ауезов Мухтар"))
    assert "Ауезов Мухтар" in suggested(browser, cast.project)

    facts = named("Ауезов Мухтар", version=other.version, **{"birth-first": "1931"})
    browser.post(f"/persons/{other.id}/edit", data=facts)

    assert "No likely duplicates" in suggested(browser, cast.project)


def test_who_was_said_not_to_be_the_same_is_not_suggested_again_until_that_is_taken_back(cast, as_user):
    browser = as_user(cast.member)
    one = write_down(browser, cast.project, "persons", named("Омаров Серік"))
    other = write_down(browser, cast.project, "persons", named("Омаров Серик"))
    address = f"/persons/{other.id}/merge/{one.id}/apart"

    for _twice in range(2):
        assert browser.post(address, data={"is_on": "1"}).status_code == 303
    browser.post(f"/persons/{one.id}/edit", data=named("Омаров Серiк", version=one.version))

    assert "No likely duplicates" in suggested(browser, cast.project)
    assert "Омаров" in browser.get(f"/projects/{cast.project.id}/persons/duplicates?apart=1").text
    said = f"wrote down that “{other.title_for_journal}” and “Омаров Серік” are not the same person"
    assert browser.get(f"/projects/{cast.project.id}/journal").text.count(said) == 1

    browser.post(f"/persons/{one.id}/merge/{other.id}/apart", data={"is_on": "0"})
    compare_all()

    assert "Омаров Серик" in suggested(browser, cast.project)


def test_observers_read_and_say_nothing(cast, as_user):
    browser = as_user(cast.member)
    one = write_down(browser, cast.project, "persons", named("Омаров Серік"))
    other = write_down(browser, cast.project, "persons", named("Омаров Серик"))

    answer = as_user(cast.observer).post(f"/persons/{one.id}/merge/{other.id}/apart", data={"is_on": "1"})

    assert answer.status_code == 403
    assert as_user(cast.outsider).get(f"/persons/{one.id}/merge/{other.id}").status_code == 404
    assert db.session.scalars(db.select(PersonPair.is_apart)).all() == [False]
    assert db.session.scalar(db.select(db.func.count()).where(Entry.kind == "person/tell_apart")) == 0
