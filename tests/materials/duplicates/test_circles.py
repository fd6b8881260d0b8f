"""Two places made one, or taken apart again, never lie within themselves."""

import pytest

from app.db import db
from app.materials.subjects.models import Place
from tests.materials.subjects.pages import write_down

CANNOT = "“{}” cannot stay as “Part of”: it is one of the two, or lies within one of them."


@pytest.fixture
def named(cast, as_user):
    """``named("Town", "Region")``: a place written down by its form, and what it is part of."""

    def written(name, whole=""):
        return write_down(as_user(cast.coordinator), cast.project, "places", {"name_en": name, "part_of": whole})

    return written


def place_of(name):
    return next(place for place in db.session.scalars(db.select(Place)) if place.title_for_journal == name)


def put_into(browser, place, name):
    asked = {"name_en": place.title_for_journal, "part_of": name, "version": place.version}
    assert browser.post(f"/places/{place.id}/edit", data=asked).status_code == 303


def preview(browser, one, other, chosen=""):
    return browser.get(f"/places/{one.id}/merge/{other.id}/preview{chosen}").text


def merge(browser, one, other, **facts):
    asked = {"reason": "The same", "version": one.version, "version-other": other.version, **facts}
    return browser.post(f"/places/{one.id}/merge/{other.id}/preview", data=asked)


def separate(browser, one, other):
    asked = {"merged_id": other.id, "version": one.version}
    return browser.post(f"/places/{one.id}/separate", data=asked, follow_redirects=True)


def chain(place):
    """The names of what a place lies in, as far as they go; none comes twice."""
    names: list = []
    while place := place.part_of:
        assert place.title_for_journal not in names
        names.append(place.title_for_journal)
    return names


def test_a_whole_that_lies_within_the_survivor_is_not_offered_and_the_page_says_so(cast, as_user, named):
    town, other = named("Town", "Region"), named("Old town", "Quarter")
    browser = as_user(cast.coordinator)
    put_into(browser, place_of("Quarter"), "Street")
    put_into(browser, place_of("Street"), "Town")

    asked, seen = browser.get(f"/places/{town.id}/merge/{other.id}").text, preview(browser, town, other)

    assert 'name="part_of"' not in asked
    for page in (asked, seen, preview(browser, town, other, "?part_of=theirs")):
        assert CANNOT.format("Quarter") in page
    assert 'name="part_of" value="mine"' in seen
    assert merge(browser, town, other, part_of="mine").status_code == 303
    assert chain(place_of("Quarter")) == ["Street", "Town", "Region"]


def test_what_lay_between_two_places_lies_within_them_when_they_are_one(cast, as_user, named):
    street, region = named("Street", "Quarter"), named("Region", "Country")
    browser = as_user(cast.coordinator)
    put_into(browser, place_of("Quarter"), "Region")

    seen = preview(browser, street, region)

    assert CANNOT.format("Quarter") in seen
    assert 'name="part_of" value="theirs"' in seen
    assert merge(browser, street, region, part_of="theirs").status_code == 303
    assert chain(place_of("Quarter")) == ["Street", "Country"]
    assert "The two are separate again." in separate(browser, street, region).text
    assert chain(street) == ["Quarter", "Region", "Country"]


def test_of_two_of_which_one_is_part_of_the_other_the_higher_whole_is_kept(cast, as_user, named):
    town, region = named("Town", "Region"), place_of("Region")
    browser = as_user(cast.coordinator)
    put_into(browser, region, "Country")

    assert CANNOT.format("Region") in preview(browser, town, region)
    assert merge(browser, town, region).status_code == 303

    assert chain(town) == ["Country"]


def test_where_no_whole_can_stay_none_is_kept(cast, as_user, named):
    town, region = named("Town", "Region"), place_of("Region")
    browser = as_user(cast.coordinator)

    assert 'name="part_of"' not in preview(browser, town, region)
    assert merge(browser, town, region).status_code == 303

    assert chain(town) == []


def test_a_whole_that_came_to_lie_within_the_two_after_the_page_was_drawn_is_refused(cast, as_user, named):
    town, other = named("Town"), named("Old town", "Region")
    browser = as_user(cast.coordinator)
    assert 'name="part_of" value="theirs"' in preview(browser, town, other)
    put_into(browser, place_of("Region"), "Town")

    answer = merge(browser, town, other, part_of="theirs")

    assert answer.location == f"/places/{town.id}/merge/{other.id}"
    assert CANNOT.format("Region") in browser.get(answer.location).text
    assert (town.part_of_id, other.merged_into_id) == (None, None)
    assert chain(place_of("Region")) == ["Town"]


def test_two_are_not_taken_apart_where_one_would_lie_within_itself(cast, as_user, named):
    town, other, street = named("Town"), named("Old town", "Region"), named("Street", "Old town")
    browser = as_user(cast.coordinator)
    merge(browser, town, other, part_of="mine")
    put_into(browser, place_of("Region"), "Street")

    refused = separate(browser, town, other)

    assert "Apart, “Old town” would lie within itself." in refused.text
    assert (other.merged_into_id, chain(place_of("Region"))) == (town.id, ["Street", "Town"])
    put_into(browser, place_of("Region"), "")
    assert "The two are separate again." in separate(browser, town, other).text
    assert chain(street) == ["Old town", "Region"]


def test_taken_apart_a_place_is_part_of_what_its_whole_was_merged_into(cast, as_user, named):
    town, other = named("Town", "Region"), named("Old town", "District")
    browser = as_user(cast.coordinator)
    merge(browser, town, other, part_of="theirs")
    region, land = place_of("Region"), named("Land")
    merge(browser, land, region)

    assert "The two are separate again." in separate(browser, town, other).text

    assert chain(town) == ["Land"]
