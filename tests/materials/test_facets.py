"""By what the list of materials is narrowed down, and how many each choice leaves."""

import re

import pytest

from app.db import db
from app.materials import queries
from app.materials.facets import reading
from app.materials.models import MaterialKind
from app.materials.subjects.models import Person
from app.text import index
from tests import make
from tests.materials.pages import collect, post
from tests.materials.test_moves import press
from workflows.materials import MaterialState

INC = "http://rightsstatements.org/vocab/InC/1.0/"
CHOICE = re.compile(r'<li><a href="[^"]*[?&;](\w+)=([^"&]*)"><span>([^<]*)</span> <span class="figure">([^<]*)</span>')
CHIP = re.compile(r'<a class="chip" href="([^"]*)"><span class="chip-label">([^<]*):</span> (\S[^<]*) <')


def shown(browser, cast, **chosen):
    page = browser.get(f"/projects/{cast.project.id}/materials", query_string=chosen)
    assert page.status_code == 200
    return page.text


def figures(page):
    """What the page offers: ``{(facet, words): figure}``."""
    return {
        (facet, words): figure for facet, _key, words, figure in CHOICE.findall(page.replace("\N{NO-BREAK SPACE}", " "))
    }


def test_the_whole_collection_is_counted_by_everything_that_is_known_of_it(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project)
    collect(browser, cast.project, genre="INTERVIEW", made="1963", language="ru", rights_uri=INC, **{"events-0": ""})

    assert figures(shown(browser, cast)) == {
        ("genre", "Photograph"): "1",
        ("genre", "Interview"): "1",
        ("state", "Draft"): "2",
        ("decade", "1950s"): "1",
        ("decade", "1960s"): "1",
        ("person", "Омаров Серік"): "2",
        ("event", "Opening of the school"): "1",
        ("collector", "Қасымов Д."): "2",
        ("rights", "Rights not set"): "1",
        ("rights", "In copyright"): "1",
        ("language", "Kazakh"): "1",
        ("language", "Russian"): "1",
    }


def test_the_counts_follow_every_change_of_a_material(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    changed = {
        "genre": "MEMOIR",
        "made": "",
        "language": "",
        "rights_uri": INC,
        "persons-0": "Әлия",
        "places-0": "Rudny",
    }
    post(browser, f"/materials/{material.id}/edit", version=material.version, **changed)
    press(browser, material, "submit")

    assert figures(shown(browser, cast)) == {
        ("genre", "Memoir"): "1",
        ("state", "Submitted"): "1",
        ("decade", "Without a date"): "1",
        ("person", "Әлия"): "1",
        ("event", "Opening of the school"): "1",
        ("place", "Rudny"): "1",
        ("collector", "Қасымов Д."): "1",
        ("rights", "In copyright"): "1",
        ("language", "No language"): "1",
    }


def some(cast, browser):
    collect(browser, cast.project, title="School", **{"places-0": "Rudny"})
    collect(browser, cast.project, title="Miner", genre="INTERVIEW", made="1963", **{"persons-0": "Әлия"})
    collect(browser, cast.project, title="Bridge", made="1968", **{"persons-0": "Әлия"})


def test_choices_narrow_together_and_each_figure_says_what_would_be_left(cast, as_user):
    browser = as_user(cast.member)
    some(cast, browser)

    page = shown(browser, cast, decade="1960")
    assert figures(page)["genre", "Photograph"] == figures(page)["genre", "Interview"] == "1"
    assert figures(page)["person", "Әлия"] == "2"
    assert ("place", "Rudny") not in figures(page)
    assert not any(facet == "decade" for facet, _words in figures(page))

    page = shown(browser, cast, decade="1960", genre="INTERVIEW")
    assert "Found: 1" in page
    assert ">Miner</a>" in page
    assert ">Bridge</a>" not in page


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"rights": "none"}, {"School", "Miner", "Bridge"}),
        ({"rights": "InC"}, set()),
        ({"language": "kk", "decade": "1950"}, {"School"}),
        ({"decade": "none"}, set()),
        ({"decade": "١٩٦٠", "genre": "x", "person": "9" * 30, "rights": "\u2028"}, {"School", "Miner", "Bridge"}),
        ({"person": "999"}, set()),
    ],
)
def test_the_list_keeps_what_was_chosen_and_leaves_the_unknown_aside(cast, as_user, chosen, titles):
    browser = as_user(cast.member)
    some(cast, browser)

    page = shown(browser, cast, **chosen)
    assert {title for title in ("School", "Miner", "Bridge") if f">{title}</a>" in page} == titles


def test_what_is_chosen_stands_above_the_list_and_is_taken_away_one_by_one(cast, as_user):
    browser = as_user(cast.member)
    some(cast, browser)
    person = db.session.scalars(db.select(Person).where(Person.id == 2)).one()

    chips = CHIP.findall(shown(browser, cast, words="miner", person=person.id, genre="PHOTOGRAPH"))

    address = f"/projects/{cast.project.id}/materials?"
    assert chips == [
        (f"{address}genre=PHOTOGRAPH&amp;person=2", "Words", "“miner”"),
        (f"{address}words=miner&amp;person=2", "Kind", "Photograph"),
        (f"{address}words=miner&amp;genre=PHOTOGRAPH", "Person", "Әлия"),
    ]


@pytest.fixture
def few_are_counted(monkeypatch):
    monkeypatch.setattr(reading, "COUNTED", 2)
    reading.both.cache_clear()
    yield
    reading.both.cache_clear()


def test_of_a_great_part_the_newest_are_counted_and_the_figures_say_so(cast, as_user, few_are_counted):
    browser = as_user(cast.member)
    collect(browser, cast.project, genre="INTERVIEW")
    for _more in range(3):
        collect(browser, cast.project)

    page = shown(browser, cast, state="DRAFT")

    assert "Found: 999+" in page
    assert figures(page)["genre", "Photograph"] == "3+"
    assert figures(page)["genre", "Interview"] == ""  # not among the newest, and can still be chosen


def test_another_project_is_neither_listed_nor_counted(cast, as_user):
    elsewhere = make.project(cast.outsider)
    collect(as_user(cast.outsider), elsewhere)
    collect(as_user(cast.outsider), elsewhere, title="Theirs")
    browser = as_user(cast.member)
    collect(browser, cast.project)

    page = shown(browser, cast, words="photograph")
    assert "Found: 1" in page
    assert "Theirs" not in page
    assert set(figures(shown(browser, cast)).values()) == {"1"}


def test_words_as_they_were_typed_come_first_and_the_newer_before_the_older(cast, as_user):
    for title, words in (("Exact", "кас"), ("Older", "қас"), ("Newer", "қас")):
        index(make.material(cast.project, cast.member, title), words)
    db.session.commit()

    page = shown(as_user(cast.member), cast, words="кас")

    assert re.findall(r">(Exact|Older|Newer)</a>", page) == ["Exact", "Newer", "Older"]


def forget_statements():
    queries.searched.cache_clear()
    reading.both.cache_clear()


def test_a_search_goes_on_page_by_page_and_window_by_window(cast, as_user, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN_AT_ONCE", 2)
    monkeypatch.setattr(queries, "LOOKED_AT", 3)
    forget_statements()
    for number in range(5):
        facts = {"genre": MaterialKind.MEMOIR, "state": MaterialState.ACCEPTED}
        index(make.material(cast.project, cast.member, f"School {number}", **facts), "school")
    db.session.commit()
    browser, seen = as_user(cast.member), []

    address = f"/projects/{cast.project.id}/materials?words=school&genre=MEMOIR"
    while address:
        page = browser.get(address).text
        seen.append(re.findall(r">School (\d)</a>", page))
        further = re.search(r'rel="next" href="([^"]*)"', page)
        address = further and further[1].replace("&amp;", "&")
    forget_statements()

    assert seen == [["4", "3"], ["2"], ["1", "0"]]
