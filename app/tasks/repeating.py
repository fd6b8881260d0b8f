"""A task that repeats: when its next one is due, and what of it the next one takes over."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import insert

from app.db import db
from app.tasks.checklist import queries as checklist
from app.tasks.checklist.models import ChecklistItem
from app.tasks.models import RepeatUnit

TAKEN_OVER = ("title", "description", "priority", "stage", "needs_review", "estimate", "due_time")
REPEATING = ("repeat_every", "repeat_unit")
DAYS = {RepeatUnit.DAY: 1, RepeatUnit.WEEK: 7}


def facts_of_next(task, today):
    """What `create` takes to write the next of this task; its days are moved on together."""
    facts = {field: getattr(task, field) for field in (*TAKEN_OVER, *REPEATING)}
    due = next_day(task.due or today, task.repeat_every, task.repeat_unit, today)
    starts_on = due - (task.due - task.starts_on) if task.due and task.starts_on else None
    kept = [label for label in task.labels if label.deleted_at is None]
    return {**facts, "assignees": task.assignees, "labels": kept, "due": due, "starts_on": starts_on}


def next_day(day, every, unit, today):
    """The first day after `today` that is a whole number of periods after `day`, at least one."""
    try:
        return by_days(day, every * DAYS[unit], today) if unit in DAYS else by_months(day, every, today)
    except (OverflowError, ValueError):
        return date.max


def by_days(day, period, today):
    periods = max(1, (today - day).days // period + 1)
    return day + timedelta(days=periods * period)


def by_months(day, every, today):
    """The same day of the month, or its last where the month is shorter."""
    months = (today.year - day.year) * 12 + today.month - day.month
    periods = max(1, months // every)
    while (found := day + relativedelta(months=periods * every)) <= today:
        periods += 1
    return found


def copy_steps(task, following):
    """The same checklist, nothing of it ticked."""
    steps = checklist.of_task(task)
    facts = {"project_id": following.project_id, "task_id": following.id}
    rows = [{**facts, "position": step.position, "text": step.text} for step in steps]
    if rows:
        db.session.execute(insert(ChecklistItem), rows)
