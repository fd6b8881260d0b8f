"""The project's page warns its coordinator of letters that do not go."""

from datetime import timedelta

import pytest

from app.outbox import kinds
from tests.outbox import letters

SILENT = "The worker has been silent for more than three minutes"
LATE = "A letter is more than five minutes late."


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


@pytest.fixture
def shown(cast, as_user):
    """``shown(person)``: the project's page as that person sees it."""
    return lambda person: as_user(person).get(f"/projects/{cast.project.id}").text


def test_a_late_letter_is_told_to_the_coordinator_alone_with_the_way_to_the_letters(cast, shown, clock):
    letters.queue(cast.project)
    assert LATE not in shown(cast.coordinator)

    clock.shift(timedelta(minutes=6))

    page = shown(cast.coordinator)
    assert LATE in page
    assert f'<a href="/projects/{cast.project.id}/letters">' in page
    assert LATE not in shown(cast.member)
    assert LATE not in shown(cast.observer)


def test_a_silent_worker_is_told_to_the_coordinator(cast, heartbeat, shown, clock):
    assert SILENT not in shown(cast.coordinator)

    clock.shift(timedelta(minutes=4))

    assert SILENT in shown(cast.coordinator)


def test_a_page_that_was_kept_is_drawn_anew_once_a_letter_is_late(cast, as_user, clock):
    letters.queue(cast.project)
    browser = as_user(cast.coordinator)
    address = f"/projects/{cast.project.id}"
    kept = {"If-None-Match": browser.get(address).headers["ETag"]}
    assert browser.get(address, headers=kept).status_code == 304

    clock.shift(timedelta(minutes=6))

    assert LATE in browser.get(address, headers=kept).text
