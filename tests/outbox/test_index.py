"""The letters of a project, found by state, person, meeting and words; each as it was sent, with its calendar."""

import pytest

from app.db import db
from app.outbox.models import Letter


@pytest.fixture
def browser(cast, as_user, post_office):
    """Two meetings were announced, to the member and to both."""
    browser = as_user(cast.coordinator)
    for title, people in (("Newspapers", [cast.member]), ("Photographs", [cast.member, cast.observer])):
        address = f"/projects/{cast.project.id}/meetings/new"
        form = {
            "title": title,
            "starts_wall": "2026-03-16T10:00",
            "minutes_long": "60",
            "people_ids": [person.id for person in people],
        }
        path = browser.post(address, data=form).location
        browser.post(f"{path}/announce", data={"version": "1"})
    post_office()
    return browser


@pytest.fixture
def shown(cast, browser):
    """``shown(person=2)``: how many letters to each person the page lists."""

    def look(**asked):
        page = browser.get(f"/projects/{cast.project.id}/letters", query_string=asked)
        assert page.status_code == 200
        body = page.text.partition("<tbody>")[2]
        return [body.count(person.short_name) for person in (cast.member, cast.observer)]

    return look


def test_all_are_shown(shown):
    assert shown() == [2, 1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "SENT"}, [2, 1]),
        ({"state": "FAILED"}, [0, 0]),
        ({"meeting": "1"}, [1, 0]),
        ({"meeting": "99"}, [0, 0]),
        ({"person": "3"}, [0, 1]),
        ({"words": "photograph"}, [1, 1]),
        ({"words": "касымов"}, [2, 0]),
        ({"words": "observer@"}, [0, 1]),
        ({"words": "nothing of it"}, [0, 0]),
        ({"words": "%"}, [0, 0]),
        ({"state": "nonsense", "person": "x", "meeting": "-1"}, [2, 1]),
    ],
)
def test_what_is_asked_for_is_found(shown, asked, found):
    assert shown(**asked) == found


def test_a_letter_is_shown_with_its_calendar_and_its_headers(cast, browser):
    letter = db.session.scalars(db.select(Letter)).first()

    page = browser.get(f"/projects/{cast.project.id}/letters/{letter.id}").text

    assert "BEGIN:VCALENDAR" in page
    assert "Auto-Submitted" in page
