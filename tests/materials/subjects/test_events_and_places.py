"""Events of history with who took part, and places with the names of other times."""

from app.db import db
from app.materials.subjects import queries
from app.materials.subjects.models import Event, Person, Place
from tests.materials.pages import collect
from tests.materials.subjects.pages import EVENT, PERSON, PLACE, write_down


def test_an_event_is_written_down_with_its_place_and_people(cast, as_user):
    browser = as_user(cast.member)
    event = write_down(browser, cast.project, "events", EVENT)

    assert (event.edtf, event.place.title) == ("1957/1958", "Рудный")
    page = browser.get(f"/events/{event.id}").text
    for words in ("Opening of the school", "1957–1958", "Рудный", "Бекенов Болат", "headmaster"):
        assert words in page


def test_people_and_places_lead_to_the_event(cast, as_user):
    browser = as_user(cast.member)
    event = write_down(browser, cast.project, "events", EVENT)
    person, place = db.session.scalars(db.select(Person)).one(), db.session.scalars(db.select(Place)).one()

    for page in (f"/persons/{person.id}", f"/places/{place.id}"):
        assert f'/events/{event.id}">Opening of the school</a>' in browser.get(page).text


def test_a_source_is_asked_only_for_what_such_a_thing_has(cast, as_user):
    browser = as_user(cast.member)
    event = write_down(browser, cast.project, "events", EVENT)
    place = write_down(browser, cast.project, "places", PLACE)
    person = db.session.scalars(db.select(Person)).one()

    forms = [browser.get(f"/{thing.kind}s/{thing.id}/edit").text for thing in (person, event, place)]

    assert ['value="birth"' in form for form in forms] == [True, False, False]
    assert ['value="date"' in form for form in forms] == [False, True, True]


def test_what_a_source_was_once_said_of_can_still_be_chosen(cast, as_user):
    browser = as_user(cast.member)
    event = write_down(browser, cast.project, "events", EVENT)
    event.sources = [{"claim": "birth", "text": "A book"}]
    db.session.commit()

    source = {"sources-0-claim": "birth", "sources-0-text": "A newspaper"}
    browser.post(f"/events/{event.id}/edit", data={**EVENT, **source, "version": event.version})

    assert event.sources == [{"claim": "birth", "text": "A newspaper"}]


def test_a_form_sent_again_changes_nothing(cast, as_user):
    browser = as_user(cast.member)
    for plural, facts in (("persons", PERSON), ("events", EVENT), ("places", PLACE)):
        thing = write_down(browser, cast.project, plural, facts)
        version = thing.version

        answer = browser.post(f"/{plural}/{thing.id}/edit", data={**facts, "version": version})

        assert (answer.status_code, thing.version) == (303, version)


def test_a_place_has_names_of_other_times_and_lies_in_another(cast, as_user):
    browser = as_user(cast.member)
    place = write_down(browser, cast.project, "places", PLACE)

    page = browser.get(f"/places/{place.id}").text

    for words in ("Кустанай", "1895–1997", "53.2144, 63.6246", "Қостанай облысы"):
        assert words in page
    whole = db.session.scalars(db.select(Place).where(Place.id != place.id)).one()
    assert f'/places/{place.id}">Қостанай</a>' in browser.get(f"/places/{whole.id}").text


def test_a_material_is_about_places_too(cast, as_user):
    browser = as_user(cast.member)
    place = write_down(browser, cast.project, "places", PLACE)
    material = collect(browser, cast.project, **{"places-0": "Қостанай"})

    assert material.places == [place]
    assert f"/places/{place.id}" in browser.get(f"/materials/{material.id}").text
    assert f"/materials/{material.id}" in browser.get(f"/places/{place.id}").text
    assert "Қостанай" in browser.get(f"/projects/{cast.project.id}/places/suggested?q=кост").json


def test_a_place_is_found_by_a_former_name(cast, as_user):
    browser = as_user(cast.member)
    place = write_down(browser, cast.project, "places", PLACE)

    assert f"/places/{place.id}" in browser.get(f"/projects/{cast.project.id}/places?words=кустанай").text


def test_events_stand_in_the_order_of_time_and_go_on_where_the_page_ended(cast, as_user, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN_AT_ONCE", 2)
    browser = as_user(cast.member)
    for name, year in (("Third", "1960"), ("First", "1941"), ("Undated", ""), ("Second", "1957")):
        write_down(browser, cast.project, "events", {"name_en": name, "date-first": year})

    def shown(address):
        page = browser.get(address).text
        return [name for name in ("First", "Second", "Third", "Undated") if f">{name}</a>" in page], page

    names, page = shown(f"/projects/{cast.project.id}/events")
    assert names == ["First", "Second"]
    second = db.session.scalars(db.select(Event.id).where(Event.edtf == "1957")).one()
    assert f"after={second}" in page
    assert shown(f"/projects/{cast.project.id}/events?after={second}")[0] == ["Third", "Undated"]


def test_persons_stand_in_the_order_of_the_kazakh_alphabet(cast, as_user):
    browser = as_user(cast.member)
    for name in ("Яковлев", "Қасымов", "Әуезов", "Бекенов"):
        facts = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-surname": name}
        write_down(browser, cast.project, "persons", facts)

    page = browser.get(f"/projects/{cast.project.id}/persons").text

    places = [page.index(f">{name}</a>") for name in ("Әуезов", "Бекенов", "Қасымов", "Яковлев")]
    assert places == sorted(places)
