"""Events and places written down twice: suggested, merged by a person and taken apart again as persons are."""

import pytest

from app import tally
from app.db import db
from app.journal.models import Entry
from app.materials.duplicates.comparing import compare_all
from app.materials.subjects.models import Event, Participation, Person, Place, about_event, about_place
from app.tasks.ties.models import task_link
from tests import make
from tests.materials.pages import collect
from tests.materials.subjects.pages import EVENT, PLACE, write_down

OPENING = {"name_kk": "Ашылуы мектептің", "date-first": "1957", "description_ru": "Первая школа.", "place": "Кеншілер",
           "participants-0-name": "Бекенов Болат", "participants-0-role": "teacher",
           "participants-1-name": "Омаров Серік", "participants-1-role": "pupil",
           "sources-0-claim": "all", "sources-0-text": "A diary"}  # fmt: skip
TOWN = {"name_ru": "Кустанай", "name_en": "Kostanay", "former-0-name": "Николаевск", "former-0-years": "1893–1895",
        "part_of": "Қазақстан"}  # fmt: skip


@pytest.fixture
def twice(cast, as_user):
    """``twice("events", EVENT, OPENING)``: two things, and a material and a task of each and of both."""

    def written(plural, *facts):
        browser = as_user(cast.coordinator)
        one, other = (write_down(browser, cast.project, plural, fact) for fact in facts)
        for things in ((one,), (other,), (one, other)):
            named = {f"{plural}-{place}": thing.title_for_journal for place, thing in enumerate(things)}
            collect(browser, cast.project, **{"persons-0": "", f"{plural}-0": "", **named})
            task = make.task(cast.project)
            tally.count(cast.project.id, "tasks", f"{task.stage_id}:TODO", +1)
            for thing in things:
                tie = {"task_id": task.id, "subject_type": thing.kind, "subject_id": thing.id}
                db.session.execute(task_link.insert().values(**tie))
            db.session.commit()
        return one, other

    return written


def address(one, other, page=""):
    return f"/{one.kind}s/{one.id}/merge/{other.id}{page}"


def merge(browser, one, other, **facts):
    versions = {"version": one.version, "version-other": other.version}
    return browser.post(address(one, other, "/preview"), data={"reason": "The same", **versions, **facts})


def separate(browser, one, other):
    asked = {"merged_id": other.id, "version": one.version}
    return browser.post(f"/{one.kind}s/{one.id}/separate", data=asked)


def hanging():
    """Every row that hangs on an event or a place."""
    asked = (
        db.select(about_event.c.material_id, about_event.c.event_id),
        db.select(about_place.c.material_id, about_place.c.place_id),
        db.select(Participation.event_id, Participation.person_id, Participation.role),
        db.select(task_link.c.task_id, task_link.c.subject_id),
        db.select(Event.id, Event.place_id),
        db.select(Place.id, Place.part_of_id),
    )
    return [{tuple(row) for row in db.session.execute(one)} for one in asked]


def suggested(browser, project, plural):
    return browser.get(f"/projects/{project.id}/{plural}/duplicates").text


@pytest.mark.parametrize(
    ("plural", "one", "other", "why"),
    [
        ("events", {"name_kk": "Мектептің ашылуы", "date-first": "1957"}, {"name_ru": "Мектептин ашылуы"},
         "The same name, spelled otherwise: Мектептің ашылуы ≈ Мектептин ашылуы<"),
        ("events", {"name_kk": "Мектептің ашылуы", "date-first": "1957"},
         {"name_kk": "Ашылуы мектептің", "date-first": "01.09.1957"},
         "in another order: Мектептің ашылуы ≈ Ашылуы мектептің · The dates agree"),
        ("events", {"name_kk": "Көктем мерекесі", "date-first": "1957"},
         {"name_kk": "Көктем мерекесі", "date-first": "1958"}, None),
        ("events", {"name_kk": "Мектептің ашылуы"}, {"name_kk": "Мектептің жабылуы"}, None),
        ("places", {"name_kk": "Қостанай", "latitude": "53.21", "longitude": "63.62"},
         {"name_ru": "Кустанай", "latitude": "53.2", "longitude": "63.7"},
         "Қостанай ≈ Кустанай · Both lie near each other"),
        ("places", {"name_kk": "Рудный", "former-0-name": "Кеншілер"}, {"name_kk": "Кеншилер"}, "Кеншілер ≈ Кеншилер"),
        ("places", {"name_kk": "Ақсу", "latitude": "52.0", "longitude": "76.9"},
         {"name_kk": "Ақсу", "latitude": "42.4", "longitude": "69.8"}, None),
    ],
)  # fmt: skip
def test_what_bears_one_name_and_does_not_contradict_is_suggested(cast, as_user, plural, one, other, why):
    browser = as_user(cast.member)
    first = write_down(browser, cast.project, plural, one)
    second = write_down(browser, cast.project, plural, other)

    page = suggested(as_user(cast.observer), cast.project, plural)

    assert (why in page) if why else "No likely duplicates" in page
    assert (address(second, first) in browser.get(f"/{plural}/{second.id}").text) is bool(why)


def test_what_was_told_apart_is_not_suggested_again_until_that_is_taken_back(cast, as_user):
    browser = as_user(cast.member)
    one, other = (write_down(browser, cast.project, "places", {"name_kk": name}) for name in ("Ақсу", "Аксу"))

    browser.post(address(one, other, "/apart"), data={"is_on": "1"})
    browser.post(f"/places/{one.id}/edit", data={"name_kk": "Ақ су", "version": one.version})
    browser.post(f"/places/{one.id}/edit", data={"name_kk": "Ақсу", "version": one.version})

    assert "No likely duplicates" in suggested(browser, cast.project, "places")
    assert (
        "wrote down that “Ақсу” and “Аксу” are not the same" in browser.get(f"/projects/{cast.project.id}/journal").text
    )
    browser.post(address(one, other, "/apart"), data={"is_on": "0"})
    compare_all()
    assert "Ақсу ≈ Аксу" in suggested(browser, cast.project, "places")


def test_two_events_become_one_with_all_that_hangs_on_them_and_two_again(cast, as_user, twice):
    one, other = twice("events", EVENT, OPENING)
    browser, before, was = as_user(cast.coordinator), hanging(), one.title_for_journal
    asked = browser.get(address(one, other)).text
    assert 'name="name_kk" value="theirs"' in asked
    assert 'name="place" value="theirs"' in asked
    preview = browser.get(address(one, other, "/preview?name_kk=theirs&place=theirs")).text
    assert "Ашылуы мектептің" in preview

    assert merge(browser, one, other, name_kk="theirs", place="theirs").status_code == 303

    assert (one.title_for_journal, one.place.title_for_journal, one.edtf) == (
        "Ашылуы мектептің",
        "Кеншілер",
        "1957/1958",
    )
    assert one.worded("description", "ru") == "Первая школа."
    assert [row["text"] for row in one.sources] == ["Newspaper of 2 September 1957", "A diary"]
    names = dict(
        db.session.execute(
            db.select(Person.id, Participation.role).join(Participation, Participation.person_id == Person.id)
        ).all()
    )
    assert sorted(names.values()) == ["headmaster; teacher", "pupil"]
    assert [ids for _material, ids in sorted(hanging()[0])] == [one.id] * 3
    assert {subject for _task, subject in hanging()[3]} == {one.id}
    assert list(tally.miscounts()) == []
    moved = as_user(cast.observer).get(f"/events/{other.id}")
    assert (moved.status_code, moved.location) == (301, f"/events/{one.id}")
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "event/merge")).one()
    assert entry.changes["place"] == ["Рудный", "Кеншілер"]

    came_since = make.save(Person(project_id=cast.project.id, created_at=one.created_at))
    part = {"event_id": one.id, "person_id": came_since.id, "role": "guest"}
    make.save(Participation(project_id=cast.project.id, **part))
    assert separate(as_user(cast.member), one, other).status_code == 403
    assert separate(as_user(cast.coordinator), one, other).status_code == 303

    before[2].add(tuple(part.values()))
    assert hanging() == before
    assert (one.title_for_journal, one.place.title_for_journal, other.deleted_at) == (was, "Рудный", None)
    assert list(tally.miscounts()) == []


def test_two_places_become_one_with_what_happened_and_lies_there_and_two_again(cast, as_user, twice):
    one, other = twice("places", PLACE, {**TOWN, "part_of": "Қостанай"})
    browser = as_user(cast.coordinator)
    write_down(browser, cast.project, "events", {**EVENT, "place": "Кустанай"})
    write_down(browser, cast.project, "places", {"name_kk": "Наримановка", "part_of": "Кустанай"})
    assert other.part_of_id == one.id
    before = hanging()

    assert merge(browser, one, other, name_ru="theirs").status_code == 303

    assert ([row["name"] for row in one.former], one.worded("name", "ru")) == (["Кустанай", "Николаевск"], "Кустанай")
    assert (one.latitude, one.authorities) == (53.2144, {"geonames": "1519928"})
    assert one.part_of.title_for_journal == "Қостанай облысы"
    assert {place_id for _event, place_id in hanging()[4]} == {one.id, None}
    assert other.id not in {whole_id for _part, whole_id in hanging()[5]}
    page = as_user(cast.observer).get(f"/places/{one.id}").text
    assert ("Наримановка" in page, "Opening of the school" in page) == (True, True)
    assert as_user(cast.observer).get(f"/places/{other.id}/edit").location == f"/places/{one.id}/edit"
    assert list(tally.miscounts()) == []

    assert separate(as_user(cast.coordinator), one, other).status_code == 303

    assert hanging() == before
    assert ([row["name"] for row in one.former], one.worded("name", "ru")) == (["Кустанай"], "Костанай")
    assert one.part_of.title_for_journal == "Қостанай облысы"


def test_in_the_exhibition_the_old_address_of_an_event_leads_on_only_to_one_that_is_shown(cast, as_user, visitor):
    one, other = (write_down(as_user(cast.coordinator), cast.project, "events", EVENT) for _twice in range(2))
    cast.project.exhibit_since = cast.project.created_at
    material = make.material(cast.project, cast.member, state="PUBLISHED")
    material.events = [one]
    db.session.commit()
    place = f"/exhibit/{cast.project.id}/events/"
    assert visitor.get(f"{place}{other.id}").status_code == 404

    merge(as_user(cast.coordinator), one, other)

    assert visitor.get(f"{place}{other.id}").location == f"{place}{one.id}"
    material.state = "WITHDRAWN"
    db.session.commit()
    assert visitor.get(f"{place}{other.id}").status_code == 404


def test_two_of_different_kinds_or_projects_are_never_side_by_side(cast, as_user):
    browser = as_user(cast.coordinator)
    event = write_down(browser, cast.project, "events", EVENT)
    place = write_down(browser, cast.project, "places", {**PLACE, "part_of": ""})
    stranger = write_down(browser, make.project(cast.coordinator, title="Elsewhere"), "events", EVENT)

    assert browser.get(f"/events/{event.id}/merge/{place.id + 100}").status_code == 404
    assert browser.get(f"/things/{event.id}/merge/{event.id}").status_code == 404
    assert browser.get(address(event, stranger)).status_code == 404
