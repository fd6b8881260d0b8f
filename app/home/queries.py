"""What waits for one person today. Each statement reads as many rows as are shown, however many there are."""

from datetime import date, time, timedelta
from functools import lru_cache
from types import SimpleNamespace

import sqlalchemy as sa

from app import clock
from app.db import rows
from app.gates.queries import gates_of
from app.home.checks import waiting_for
from app.home.news import people_and_news
from app.meetings.models import Meeting, Participant
from app.projects.glance import ASKING, read_plans
from app.projects.queries import project_ids_of
from app.rights import Role
from app.tasks.cards import Card, cards_of, given_to
from app.tasks.due import is_late
from app.tasks.models import IS_OPEN, Task
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.tasks import TaskState

MOST, MOST_WAITING, MOST_PROJECTS = 20, 10, 5
GOING_ON = (ProjectState.RUNNING, ProjectState.ON_HOLD)


def day_of(actor, projects, meetings):
    """The person's open tasks by urgency, their meetings to come, what waits for them, and what others changed."""
    today = clock.today(actor.time_zone)
    week_ends = today + timedelta(days=6 - today.weekday())
    tasks, to_review, news = cards_and_news(actor)
    going_on = [project for project in projects if project.state in GOING_ON]
    read_plans(*going_on)
    gates = gates_of(going_on)
    to_check, returned = waiting_for(actor, projects_as(actor, Role.COORDINATOR, Role.MEMBER))
    return SimpleNamespace(
        today=today,
        overdue=[task for task in tasks if is_late(task, today)],
        due_today=[task for task in tasks if task.due == today and not is_late(task, today)],
        this_week=[task for task in tasks if task.due and today < task.due <= week_ends],
        later=[task for task in tasks if not task.due or task.due > week_ends],
        meetings=meetings,
        projects=going_on[:MOST_PROJECTS],
        gates=gates,
        to_decide=to_decide(actor, gates),
        titles={project.id: project.title for project in projects},
        to_review=to_review,
        to_check=to_check,
        returned=returned,
        news=news,
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


def cards_and_news(actor):
    """The person's own open tasks, the most urgent first, those in review in the projects they coordinate; the news."""
    mine, coordinated = projects_as(actor, *Role), projects_as(actor, Role.COORDINATOR)
    if not mine:
        return [], [], []
    cards, news = read_cards(actor, mine, coordinated)
    own = sorted({card.id: card for card in cards if card.is_assigned_to(actor)}.values(), key=by_urgency)
    waiting = {card.id: card for card in cards if card.state is TaskState.IN_REVIEW and card.is_coordinated_by(actor)}
    return own[:MOST], sorted(waiting.values(), key=lambda card: card.id)[:MOST_WAITING], news


def read_cards(actor, mine, coordinated):
    """Cards of several projects with the people they are given to, and beside them what is new to the person."""
    ids = {f"mine_{n}": id for n, id in enumerate(mine)} | {f"coordinated_{n}": id for n, id in enumerate(coordinated)}
    cards = [Card(row, {}) for row in rows(cards_in(len(mine), len(coordinated)), actor_id=actor.id, **ids)]
    people, news = people_and_news(actor, list({number for card in cards for number in card.assignee_ids}))
    for card in cards:
        card.assignees = tuple(people[number] for number in card.assignee_ids)
    return cards, news


@lru_cache(maxsize=64)
def cards_in(n_mine, n_coordinated):
    """The statement for so many projects: each part has its own order and limit, and reads along its index."""
    mine = [tasks_in(sa.bindparam(f"mine_{n}"), ASKING) for n in range(n_mine)]
    reviews = [reviews_in(sa.bindparam(f"coordinated_{n}")) for n in range(n_coordinated)]
    return together(*mine, *reviews)


def by_urgency(card):
    return (card.due is None, card.due or date.min, card.due_time or time.max, card.id)


def projects_as(actor, *roles):
    """The ids of the projects in which the person has one of these roles now."""
    seats = (held.seat for held in actor.memberships if held.left_at is None)
    return sorted({seat.project_id for seat in seats if seat.role in roles})


def together(*parts):
    """One statement of several, each with its own order and limit."""
    return sa.union_all(*(sa.select(part.subquery()) for part in parts))


def tasks_in(project_id, actor, most=MOST):
    """Cards of the person's open tasks in one project, the most urgent first."""
    mine = cards_of(project_id, IS_OPEN, given_to(actor.id))
    return mine.order_by(Task.due.nulls_last(), Task.id).limit(most)


def reviews_in(project_id):
    return cards_of(project_id, Task.state == TaskState.IN_REVIEW).order_by(Task.rank, Task.id).limit(MOST_WAITING)


def meetings_to_come(actor):
    """Announced meetings that the person is invited to, nearest first, each with what they answered."""
    return rows(TO_COME, actor_id=actor.id, since=clock.now() - timedelta(hours=3))


TO_COME = (
    sa.select(Meeting.id, Meeting.title, Meeting.starts_wall, Meeting.zone, Participant.answer)
    .join(Participant, Participant.meeting_id == Meeting.id)
    .where(
        Participant.user_id == ASKING.id,
        Participant.withdrawn_at.is_(None),
        Meeting.state == MeetingState.ANNOUNCED,
        Meeting.starts_at > sa.bindparam("since"),
        Meeting.deleted_at.is_(None),
        Meeting.project_id.in_(project_ids_of(ASKING)),
    )
    .order_by(Meeting.starts_at)
    .limit(5)
)
