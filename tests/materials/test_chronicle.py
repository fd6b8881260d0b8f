"""The chronicle: lives and events on one line of years, the materials hanging on them, and the same as a table."""

import re

import pytest

from app.materials.chronicle import Scene, first_day
from tests.materials.pages import collect
from tests.materials.subjects.pages import write_down


def person(browser, project, name, birth="", death="", **facts):
    names = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": name}
    return write_down(browser, project, "persons", {**names, "birth-first": birth, "death-first": death, **facts})


def event(browser, project, name, when):
    return write_down(browser, project, "events", {"name_en": name, "date-first": when})


@pytest.fixture
def page(cast, as_user):
    """``page(scale="decade")``: the chronicle as an observer reads it."""
    address = f"/projects/{cast.project.id}/chronicle"
    return lambda **asked: as_user(cast.observer).get(address, query_string=asked).text


def names(page):
    """The names in the picture, from the top."""
    return re.findall(r'class="chronicle-name"[^>]*>([^<]+)<', page)


def test_lives_and_events_stand_in_the_order_of_their_beginning(cast, as_user, page):
    browser = as_user(cast.member)
    person(browser, cast.project, "Ахмет", "1872", "1937")
    person(browser, cast.project, "Абай", "1845", "1904")
    event(browser, cast.project, "The uprising", "1916")
    person(browser, cast.project, "Nobody knows when")

    shown = page()

    assert names(shown) == ["Абай", "Ахмет", "The uprising"]
    assert "Nobody knows when" not in shown
    table = shown[shown.index("<table") :]
    assert all(words in table for words in ("1845 – 1904", "Абай", "1916", "The uprising"))


def test_a_nearer_look_shows_those_who_lived_then(cast, as_user, page):
    browser = as_user(cast.member)
    person(browser, cast.project, "Абай", "1845", "1904")
    person(browser, cast.project, "Ахмет", "1872", "1937")
    event(browser, cast.project, "The uprising", "1916")

    shown = page(scale="decade", **{"from": "1913"})

    assert names(shown) == ["Ахмет", "The uprising"]
    assert "1910–1919" in shown
    assert names(page(scale="century", **{"from": "1850"})) == ["Абай", "Ахмет"]
    assert "Nothing with a date in these years." in page(scale="decade", **{"from": "1700"})


@pytest.mark.parametrize(
    "asked", [{"scale": "week"}, {"from": "x"}, {"from": "-5"}, {"scale": "decade", "from": "99999"}]
)
def test_what_nobody_offers_is_left_aside(cast, as_user, page, asked):
    event(as_user(cast.member), cast.project, "The uprising", "1916")

    assert names(page(**asked)) == ["The uprising"]


def test_materials_hang_on_whom_they_are_about(cast, as_user, page):
    browser = as_user(cast.member)
    person(browser, cast.project, "Омаров Серік", "1930", "1999")
    material = collect(browser, cast.project, made="1957")

    assert f'<a href="/materials/{material.id}"><title>Photograph of school 4</title><circle' in page()


def test_a_material_stands_in_the_middle_of_its_days_and_only_where_they_are_shown(cast, as_user, page):
    browser = as_user(cast.member)
    person(browser, cast.project, "Омаров Серік", "1900", "1989")
    collect(browser, cast.project, made="about 1957")
    collect(browser, cast.project, made="2018")

    dots = [float(x) for x in re.findall(r'class="chronicle-dot" cx="([0-9.]+)"', page())]
    fifties = re.findall('class="chronicle-dot" cx="([0-9.]+)"', page(scale="decade", **{"from": "1957"}))

    assert dots == pytest.approx([8 + 984 * 57.5 / 119, 8 + 984 * 118.5 / 119], abs=2)
    assert [float(x) for x in fifties] == pytest.approx([8 + 984 * 7.5 / 10], abs=2)
    assert "chronicle-dot" not in page(scale="decade", **{"from": "1920"})


def test_one_looks_nearer_at_the_middle_of_what_is_shown(cast, as_user, page):
    event(as_user(cast.member), cast.project, "The school", "1899")
    event(as_user(cast.member), cast.project, "The mine", "1957")

    assert "scale=century&amp;from=1928" in page()


def test_whoever_lives_has_a_bar_up_to_today(cast, as_user, page):
    browser = as_user(cast.member)
    person(browser, cast.project, "Living", "2000", living="yes")
    event(browser, cast.project, "Later", "2025")

    assert names(page(scale="decade", **{"from": "2020"})) == ["Living", "Later"]


def test_before_anything_has_a_date_it_says_so(page):
    assert "No dates yet" in page()


def test_it_belongs_to_the_project(cast, as_user, page):
    event(as_user(cast.member), cast.project, "The uprising", "1916")

    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/chronicle").status_code == 404


@pytest.mark.parametrize(("first", "last"), [(1, 9999), (1900, 1909), (1845, 1845), (1500, 2026)])
def test_every_day_stands_within_the_picture_and_few_years_are_written(first, last):
    scene = Scene([], {}, first, last)

    places = [scene.x(first_day(year)) for year in (first, (first + last) // 2, last)]

    assert places == sorted(places)
    assert all(0 <= place <= 1000 for place in [*places, scene.x(1), scene.x(first_day(9999))])
    assert len(scene.years) <= 21
