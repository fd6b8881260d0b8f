"""A letter that is not needed any more says why, in the reader's language."""

import pytest

from app.db import db
from app.outbox.models import Letter
from tests import make
from workflows.letters import LetterState
from workflows.meetings import MeetingState


@pytest.fixture
def called_off(cast, as_user):
    """The invitation to a meeting that was cancelled before the letter left."""
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/cancel", data={"version": meeting.version})
    return db.session.scalars(db.select(Letter).where(Letter.about == "meetings/announce")).one()


@pytest.mark.parametrize(
    "language,reason",
    [
        ("en", "The meeting was cancelled."),
        ("ru", "Заседание отменено."),
        ("kk", "Жиналыс өткізілмейді."),
    ],
)
def test_the_reason_is_told_in_the_readers_language(cast, as_user, called_off, language, reason):
    cast.coordinator.language = language
    db.session.commit()

    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/letters/{called_off.id}")

    assert called_off.state is LetterState.VOID
    assert reason in page.text
