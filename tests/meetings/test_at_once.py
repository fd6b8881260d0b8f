"""Many answers to one meeting at the same time: each person has one, and the journal says it once."""

from datetime import datetime
from itertools import cycle

import pytest

from app.db import db
from app.journal.models import Entry
from app.meetings.models import Participant
from tests import make
from tests.at_once import CLICKS, codes, post_at_once
from workflows.meetings import Answer


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, starts=datetime(2098, 3, 16, 10, 0))


@pytest.fixture
def clients(cast, as_user):
    return [as_user(cast.member).client for _ in range(CLICKS)]


def answered(meeting):
    rows = db.select(Participant).where(Participant.meeting_id == meeting.id, Participant.answer.is_not(None))
    return db.session.scalars(rows).all()


@pytest.mark.real_time
def test_twenty_times_the_same_answer_is_one_answer(cast, meeting, clients):
    answers = post_at_once(clients, f"/meetings/{meeting.id}/answer", lambda: {"answer": "yes"})

    assert codes(answers) == [303] * CLICKS
    assert [(row.user_id, row.answer) for row in answered(meeting)] == [(cast.member.id, Answer.YES)]
    assert db.session.scalars(db.select(Entry.kind)).all() == ["meeting/answer"]


@pytest.mark.real_time
def test_of_different_answers_the_last_one_in_the_journal_counts(meeting, clients):
    said = cycle(["yes", "no", "maybe"])

    answers = post_at_once(clients, f"/meetings/{meeting.id}/answer", lambda: {"answer": next(said)})

    assert codes(answers) == [303] * CLICKS
    last = db.session.scalars(db.select(Entry).order_by(Entry.id.desc())).first()
    assert [row.answer.name for row in answered(meeting)] == [last.params["answer"]]
