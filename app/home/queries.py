"""What waits for one person today. Each statement reads as many rows as are shown, however many there are."""

from datetime import date, timedelta
from types import SimpleNamespace

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload

from app import clock
from app.accounts.models import User
from app.db import db
from app.gates.queries import gates_of
from app.materials.models import Material
from app.meetings.models import Meeting, Participant
from app.projects.models import Plan, Project, Stage
from app.projects.queries import project_ids_of, standings_of, visible_to
from app.rights import Role
from app.tasks.cards import Card, cards_of, given_to
from app.tasks.models import IS_OPEN, Task
from app.text import read_words
from workflows.materials import MaterialState
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.tasks import TaskState

MOST, MOST_WAITING = 20, 10
GOING_ON = (ProjectState.RUNNING, ProjectState.ON_HOLD)


def day_of(actor, meetings):
    """The person's open tasks by urgency, their meetings to come, and what waits for their decision."""
    today = clock.today(actor.time_zone)
    week_ends = today + timedelta(days=6 - today.weekday())
    tasks, to_review = cards_for(actor)
    to_check = checks_of(actor)
    projects = projects_of(actor)
    going_on = [project for project in projects if project.state in GOING_ON]
    gates = gates_of(going_on)
    read_words(*projects, *(stage for project in projects for stage in project.plan.stages), *to_check)
    return SimpleNamespace(
        today=today,
        overdue=[task for task in tasks if task.due and task.due < today],
        due_today=[task for task in tasks if task.due == today],
        this_week=[task for task in tasks if task.due and today < task.due <= week_ends],
        later=[task for task in tasks if not task.due or task.due > week_ends],
        meetings=meetings,
        projects=going_on[:5],
        gates=gates,
        to_decide=to_decide(actor, gates),
        titles={project.id: project.title for project in projects},
        to_review=to_review,
        to_check=to_check,
    )


def to_decide(actor, gates):
    """Gates that wait for this person: somebody asks for the decision, or the day has come that was named."""
    coordinated = projects_as(actor, Role.COORDINATOR)
    return [
        gate
        for gate in gates.values()
        if (gate.facts.wishes or gate.facts.to_ask_again)
        and gate.project.state is ProjectState.RUNNING
        and (gate.stage.decider_id == actor.id or (gate.stage.decider_id is None and gate.project.id in coordinated))
    ]


def cards_for(actor):
    """The person's own open tasks, the most urgent first, and those in review in the projects they coordinate."""
    mine = [tasks_in(project_id, actor) for project_id in projects_as(actor, *Role)]
    reviews = [reviews_in(project_id) for project_id in projects_as(actor, Role.COORDINATOR)]
    cards = read_cards(db.session.execute(together(*mine, *reviews)).all()) if mine else []
    own = sorted({card.id: card for card in cards if card.is_assigned_to(actor)}.values(), key=by_urgency)
    waiting = {card.id: card for card in cards if card.state is TaskState.IN_REVIEW and card.is_coordinated_by(actor)}
    return own[:MOST], sorted(waiting.values(), key=lambda card: card.id)[:MOST_WAITING]


def read_cards(rows):
    """Cards of several projects with the people they are given to."""
    cards = [Card(row, {}) for row in rows]
    ids = {number for card in cards for number in card.assignee_ids}
    people = {person.id: person for person in db.session.scalars(sa.select(User).where(User.id.in_(ids)))}
    for card in cards:
        card.assignees = [people[number] for number in card.assignee_ids]
    return cards


def by_urgency(card):
    return (card.due is None, card.due or date.min, card.id)


def projects_as(actor, *roles):
    """The ids of the projects in which the person has one of these roles now."""
    seats = (held.seat for held in actor.memberships if held.left_at is None)
    return sorted({seat.project_id for seat in seats if seat.role in roles})


def together(*parts):
    """One statement of several, each with its own order and limit, so that each reads along its index."""
    return sa.union_all(*(sa.select(part.subquery()) for part in parts))


def tasks_in(project_id, actor, most=MOST):
    """Cards of the person's open tasks in one project, the most urgent first."""
    mine = cards_of(project_id, IS_OPEN, given_to(actor.id))
    return mine.order_by(Task.due.nulls_last(), Task.id).limit(most)


def reviews_in(project_id):
    return cards_of(project_id, Task.state == TaskState.IN_REVIEW).order_by(Task.rank, Task.id).limit(MOST_WAITING)


def checks_of(actor):
    """Materials sent for checking by others, in the projects the person works in: any other than the collector may."""
    parts = [checks_in(project_id, actor) for project_id in projects_as(actor, Role.COORDINATOR, Role.MEMBER)]
    if not parts:
        return []
    waiting = sa.select(Material).where(Material.id.in_(together(*parts))).order_by(Material.id).limit(MOST_WAITING)
    return db.session.scalars(waiting.options(lazyload(Material.texts), joinedload(Material.collector))).all()


def checks_in(project_id, actor):
    submitted = sa.select(Material.id).where(
        Material.project_id == project_id,
        Material.state == MaterialState.SUBMITTED,
        Material.deleted_at.is_(None),
        Material.collector_id != actor.id,
    )
    return submitted.order_by(Material.id).limit(MOST_WAITING)


def standings(actor):
    """The revisions and zones of all the person's projects."""
    return db.session.execute(standings_of(actor).order_by(Project.id)).all()


def meetings_to_come(actor):
    """Announced meetings that the person is invited to, nearest first, each with what they answered."""
    query = (
        sa.select(Meeting, Participant.answer)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            Participant.user_id == actor.id,
            Participant.withdrawn_at.is_(None),
            Meeting.state == MeetingState.ANNOUNCED,
            Meeting.starts_at > clock.now() - timedelta(hours=3),
            Meeting.deleted_at.is_(None),
            Meeting.project_id.in_(project_ids_of(actor)),
        )
        .order_by(Meeting.starts_at)
        .limit(5)
    )
    return db.session.execute(query).all()


def projects_of(actor):
    """The person's projects with their stages, newest first."""
    whole = joinedload(Project.plan).joinedload(Plan.stages).lazyload(Stage.texts)
    query = visible_to(actor).options(whole, lazyload(Project.texts)).order_by(Project.id.desc()).limit(100)
    return db.session.scalars(query).unique().all()
