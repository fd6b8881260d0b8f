"""Meetings as they are found: through the person who asks."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app import clock
from app.db import db
from app.finding import matching
from app.meetings.minutes.models import Minutes, Outcome
from app.meetings.models import AgendaItem, Meeting, Participant
from app.projects.queries import WITH_SEATS, only, project_ids_of
from app.text import SearchEntry
from workflows.meetings import MeetingState, OutcomeKind

SHOWN_AT_ONCE = 50


def visible_to(actor):
    """Meetings of the person's projects; a draft is shown to those who may prepare it by the page itself."""
    return db.select(Meeting).where(Meeting.project_id.in_(project_ids_of(actor)), Meeting.deleted_at.is_(None))


def announced_to(actor):
    """Those that everybody of the project may know of."""
    return visible_to(actor).where(Meeting.state != MeetingState.DRAFT)


BARE = (joinedload(Meeting.project).options(WITH_SEATS),)
AGENDA = (
    selectinload(Meeting.agenda).options(
        joinedload(AgendaItem.presenter), joinedload(AgendaItem.noted_by), joinedload(AgendaItem.things)
    ),
)
PEOPLE = (selectinload(Meeting.participants).joinedload(Participant.user),)
OUTCOMES = (selectinload(Meeting.outcomes).options(joinedload(Outcome.person), joinedload(Outcome.task)),)
MINUTES = (joinedload(Meeting.minutes),)
#: What its minutes in the formal form say, for who came without signing in.
WRITTEN_UP = (*BARE, *AGENDA, *PEOPLE, *OUTCOMES, *MINUTES)
RULES = (selectinload(Meeting.reminder_rules),)


def find(meeting_id, actor):
    """The meeting with all that its page shows, or a 404."""
    return found(meeting_id, actor, *AGENDA, *PEOPLE, *OUTCOMES, *MINUTES, *RULES)


def find_under_way(meeting_id, actor):
    """The same for its screen, or a 404."""
    return found(meeting_id, actor, *AGENDA, *PEOPLE, *OUTCOMES, *MINUTES)


def find_without_outcomes(meeting_id, actor):
    """The same, for `read_outcomes`."""
    return found(meeting_id, actor, *AGENDA, *PEOPLE, *MINUTES)


def find_bare(meeting_id, actor):
    """The meeting alone, or a 404."""
    return found(meeting_id, actor)


def find_invited(meeting_id, actor):
    """The meeting with its people alone, or a 404."""
    return found(meeting_id, actor, *PEOPLE)


def find_reminders(meeting_id, actor):
    """The meeting with its people and its reminders alone, or a 404."""
    return found(meeting_id, actor, *PEOPLE, *RULES)


def found(meeting_id, actor, *parts):
    return only(visible_to(actor).where(Meeting.id == meeting_id).options(*BARE, *parts))


def of(project, actor):
    """A project's meetings, latest first."""
    return (
        visible_to(actor).where(Meeting.project_id == project.id).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )


def held_in(project, actor):
    """The meetings that were held, latest first."""
    return of(project, actor).where(Meeting.state == MeetingState.HELD)


#: The drafts of a series wait on its own page until each is announced; they would hide all else.
IS_LISTED = sa.or_(Meeting.series_id.is_(None), Meeting.announced_at.is_not(None))


def page_of(project, actor, before=None):
    """At most a page of meetings that start before `before` (an instant), and whether more follow."""
    query = of(project, actor).where(IS_LISTED).limit(SHOWN_AT_ONCE + 1)
    if before:
        query = query.where(Meeting.starts_at < before)
    rows = db.session.scalars(query).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def first_to_come(project_id):
    """The id of the first meeting still to come; the list of meetings changes with it."""
    ids = db.select(Meeting.id).where(Meeting.project_id == project_id, Meeting.starts_at > clock.now())
    return db.session.scalar(ids.order_by(Meeting.starts_at, Meeting.id).limit(1))


def decisions_of(project, words="", before=None):
    """The register of decisions: what the project's meetings decided, latest first; `words` are looked for in them."""
    query = (
        db.select(Outcome)
        .where(Outcome.project_id == project.id, Outcome.nature == OutcomeKind.DECISION)
        .options(joinedload(Outcome.meeting))
        .order_by(Outcome.id.desc())
    )
    if words:
        query = query.where(Outcome.id.in_(outcomes_with(project, words)))
    return query.where(Outcome.id < before) if before else query


def outcomes_with(project, words):
    ours = (SearchEntry.project_id == project.id, SearchEntry.subject_type == Outcome.kind)
    return db.select(SearchEntry.subject_id).where(*ours, matching(words))


def page_of_decisions(project, words="", before=None):
    """A page of the register, each decision with its `actions`, and whether more follow."""
    rows = db.session.scalars(decisions_of(project, words, before).limit(SHOWN_AT_ONCE + 1)).all()
    shown = rows[:SHOWN_AT_ONCE]
    given = actions_of({row.meeting_id for row in shown})
    return [(row, given.get((row.meeting_id, row.agenda_item_id), [])) for row in shown], len(rows) > SHOWN_AT_ONCE


def actions_of(meeting_ids):
    """What those meetings gave to do, by meeting and topic: a decision's actions are those of its topic."""
    query = db.select(Outcome).where(Outcome.meeting_id.in_(meeting_ids), Outcome.nature == OutcomeKind.ACTION)
    query = query.options(joinedload(Outcome.person), joinedload(Outcome.task)).order_by(Outcome.id)
    found: dict[tuple, list[Outcome]] = {}
    for row in db.session.scalars(query) if meeting_ids else ():
        found.setdefault((row.meeting_id, row.agenda_item_id), []).append(row)
    return found


def read_outcomes(meeting):
    """Read what the meeting settled, and give what the last one held before it gave people to do: it is asked first.

    Both come with their people and tasks, in one statement.
    """
    last = (
        db.select(Meeting.id)
        .where(
            Meeting.project_id == meeting.project_id,
            Meeting.state == MeetingState.HELD,
            Meeting.starts_at < meeting.starts_at,
            Meeting.deleted_at.is_(None),
        )
        .order_by(Meeting.starts_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    given = sa.and_(Outcome.meeting_id == last, Outcome.nature == OutcomeKind.ACTION)
    query = db.select(Outcome).where(sa.or_(Outcome.meeting_id == meeting.id, given)).order_by(Outcome.id)
    found = db.session.scalars(query.options(joinedload(Outcome.person), joinedload(Outcome.task))).all()
    set_committed_value(meeting, "outcomes", [row for row in found if row.meeting_id == meeting.id])
    return [row for row in found if row.meeting_id != meeting.id]


def last_number(project):
    """The number of the project's latest minutes; 0 when there are none."""
    return db.session.scalar(db.select(db.func.max(Minutes.number)).where(Minutes.project_id == project.id)) or 0
