"""The next meeting of a project, with what those invited to it said."""

import sqlalchemy as sa

from app import clock
from app.db import rows
from app.meetings.models import Meeting, Participant
from workflows.meetings import MeetingState

FIRST = (
    sa.select(Meeting.id)
    .where(
        Meeting.project_id == sa.bindparam("project_id"),
        Meeting.state == MeetingState.ANNOUNCED,
        Meeting.starts_at > sa.bindparam("now"),
        Meeting.deleted_at.is_(None),
    )
    .order_by(Meeting.starts_at)
    .limit(1)
)
IS_INVITED = sa.and_(Participant.meeting_id == Meeting.id, Participant.withdrawn_at.is_(None))
NEXT = (
    sa.select(Meeting.id, Meeting.title, Meeting.starts_wall, Meeting.zone, Meeting.place)
    .add_columns(Participant.id.label("participant_id"), Participant.user_id, Participant.answer)
    .join(Participant, IS_INVITED, isouter=True)
    .where(Meeting.id == FIRST.scalar_subquery())
)


class NextMeeting:
    """What a glance at a meeting shows."""

    def __init__(self, found):
        self.id, self.title, self.starts_wall, self.zone, self.place = found[0][:5]
        self.invited = [row for row in found if row.participant_id]

    def participant(self, person_id):
        """What the person said, where they are invited."""
        return next((row for row in self.invited if row.user_id == person_id), None)


def next_of(project_id):
    """The next meeting that is announced in a project, or None."""
    found = rows(NEXT, project_id=project_id, now=clock.now())
    return NextMeeting(found) if found else None
