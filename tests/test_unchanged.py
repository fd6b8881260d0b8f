"""Pages that a reader has already are not sent again, and never when something on them is true no more."""

from datetime import timedelta

import pytest

from app.db import db
from tests import make
from tests.tasks.posts import facts

PAGES = (
    "/",
    "",
    "/tasks",
    "/board",
    "/timeline",
    "/calendar",
    "/workload",
    "/materials",
    "/persons",
    "/persons/duplicates",
    "/events/duplicates",
    "/events",
    "/places",
    "/chronicle",
    "/meetings",
    "/journal",
)


@pytest.fixture
def address(cast):
    """``address("/tasks")``: a page of the project; "/" alone is the reader's own."""
    return lambda page: page if page == "/" else f"/projects/{cast.project.id}{page}"


def again(browser, address, tag):
    return browser.get(address, headers={"If-None-Match": tag}).status_code


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sent_again_only_when_its_project_has_changed(cast, as_user, address, page):
    browser = as_user(cast.member)
    tag = browser.get(address(page)).headers["ETag"]
    assert again(browser, address(page), tag) == 304

    as_user(cast.coordinator).post(f"/projects/{cast.project.id}/tasks/new", data=facts(cast.project))

    assert again(browser, address(page), tag) == 200


@pytest.mark.parametrize("page", PAGES)
def test_who_was_shown_out_finds_nothing_by_an_old_tag(cast, as_user, address, page):
    browser = as_user(cast.member)
    tag = browser.get(address(page)).headers["ETag"]

    cast.member.memberships[0].left_at = cast.project.created_at
    db.session.commit()

    assert again(browser, address(page), tag) == (200 if page == "/" else 404)


@pytest.mark.parametrize("page", PAGES)
def test_a_new_name_of_the_reader_is_shown_at_once(cast, as_user, address, page):
    browser = as_user(cast.member)
    tag = browser.get(address(page)).headers["ETag"]

    cast.member.surname = "Жаңа"
    db.session.commit()

    assert again(browser, address(page), tag) == 200


@pytest.mark.parametrize(("page", "hours"), [("/", 4), ("", 1), ("/meetings", 1)])
def test_a_meeting_that_has_begun_is_no_longer_to_come(cast, as_user, address, clock, page, hours):
    make.meeting(cast.project, cast.member, starts=cast.project.created_at.replace(tzinfo=None) + timedelta(hours=5.5))
    browser = as_user(cast.member)
    tag = browser.get(address(page)).headers["ETag"]

    clock.shift(timedelta(hours=hours))

    assert again(browser, address(page), tag) == 200


def test_the_day_of_the_project_turns_the_page_too(cast, as_user, address, clock):
    cast.member.time_zone = "Europe/London"
    db.session.commit()
    clock.move_to(cast.project.created_at.replace(hour=18, minute=59))
    browser = as_user(cast.member)
    tag = browser.get(address("/tasks")).headers["ETag"]

    clock.shift(timedelta(minutes=2))

    assert again(browser, address("/tasks"), tag) == 200


@pytest.mark.parametrize("page", ["", "/tasks", "/board", "/journal"])
def test_a_new_name_of_somebody_in_the_project_is_shown_to_the_others(cast, as_user, address, page):
    make.task(cast.project, cast.coordinator)
    browser = as_user(cast.member)
    tag = browser.get(address(page)).headers["ETag"]
    form = {"given_name": "Айгүл", "surname": "Жаңабаева", "language": "kk", "time_zone": "Asia/Qostanay"}

    answer = as_user(cast.coordinator).post(
        "/settings", data={**form, "theme": "auto", "version": cast.coordinator.version}
    )

    assert answer.status_code == 303
    assert again(browser, address(page), tag) == 200
