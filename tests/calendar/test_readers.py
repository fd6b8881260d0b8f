"""Letters about a meeting as other programs take them: however often it changed, each ends with one event."""

import pytest

from tests import make, readers
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState

READERS = [
    readers.vobject,
    pytest.param(
        readers.libical, marks=pytest.mark.skipif(not readers.LIBICAL, reason="libical3 of Debian is not installed")
    ),
    pytest.param(readers.ical_js, marks=pytest.mark.skipif(not readers.ICAL_JS, reason="ical.js: run make assets")),
    pytest.param(readers.khal, marks=pytest.mark.skipif(not readers.KHAL, reason="khal of Debian is not installed")),
]


@pytest.fixture
def received(post_office):
    """``received(person)``: the calendars in the letters that the person got since the last time."""

    def take(person):
        theirs = [letter for letter in post_office() if person.email in letter["To"]]
        parts = [part for letter in theirs for part in letter.walk() if part.get_content_type() == "text/calendar"]
        return [part.get_payload(decode=True).decode() for part in parts]

    return take


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.DRAFT, announced_at=None)


@pytest.mark.parametrize("reader", READERS)
def test_a_meeting_that_moved_three_times_and_was_cancelled_is_one_cancelled_event(
    cast, as_user, meeting, received, reader, tmp_path
):
    browser, page = as_user(cast.coordinator), f"/meetings/{meeting.id}"
    browser.post(f"{page}/announce", data={"version": meeting.version})
    texts = received(cast.member)
    for hour in (11, 12, 13):
        browser.post(f"{page}/edit", data=drawn(meeting, starts_wall=f"2026-03-17T{hour}:00"))
        texts += received(cast.member)
    (tmp_path / "before").mkdir()
    assert reader(texts, tmp_path / "before") == [(meeting.uid, meeting.starts_at, False)]

    browser.post(f"{page}/cancel", data={"version": meeting.version})
    texts += received(cast.member)

    assert len(texts) == 5
    (tmp_path / "after").mkdir()
    assert reader(texts, tmp_path / "after") == [(meeting.uid, meeting.starts_at, True)]


@pytest.mark.parametrize("reader", READERS)
def test_an_invitation_that_was_withdrawn_is_one_cancelled_event(cast, as_user, meeting, received, reader, tmp_path):
    browser, page = as_user(cast.coordinator), f"/meetings/{meeting.id}"
    browser.post(f"{page}/announce", data={"version": meeting.version})
    texts = received(cast.member)

    browser.post(f"{page}/edit", data=drawn(meeting, people_ids=[cast.coordinator.id]))
    texts += received(cast.member)

    assert len(texts) == 2
    assert reader(texts, tmp_path) == [(meeting.uid, meeting.starts_at, True)]
