"""Letters about a meeting as other programs take them: however often it changed, each ends with one event."""

from datetime import UTC, datetime

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
def test_of_two_equal_hours_each_is_read_as_the_one_that_is_meant(cast, as_user, meeting, received, reader, tmp_path):
    browser, page = as_user(cast.coordinator), f"/meetings/{meeting.id}"
    night = {"zone": "Europe/Berlin", "starts_wall": "2026-10-25T02:30"}
    browser.post(f"{page}/edit", data=drawn(meeting, fold=0, **night))
    browser.post(f"{page}/announce", data={"version": meeting.version})
    first = received(cast.member)
    browser.post(f"{page}/edit", data=drawn(meeting, fold=1, **night))
    second = received(cast.member)

    for hour, texts in enumerate((first, second)):
        (tmp_path / str(hour)).mkdir()
        expected = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert reader(texts, tmp_path / str(hour)) == [(meeting.uid, expected, False)]


@pytest.mark.parametrize("reader", READERS)
def test_a_feed_is_read_too(cast, as_user, visitor, reader, tmp_path):
    made = make.meeting(cast.project, cast.member)
    browser = as_user(cast.member)
    browser.post("/calendars", data={"name": "Phone", "project_id": 0})
    address = browser.get("/calendars").text.partition('value="http')[2].partition('"')[0]

    text = visitor.get(f"/{address.split('/', 3)[3]}").get_data(as_text=True)

    assert reader([text], tmp_path) == [(made.uid, made.starts_at, False)]


@pytest.mark.parametrize("reader", READERS)
def test_an_invitation_that_was_withdrawn_is_one_cancelled_event(cast, as_user, meeting, received, reader, tmp_path):
    browser, page = as_user(cast.coordinator), f"/meetings/{meeting.id}"
    browser.post(f"{page}/announce", data={"version": meeting.version})
    texts = received(cast.member)

    browser.post(f"{page}/edit", data=drawn(meeting, people_ids=[cast.coordinator.id]))
    texts += received(cast.member)

    assert len(texts) == 2
    assert reader(texts, tmp_path) == [(meeting.uid, meeting.starts_at, True)]
