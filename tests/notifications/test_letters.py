"""What is not read on the page comes by mail as each person wishes: at once, in a digest, or not at all."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from app.accounts.wishes import Channel, Topic, wish
from app.db import db
from app.notifications.noticing import take_notice
from app.notifications.telling import tell
from app.outbox.models import Letter
from app.outbox.sending import send_due
from app.tasks import actions as tasks
from tests import make
from tests.notifications.saying import say
from workflows.letters import LetterState

FRIDAY_MORNING = datetime(2026, 3, 6, 4, 0, tzinfo=UTC)  # 09:00 in Rudny


@pytest.fixture
def task(cast):
    return make.task(cast.project, cast.member, title="Ask the museum")


def minute(clock, minutes=1):
    """A minute passes, and the worker does what it does in each."""
    clock.shift(timedelta(minutes=minutes))
    take_notice()
    tell()


def letters(person):
    mine = db.select(Letter.about).where(Letter.user_id == person.id).order_by(Letter.id)
    return db.session.scalars(mine).all()


def text_of(person):
    """The words of the letter that this person got last."""
    send_due()
    query = db.select(Letter).where(Letter.user_id == person.id).order_by(Letter.id.desc()).limit(1)
    letter = db.session.scalar(query.execution_options(populate_existing=True))
    message = message_from_bytes(letter.mime, policy=policy.default)
    return letter, message, message.get_body(("plain",)).get_content()


def change(task, actor, title):
    tasks.revise(task, actor=actor, version=task.version, title=title, description="", assignees=list(task.assignees))
    db.session.commit()


def test_a_burst_becomes_one_letter_after_a_quiet_minute(cast, task, clock):
    for text in ("One.", "Two.", "Three."):
        say(task, cast.coordinator, text=text)
        minute(clock, 0.5)
    assert letters(cast.member) == []

    minute(clock)

    _letter, _message, text = text_of(cast.member)
    assert letters(cast.member) == ["notifications/news"]
    assert all(said in text for said in ("One.", "Two.", "Three."))


def test_who_never_pauses_is_told_of_all_the_same(cast, task, clock):
    for _turn in range(22):
        say(task, cast.coordinator)
        minute(clock, 0.5)

    assert letters(cast.member) == ["notifications/news"]


def test_who_is_named_hears_of_it_at_once_and_not_again_in_the_digest(cast, task, clock):
    wish(cast.member, channels={Topic.SAID: Channel.DIGEST})
    say(task, cast.coordinator, cast.member)
    take_notice()
    tell()

    assert letters(cast.member) == ["notifications/news"]
    clock.shift(timedelta(days=1))
    minute(clock)
    assert letters(cast.member) == ["notifications/news"]


def test_changes_come_in_the_digest_at_the_hours_and_days_that_were_wished_for(cast, task, clock):
    wish(cast.member, days=[4], hours=[9])
    change(task, cast.coordinator, "Read them all")
    take_notice()
    for instant, expected in ((FRIDAY_MORNING - timedelta(minutes=1), []), (FRIDAY_MORNING, ["notifications/digest"])):
        clock.move_to(instant)
        take_notice()
        tell()
        assert letters(cast.member) == expected

    clock.shift(timedelta(days=7))
    minute(clock)
    assert letters(cast.member) == ["notifications/digest"]


def test_a_digest_missed_by_a_worker_at_rest_comes_when_it_is_back(cast, task, clock):
    wish(cast.member, days=[4], hours=[9])
    change(task, cast.coordinator, "Read them all")
    take_notice()

    clock.move_to(FRIDAY_MORNING + timedelta(hours=5))
    minute(clock)

    assert letters(cast.member) == ["notifications/digest"]


def test_what_was_read_on_the_page_is_not_written_of(cast, task, clock, as_user):
    say(task, cast.coordinator)
    take_notice()
    as_user(cast.member).post("/notifications/read")

    minute(clock, 2)

    assert letters(cast.member) == []


def test_a_letter_that_was_overtaken_by_reading_does_not_go(cast, task, clock, as_user):
    say(task, cast.coordinator)
    minute(clock, 0)
    minute(clock, 2)
    as_user(cast.member).post("/notifications/read")

    send_due()

    state, reason = db.session.execute(
        db.select(Letter.state, Letter.reason).where(Letter.user_id == cast.member.id)
    ).one()
    assert (state, reason) == (LetterState.VOID, "It was read on the page already.")


def test_who_wants_no_letters_of_a_topic_gets_none_and_finds_it_on_the_page(cast, task, clock, as_user):
    wish(cast.member, channels={Topic.SAID: Channel.OFF})
    say(task, cast.coordinator)
    minute(clock)
    minute(clock, 2)

    assert letters(cast.member) == []
    assert "Ask the museum" in as_user(cast.member).get("/notifications").text


def test_who_wants_what_is_given_to_them_in_the_digest_gets_no_letter_of_its_own(cast, clock):
    wish(cast.member, channels={Topic.GIVEN: Channel.DIGEST}, days=[4], hours=[9])
    tasks.create(cast.project, actor=cast.coordinator, title="Call the museum", assignees=[cast.member])
    db.session.commit()
    take_notice()
    assert letters(cast.member) == []

    clock.move_to(FRIDAY_MORNING)
    tell()

    assert letters(cast.member) == ["notifications/digest"]
    assert "Call the museum" in text_of(cast.member)[2]


def test_what_has_a_letter_of_its_own_is_not_told_twice(cast, clock):
    tasks.create(cast.project, actor=cast.coordinator, title="Call the museum", assignees=[cast.member])
    db.session.commit()
    for _minute in range(3):
        minute(clock)
    clock.shift(timedelta(days=3))
    minute(clock)

    assert letters(cast.member) == ["tasks/assign"]


def test_who_left_the_project_is_told_of_nothing_in_it(cast, task, clock):
    say(task, cast.coordinator)
    minute(clock, 0)
    minute(clock, 2)
    cast.member.memberships[0].left_at = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    db.session.commit()

    send_due()

    assert db.session.scalar(db.select(Letter.state).where(Letter.user_id == cast.member.id)) is LetterState.VOID


@pytest.mark.parametrize("topic", ["SAID", "DIGEST"])
def test_one_click_in_the_letter_stops_its_topic_and_opening_the_link_does_not(cast, task, clock, app, topic):
    if topic == "DIGEST":
        wish(cast.member, channels={Topic.SAID: Channel.DIGEST}, days=[0, 1, 2, 3, 4], hours=[13])
    say(task, cast.coordinator)
    minute(clock, 0)
    minute(clock, 61)
    _letter, message, _text = text_of(cast.member)
    path = message["List-Unsubscribe"].strip("<>").partition("://")[2].partition("/")[2]

    client = app.test_client()
    client.get(f"/{path}")
    assert cast.member.channel_of(Topic.SAID) is not Channel.OFF
    client.post(f"/{path}", data={"List-Unsubscribe": "One-Click"})

    assert cast.member.channel_of(Topic.SAID) is Channel.OFF
    assert cast.member.channel_of(Topic.MENTIONED) is Channel.AT_ONCE
