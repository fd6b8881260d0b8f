"""The page behind the bell, and what one wishes to get by mail."""

import pytest

from app.accounts.wishes import Channel, Topic
from app.db import db
from app.notifications.models import Notice
from app.notifications.noticing import take_notice
from tests import make
from tests.notifications.saying import say

WISHES = {
    "mentioned": "DIGEST",
    "given": "AT_ONCE",
    "due": "MORNING",
    "said": "OFF",
    "changed": "DIGEST",
    "days": ["0", "2"],
    "hours": ["8", "17"],
}


@pytest.fixture
def task(cast):
    made = make.task(cast.project, cast.member, title="Ask the museum")
    say(made, cast.coordinator, text="First.")
    say(made, cast.coordinator, text="Second.")
    take_notice()
    return made


def first_notice(person):
    return db.session.scalars(db.select(Notice).where(Notice.user_id == person.id).order_by(Notice.id)).first()


def test_notices_are_gathered_by_what_they_are_about(cast, task, as_user):
    page = as_user(cast.member).get("/notifications").text

    assert page.count('class="line-link">Ask the museum<') == 1
    assert "New: 2" in page


def test_opening_a_thing_reads_its_notices_and_leads_to_it(cast, task, as_user):
    answer = as_user(cast.member).post(f"/notifications/{first_notice(cast.member).id}/open")

    assert answer.location == f"/tasks/{task.id}"
    assert cast.member.unread == 0


def test_a_thing_is_read_without_opening_it_and_others_stay_unread(cast, task, as_user):
    other = make.task(cast.project, cast.member, title="Call the museum")
    say(other, cast.coordinator)
    take_notice()

    as_user(cast.member).post(f"/notifications/{first_notice(cast.member).id}/read")

    assert cast.member.unread == 1


def test_looking_at_the_page_changes_nothing(cast, task, as_user):
    as_user(cast.member).get("/notifications")

    assert cast.member.unread == 2


def test_another_persons_notice_is_not_there(cast, task, as_user):
    notice = first_notice(cast.member)

    for act in ("open", "read"):
        assert as_user(cast.coordinator).post(f"/notifications/{notice.id}/{act}").status_code == 404


def test_of_a_project_that_one_left_nothing_is_shown(cast, task, as_user):
    cast.member.memberships[0].left_at = task.created_at
    db.session.commit()

    assert "Ask the museum" not in as_user(cast.member).get("/notifications").text


def test_a_reader_of_nothing_new_sees_what_will_come_here(cast, as_user):
    page = as_user(cast.observer).get("/notifications").text

    assert "No notifications" in page
    assert "bell-count" not in page


def test_wishes_are_kept_and_shown(cast, as_user):
    browser = as_user(cast.member)

    answer = browser.post("/settings/notifications", data=WISHES | {"version": cast.member.version})
    page = browser.get("/settings/notifications").text

    assert answer.status_code == 303
    assert cast.member.channel_of(Topic.SAID) is Channel.OFF
    assert (cast.member.digest_days, cast.member.digest_hours) == ((0, 2), (8, 17))
    assert 'name="said" value="OFF" checked' in page


def test_an_unknown_wish_is_refused(cast, as_user):
    answer = as_user(cast.member).post(
        "/settings/notifications", data=WISHES | {"version": cast.member.version, "said": "BY_PIGEON", "hours": ["3"]}
    )

    assert answer.status_code == 422
    assert cast.member.channel_of(Topic.SAID) is Channel.AT_ONCE
