"""Reminders are stopped by one click in a mail program or by a button, never by a program that only looks."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app.db import db
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make
from workflows.letters import LetterState

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def reminded(cast, clock, post_office):
    """The member's reminder of a meeting in an hour."""
    make.meeting(cast.project, cast.member)
    clock.shift(timedelta(days=13, hours=21, minutes=10))
    plan_reminders()
    [message] = post_office()
    return message


@pytest.fixture
def link(reminded):
    return urlsplit(reminded["List-Unsubscribe"].strip("<>")).path


def wants(person):
    db.session.refresh(person)
    return person.wants_reminders


def test_a_reminder_says_how_it_is_stopped(reminded):
    assert reminded["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("verb", ["get", "head"])
def test_looking_changes_nothing(cast, visitor, link, verb):
    assert getattr(visitor, verb)(link).status_code == 200
    assert wants(cast.member)


def test_one_click_stops_them_without_signing_in_or_a_token_and_twice_is_as_once(cast, app, visitor, link, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    answers = [visitor.post(link, data=ONE_CLICK) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert not wants(cast.member)


def test_who_stopped_them_is_not_reminded_but_still_invited(cast, as_user, visitor, link, clock, post_office):
    visitor.post(link, data=ONE_CLICK)
    meeting = make.meeting(
        cast.project, cast.member, starts=make.datetime(2026, 3, 20, 10), state=make.MeetingState.DRAFT
    )
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})
    assert len(post_office()) == 1
    clock.shift(timedelta(days=3, hours=1))
    plan_reminders()

    assert post_office() == []

    newest = db.session.scalars(db.select(Letter).order_by(Letter.id.desc())).first()
    assert (newest.about, newest.state) == ("meetings/remind", LetterState.VOID)


def test_they_begin_again_by_the_same_page_or_by_the_settings(cast, visitor, link):
    visitor.post(link, data=ONE_CLICK)
    assert "Remind me again" in visitor.get(link).text

    visitor.post(link, data={"again": "1"})

    assert wants(cast.member)


def test_another_persons_address_needs_another_secret(cast, visitor, link):
    other = link.replace(f"/{cast.member.id}/", f"/{cast.coordinator.id}/")

    assert visitor.post(other, data=ONE_CLICK).status_code == 404
    assert wants(cast.coordinator)
