"""The letter of the morning: which tasks of a person are due by their next working day, and which have turned late.

It comes once on each working day, and only where something new is to be said. It tells what is so when it is sent.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.accounts.wishes import Channel, Topic
from app.db import begin_write, db
from app.jobs.queue import every_minute
from app.outbox import kinds
from app.outbox.actions import write
from app.outbox.holds import is_clock_right
from app.outbox.links import absolute
from app.outbox.unsubscribing import stop_url
from app.projects.models import Project
from app.projects.queries import project_ids_of
from app.tasks.due import is_late
from app.tasks.models import IS_OPEN, Task, assignment
from workflows.projects import ProjectState
from workflows.sentences import Sentence, p

AT_ONCE = 200
#: A letter names no more tasks of a group than this, the last due; the page of the day has them all.
MOST = 30
SECOND = timedelta(seconds=1)
WHY = Sentence("You get this letter because these tasks are yours.")


def init_app():
    kinds.register("tasks/remind", build=build, still_true=still_true)
    every_minute(remind_of_tasks)


def remind_of_tasks():
    """Every minute: whose morning has come is reminded. Its cost follows those, not the tasks."""
    while is_clock_right() and (ids := whose_morning_has_come()):
        for user_id in ids:
            begin_write()
            remind(db.session.get(User, user_id, with_for_update=True))
            db.session.commit()


def whose_morning_has_come():
    has_come = sa.or_(User.morning_at.is_(None), User.morning_at <= clock.now())
    ids = db.session.scalars(sa.select(User.id).where(has_come).order_by(User.id).limit(AT_ONCE)).all()
    db.session.rollback()
    return ids


def remind(user):
    """Write this morning's letter where there is one to write, and note when the next morning is.

    A morning of an earlier day that nobody looked at is past: today's own says what is so.
    """
    now = clock.now()
    morning = user.morning_before(now)
    if user.morning_at and user.morning_at <= morning and day_of(morning, user) == clock.today(user.time_zone):
        tell(user, morning)
    row = sa.update(User).where(User.id == user.id).values(morning_at=user.morning_after(now))
    db.session.execute(row.execution_options(synchronize_session=False))


def tell(user, morning):
    today = day_of(morning, user)
    days = {
        "since": day_of(user.morning_before(morning - SECOND), user),
        "until": day_of(user.morning_after(morning), user),
    }
    if is_wished(user) and user.can_get_mail and news_among(tasks_due(user, days["until"]), days["since"]):
        write(
            "tasks/remind",
            subject=user,
            recipient=f"user {user.id}",
            user_id=user.id,
            address=user.email,
            language=user.language,
            cause=str(today),
            due_at=morning,
            not_after=datetime.combine(today, time.max, ZoneInfo(user.time_zone)),
            params={name: str(day) for name, day in days.items()},
        )


def day_of(instant, user):
    return instant.astimezone(ZoneInfo(user.time_zone)).date()


def is_wished(user):
    return user.channel_of(Topic.DUE) is not Channel.OFF


def tasks_due(user, until):
    """The person's open tasks that are due by that day in projects that run, the first due first."""
    query = (
        sa.select(Task)
        .join(assignment, assignment.c.task_id == Task.id)
        .join(Project, Project.id == Task.project_id)
        .where(assignment.c.user_id == user.id, IS_OPEN, Task.due <= until)
        .where(Project.state == ProjectState.RUNNING, Project.id.in_(project_ids_of(user)))
        .options(joinedload(Task.project))
    )
    return db.session.scalars(query.order_by(Task.due, Task.due_time, Task.id)).unique().all()


def news_among(tasks, since):
    """Those that no letter named yet as it would now: due soon, or due since the morning before and late by now."""
    return [task for task in tasks if task.due >= since]


def still_true(letter):
    if not is_wished(letter.user):
        return p("letter reason", "The person wants no reminders.")
    days = days_of(letter)
    if not news_among(tasks_due(letter.user, days["until"]), days["since"]):
        return p("letter reason", "Nothing is due any more.")
    return None


def days_of(letter):
    return {name: date.fromisoformat(letter.params[name]) for name in ("since", "until")}


def build(letter):
    today = clock.today(letter.user.time_zone)
    tasks = tasks_due(letter.user, days_of(letter)["until"])
    late = [task for task in tasks if is_late(task, today)]
    of_today = [task for task in tasks if task not in late and task.due <= today]
    soon = [task for task in tasks if task.due > today]
    groups = (
        (_("Overdue"), _("%(n)s overdue", n=len(late)), late),
        (_("Today"), _("%(n)s today", n=len(of_today)), of_today),
        (_("Soon"), _("%(n)s soon", n=len(soon)), soon),
    )
    return {
        "how_many": ", ".join(words for _name, words, named in groups if named),
        "groups": [(name, named[-MOST:]) for name, _words, named in groups if named],
        "task_url": lambda task: absolute("tasks.show", task_id=task.id),
        "page_url": absolute("home.index"),
        "wishes_url": absolute("notifications.wishes"),
        "why": WHY,
        "unsubscribe": stop_url(letter.user_id, Topic.DUE.name),
    }
