"""Whatever stands behind the question mark of an address, a page comes back or a calm refusal."""

import pytest
from flask import url_for

from tests.bad_input.world import rows

PARAMETERS = (
    "after", "before", "collector", "day", "due", "from", "genre", "mine", "next", "page",
    "person", "about", "q", "seat", "sort", "stage", "state", "todo", "verdict", "words",
)  # fmt: skip
BAD = {
    "nothing": "",
    "words": "abc",
    "a number": "1",
    "a huge number": "9" * 25,
    "just above what a row's id can be": str(2**31),
    "a negative number": "-1",
    "digits of another script": "٣²",
    "the end of time": "9999-12-31T23:59:59-23:59",
    "the beginning of time": "0001-01-01T00:00:00+14:00",
    "a day": "2026-02-30",
    "signs of a query language": "\" OR NEAR(* ' -) & | ! : %_\\",
    "emoji": "👩🏽‍🚀",
    "another site": "//evil.example/\\",
    "a broken line": "a\r\nSet-Cookie: x=1",
    "very long": "Жазба " * 60,
}


#: Read by whatever watches the service and by browsers, and answered without looking at the query.
OF_MACHINES = {"home.health.alive", "home.health.ready", "static"}


@pytest.fixture
def pages(app, things):
    """The address of every page, about things that exist."""
    ids = {f"{name}_id": thing.id for name, thing in vars(things).items() if hasattr(thing, "id")}
    ids |= {"secret": things.asked, "trigger": "submit", "kind": "csv", "subject_id": things.person.id}
    ids |= {"condition_kind": "confirmed", "condition_id": "seats_filled", "form": "docx", "standard": "xml"}
    ids |= {"user_id": things.member.id, "language": "kk", "stretch": 0, "item_id": 1, "topic": "SAID"}
    ids |= {"place": "materials", "other_id": things.twin.id, "set_id": things.working_set.id}
    ids |= {"region": "full", "size": "150,100", "number": 1, "plural": "persons", "transcript_id": 1}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    with app.test_request_context():
        return {
            rule.endpoint: url_for(rule.endpoint, **{name: ids[name] for name in rule.arguments})
            for rule in rules
            if rule.endpoint not in OF_MACHINES
        }


@pytest.mark.parametrize("kind", BAD)
def test_nothing_in_a_query_breaks_a_page(pages, as_user, things, kind):
    browser = as_user(things.coordinator)
    before = rows()

    for name, address in pages.items():
        answer = browser.get(address, query_string=dict.fromkeys(PARAMETERS, BAD[kind]))
        assert answer.status_code in (200, 302, 304, 400, 404, 410), (name, answer.status_code)

    assert rows() == before


def test_a_nul_in_a_query_or_a_path_is_refused_in_words(pages, as_user, things):
    browser = as_user(things.coordinator)

    for name, address in pages.items():
        for asked in (f"{address}?q=%00", f"{address}?a%00=1"):
            answer = browser.get(asked)
            assert (name, answer.status_code) == (name, 400)
            assert "This text holds characters that cannot be stored." in answer.text
    assert browser.get("/tasks%00").status_code in (400, 404)


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_an_id_that_no_row_can_have_is_a_page_that_does_not_exist(as_user, things, number):
    browser = as_user(things.coordinator)

    for address in ("/projects/{}", "/tasks/{}", "/materials/{}", "/meetings/{}.ics", "/files/{}", "/decisions/{}"):
        assert browser.get(address.format(number)).status_code == 404


def test_a_search_for_a_whole_book_comes_back(as_user, things):
    answer = as_user(things.coordinator).get("/search", query_string={"q": "Жазба кітап " * 2000})

    assert answer.status_code == 200
