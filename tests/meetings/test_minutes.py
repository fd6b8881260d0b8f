"""Minutes begun by several people at once, and what the journal keeps of them."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.meetings.minutes.models import Minutes
from app.meetings.models import AgendaItem
from tests import make
from tests.at_once import codes, post_at_once
from workflows.meetings import MeetingState, MinutesState

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


def test_what_was_noted_topic_by_topic_is_approved_without_another_text(cast, as_user, meeting):
    page, browser = f"/meetings/{meeting.id}", as_user(cast.coordinator)
    assert f"{page}/minutes/approve" not in browser.get(page).text
    facts = {"project_id": meeting.project_id, "position": 1, "title": "Newspapers", "notes": "Shared out."}
    make.save(AgendaItem(meeting_id=meeting.id, **facts))

    assert f'action="{page}/minutes/approve"' in browser.get(page).text
    browser.post(f"{page}/minutes/approve", data={"version": 1})

    assert meeting.minutes.state is MinutesState.APPROVED
    assert (meeting.minutes.number, meeting.minutes.text) == (1, "")
