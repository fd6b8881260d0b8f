"""A person's calendar feeds: secret, named, revocable, and never more than the person may see at that moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.accounts.models import Token
from app.db import db
from tests import calendars, make
from workflows.meetings import MeetingState


@pytest.fixture
def subscribe(cast, as_user):
    """``subscribe()`` makes a feed of the member and gives its path."""

    def make_one(**typed):
        browser = as_user(cast.member)
        browser.post("/calendars", data={"name": "Phone", "project_id": 0, **typed})
        address = browser.get("/calendars").text.partition('value="http')[2].partition('"')[0]
        return "/" + address.split("/", 3)[3]

    return make_one


def events(answer):
    return calendars.read(answer.data.decode()).contents.get("vevent", [])


def titles(answer):
    return [event.summary.value for event in events(answer)]


def test_a_feed_has_the_persons_meetings_and_nobody_elses(cast, subscribe, visitor):
    make.meeting(cast.project, cast.member, title="Mine")
    make.meeting(cast.project, cast.coordinator, title="Not mine")
    make.meeting(cast.project, cast.member, title="Draft", state=MeetingState.DRAFT)

    answer = visitor.get(subscribe())

    assert titles(answer) == ["Mine"]
    assert events(answer)[0].dtstart.value.astimezone(UTC) == datetime(2026, 3, 16, 5, 0, tzinfo=UTC)
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_address_is_shown_once_and_kept_nowhere(cast, subscribe, as_user, visitor):
    path = subscribe()

    assert path.rpartition("/")[2].removesuffix(".ics") not in as_user(cast.member).get("/calendars").text
    assert db.session.scalars(db.select(Token.hash)).one() not in path


def test_a_feed_that_has_not_changed_is_not_sent_again(cast, subscribe, visitor):
    meeting = make.meeting(cast.project, cast.member)
    path = subscribe()
    known = {"If-None-Match": visitor.get(path).headers["ETag"]}

    same = visitor.get(path, headers=known)
    meeting.title = "Another title"
    make.save(meeting)
    other = visitor.get(path, headers=known)

    assert (same.status_code, same.data) == (304, b"")
    assert titles(other) == ["Another title"]


def test_a_revoked_feed_is_gone_and_the_others_stay(cast, subscribe, as_user, visitor):
    first, second = subscribe(), subscribe(name="Desk")
    token = db.session.scalars(db.select(Token).order_by(Token.id)).first()

    as_user(cast.coordinator).post(f"/calendars/{token.id}/revoke")
    assert visitor.get(first).status_code == 200
    as_user(cast.member).post(f"/calendars/{token.id}/revoke")

    assert [visitor.get(path).status_code for path in (first, second)] == [404, 200]


def test_a_feed_ends_with_the_right_to_see_it(cast, subscribe, visitor):
    make.meeting(cast.project, cast.member)
    path = subscribe()

    cast.project.seats[1].memberships[0].left_at = make.clock.now()
    db.session.commit()
    left = visitor.get(path)
    cast.member.disabled_at = make.clock.now()
    db.session.commit()

    assert titles(left) == []
    assert visitor.get(path).status_code == 404


def test_a_feed_of_one_project_leaves_the_others_out(cast, subscribe, visitor):
    other = make.project(cast.member, title="Another history")
    make.meeting(cast.project, cast.member, title="Here")
    make.meeting(other, cast.member, title="There")

    assert titles(visitor.get(subscribe(project_id=other.id))) == ["There"]


def test_a_project_of_others_is_no_choice(cast, as_user):
    answer = as_user(cast.outsider).post("/calendars", data={"name": "Phone", "project_id": cast.project.id})

    assert answer.status_code == 422
    assert db.session.scalars(db.select(Token)).all() == []


def test_tasks_stand_on_the_day_or_at_the_minute_they_are_due_and_fill_nobodys_time(cast, subscribe, visitor):
    make.task(cast.project, cast.member, title="Read", due=date(2026, 3, 20))
    ten = {"due": date(2026, 3, 21), "due_time": time(15), "due_at": datetime(2026, 3, 21, 10, tzinfo=UTC)}
    make.task(cast.project, cast.member, title="Ring", **ten)
    make.task(cast.project, cast.coordinator, title="Not mine", due=date(2026, 3, 20))

    without, with_tasks = visitor.get(subscribe()), visitor.get(subscribe(has_tasks="y"))

    assert titles(without) == []
    event, timed = events(with_tasks)
    assert (timed.dtstart.value, timed.contents.get("dtend")) == (ten["due_at"], None)
    assert (event.summary.value, event.dtstart.value, event.transp.value) == ("Read", date(2026, 3, 20), "TRANSPARENT")


def test_a_cancelled_meeting_is_cancelled_in_the_feed(cast, subscribe, visitor):
    make.meeting(cast.project, cast.member, state=MeetingState.CANCELLED)

    assert [event.status.value for event in events(visitor.get(subscribe()))] == ["CANCELLED"]


def test_the_page_says_when_a_feed_was_last_read(cast, subscribe, as_user, visitor, clock):
    path = subscribe()
    before = as_user(cast.member).get("/calendars").text
    visitor.get(path)
    clock.shift(timedelta(minutes=5))

    assert "Not read yet" in before
    assert "Last read: 2 March 2026, 12:00" in as_user(cast.member).get("/calendars").text.replace("\u00a0", " ")
