"""A meeting as its own page shows it: its columns, and the rows of what belongs to it with the names of people."""

from functools import cached_property

import sqlalchemy as sa
from flask import abort

from app.accounts.models import User
from app.accounts.people import name_columns, named
from app.db import one_row, rows
from app.meetings.lines import Lines
from app.meetings.minutes.models import Minutes
from app.meetings.models import AgendaItem, Meeting, Participant, ReminderRule
from app.meetings.queries import visible_to
from app.meetings.series.queries import place_of
from app.meetings.standing import HasMinutes, HasStanding
from app.projects.glance import ASKING, at_a_glance
from app.projects.people import InProject
from workflows.meetings import MEETING, MINUTES

THIS = sa.bindparam("meeting_id", type_=sa.Integer)
#: What a row has that has just been begun; a move begins minutes that have none.
FIRST_VERSION = 1
REMINDED = (
    sa.select(sa.func.aggregate_strings(sa.cast(ReminderRule.minutes_before, sa.String), ","))
    .where(ReminderRule.meeting_id == Meeting.id, ReminderRule.user_id.is_(None))
    .correlate(Meeting)
    .scalar_subquery()
)
HAS_NOTES = sa.exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.notes != "").correlate(Meeting)
FACTS = (
    *(Meeting.id, Meeting.project_id, Meeting.title, Meeting.description, Meeting.starts_wall, Meeting.zone),
    *(Meeting.starts_at, Meeting.minutes_long, Meeting.place, Meeting.link, Meeting.state, Meeting.chair_id),
    Meeting.secretary_id,
    *(
        Meeting.version,
        Meeting.series_id,
        Meeting.quorum,
        Meeting.polled_at,
        Meeting.is_day_open,
        Meeting.announced_at,
        HAS_NOTES.label("has_notes"),
        REMINDED.label("reminded"),
    ),
)
WRITTEN = (Minutes.id, Minutes.state, Minutes.text, Minutes.version)
WHOLE = (
    visible_to(ASKING)
    .where(Meeting.id == THIS)
    .join(Minutes, Minutes.meeting_id == Meeting.id, isouter=True)
    .with_only_columns(*FACTS, *WRITTEN, maintain_column_froms=True)
)
INVITED = (
    sa.select(Participant.id, Participant.user_id, Participant.guest_name, Participant.guest_address)
    .add_columns(Participant.answer, Participant.attended, Participant.is_by_mail, Participant.is_left_out)
    .add_columns(*name_columns())
    .join(User, User.id == Participant.user_id, isouter=True)
    .where(Participant.meeting_id == THIS, Participant.withdrawn_at.is_(None))
    .order_by(Participant.id)
)


def find_shown(meeting_id, actor):
    """The meeting, or a 404 when this person may not see it."""
    row = one_row(WHOLE, meeting_id=meeting_id, actor_id=actor.id)
    return ShownMeeting(row, at_a_glance(row.project_id, actor)) if row else abort(404)


class ShownMeeting(InProject, HasStanding):
    """The facts of a meeting, and what guards ask of it; what belongs to it is read when it is asked for."""

    kind = "meeting"
    workflow = MEETING

    def __init__(self, row, project):
        vars(self).update(zip(row._fields, row[: len(FACTS)], strict=False))
        self.project = project
        self.reminded = sorted(map(int, row.reminded.split(",")), reverse=True) if row.reminded else []
        self.minutes = ShownMinutes(self, *row[len(FACTS) :]) if row[len(FACTS)] else None

    @cached_property
    def invited(self):
        return [Invited(row) for row in rows(INVITED, meeting_id=self.id)]

    @cached_property
    def place_in_series(self):
        return place_of(self) if self.series_id else None

    @cached_property
    def lines(self):
        return Lines(self)

    @property
    def agenda(self):
        return self.lines.agenda

    @property
    def outcomes(self):
        return self.lines.outcomes

    @property
    def chair(self):
        return self.participant(self.chair_id)

    @property
    def secretary(self):
        return self.participant(self.secretary_id)

    @property
    def planned(self):
        """The minutes of all topics together."""
        return sum(item.minutes for item in self.agenda)

    @property
    def record(self):
        """Its minutes; those of a meeting that nobody has written up yet are a draft without a row."""
        return self.minutes or ShownMinutes(self, None, MINUTES.initial, "", FIRST_VERSION)

    @property
    def left_over(self):
        """The topics that were not dealt with and wait nowhere yet."""
        return [line for line in self.agenda if not line.is_dealt_with and line.item_id not in self.lines.parked]


class ShownMinutes(InProject, HasMinutes):
    kind = "minutes"
    workflow = MINUTES

    def __init__(self, meeting, id, state, text, version):
        self.meeting, self.project_id = meeting, meeting.project_id
        self.id, self.state, self.text, self.version = id, state, text, version


class Invited:
    """Somebody who is invited now: a person of the service, or a guest, whose name or address alone is known."""

    def __init__(self, row):
        self.id, self.user_id, name, address, self.answer, self.attended, self.is_by_mail, self.is_left_out = row[:8]
        self.user = named(row[8:])
        self.full_name = self.user.full_name if self.user else name or address
        self.short_name = self.user.short_name if self.user else self.full_name
