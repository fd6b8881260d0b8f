"""Minutes begun by several people at once, and what the journal keeps of them."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.meetings.models import Minutes
from tests import make
from tests.at_once import codes, post_at_once
from workflows.meetings import MeetingState

AT_ONCE = 6


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.HELD)


@pytest.mark.real_time
def test_of_several_who_begin_the_minutes_at_once_one_writes_them_and_the_others_learn_it(cast, as_user, meeting):
    clients = [as_user(cast.member).client for _ in range(AT_ONCE)]

    answers = post_at_once(clients, f"/meetings/{meeting.id}/minutes", lambda: {"text": "We met.", "version": "1"})

    assert codes(answers) == [303] + [409] * (AT_ONCE - 1)
    assert len(db.session.scalars(db.select(Minutes)).all()) == 1


def test_the_journal_keeps_what_the_minutes_said_before(cast, as_user, meeting):
    browser = as_user(cast.member)
    first, second = meeting.participants
    browser.post(f"/meetings/{meeting.id}/minutes", data={"text": "We met.", "present": [first.id], "version": "1"})
    whole = {"text": "We met at ten.", "present": [second.id], "version": meeting.minutes.version}

    browser.post(f"/meetings/{meeting.id}/minutes", data=whole)

    entries = db.session.scalars(db.select(Entry).where(Entry.kind == "minutes/write").order_by(Entry.id)).all()
    assert [entry.changes for entry in entries] == [
        {"text": ["", "We met."], "present": [[], [first.id]]},
        {"text": ["We met.", "We met at ten."], "present": [[first.id], [second.id]]},
    ]
