"""What guards ask of a meeting and of its minutes, loaded whole or only shown."""

from app import clock
from workflows.meetings import Answer, MeetingState, MinutesState


class HasStanding:
    """A meeting as it stands, by `starts_at`, `minutes` and those who are `invited`."""

    @property
    def is_to_come(self):
        return self.is_day_open or clock.now() < self.starts_at

    @property
    def has_begun(self):
        return not self.is_to_come

    @property
    def has_open_minutes(self):
        return self.minutes is None or self.minutes.state is MinutesState.DRAFT

    @property
    def guests(self):
        return [row for row in self.invited if row.user_id is None]

    @property
    def coming(self):
        """How many were there, once that is known; before, how many have said that they come."""
        are_there = len([row for row in self.invited if row.attended])
        return are_there or len([row for row in self.invited if row.answer is Answer.YES])

    @property
    def stands_alone(self):
        return self.series_id is None

    @property
    def has_participants(self):
        return bool(self.invited)

    def participant(self, user_id):
        return next((row for row in self.invited if row.user_id == user_id), None) if user_id else None

    def participant_at(self, address):
        """The guest with that address, while invited."""
        return next((row for row in self.guests if row.guest_address == address), None)

    def guest_reading(self, address):
        """The guest with that address, while the minutes go to them."""
        row = self.participant_at(address)
        return row if row and not row.is_left_out else None


class HasMinutes:
    """Minutes as they stand, by their `text` and their `meeting`."""

    @property
    def has_text(self):
        """Whether anything is written down: as one text, topic by topic, or as what was settled."""
        return bool(self.text.strip() or self.meeting.has_notes or self.meeting.outcomes)

    @property
    def meeting_was_held(self):
        return self.meeting.state is MeetingState.HELD

    def is_chaired_by(self, actor):
        return actor.id is not None and actor.id == self.meeting.chair_id
