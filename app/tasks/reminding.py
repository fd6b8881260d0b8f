"""The letter of the morning: which tasks of a person are due by their next working day, and which have turned late.

It comes once on each working day, and only where something new is to be said since the last that left. It tells what is
so when it is sent.
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
from app.journal.models import Entry
from app.outbox import kinds
from app.outbox.actions import write
from app.outbox.holds import is_clock_right
from app.outbox.links import absolute
from app.outbox.models import Letter
from app.outbox.unsubscribing import stop_url
from app.projects.models import Project
from app.projects.queries import project_ids_of
from app.tasks.due import is_late
from app.tasks.models import IS_OPEN, Task, assignment
from workflows.letters import LetterState
from workflows.projects import PROJECT, ProjectState
from workflows.sentences import Sentence, p

ABOUT = "tasks/remind"
AT_ONCE = 200
#: A letter names no more tasks of a group than this, the last due; the page of the day has them all.
MOST = 30
#: The kinds of the journal's entries after which a project runs.
INTO_RUNNING = [
    f"{Project.kind}/{trigger}" for trigger, _, target, _ in PROJECT.moves if target is ProjectState.RUNNING
]
SECOND = timedelta(seconds=1)
WHY = Sentence("You get this letter because these tasks are yours.")


def init_app():
    kinds.register(ABOUT, build=build, still_true=still_true)
    every_minute(remind_of_tasks)


def remind_of_tasks():
    """Every minute: whose morning has come is reminded. Its cost follows those, not the tasks."""
    while is_clock_right() and (ids := whose_morning_has_come()):
        for user_id in ids:
            begin_write()
            remind(db.session.get(User, user_id, with_for_update=True))
            db.session.commit()


def whose_morning_has_come():
    ids = db.session.scalars(mornings_that_have_come()).all()
    db.session.rollback()
    return ids


def mornings_that_have_come():
    """Two searches of one index, since SQLite reads all accounts where they are one."""
    unknown = sa.select(User.id).where(User.morning_at.is_(None))
    has_come = sa.select(User.id).where(User.morning_at <= clock.now())
    return sa.union_all(unknown, has_come).limit(AT_ONCE)


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
    if not (is_wished(user) and user.can_get_mail):
        return
    today = day_of(morning, user)
    told = last_told(user, morning)
    params = {
        "told": told.isoformat(),
        "until": str(day_of(user.morning_after(morning), user)),
        "again": run_again_since(told, user),
    }
    if news(user, params):
        write(
            ABOUT,
            subject=user,
            recipient=f"user {user.id}",
            user_id=user.id,
            address=user.email,
            language=user.language,
            cause=str(today),
            due_at=morning,
            not_after=datetime.combine(today, time.max, ZoneInfo(user.time_zone)),
            params=params,
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


def last_told(user, morning):
    """The morning of the last letter that left, however long ago; where none did, the morning before this one."""
    left = sa.select(sa.func.max(Letter.due_at)).where(
        Letter.subject_type == user.kind,
        Letter.subject_id == user.id,
        Letter.about == ABOUT,
        Letter.state == LetterState.SENT,
    )
    return db.session.scalar(left) or user.morning_before(morning - SECOND)


def run_again_since(told, user):
    """The ids of the person's projects that run again since then: nothing was said of them while they did not."""
    again = sa.select(Entry.subject_id).where(
        Entry.subject_type == Project.kind,
        Entry.subject_id.in_(project_ids_of(user)),
        Entry.kind.in_(INTO_RUNNING),
        Entry.at >= told,
    )
    return sorted(set(db.session.scalars(again)))


def news(user, params):
    """The tasks that no letter named yet as it would now: due soon, or late only since the last one.

    `params` are the letter's: the instant that was told of last, the last day to tell of, the projects that run again.
    """
    told, until = datetime.fromisoformat(params["told"]), date.fromisoformat(params["until"])
    return [
        task
        for task in tasks_due(user, until)
        if task.project_id in params["again"] or not was_late(task, told, day_of(told, user))
    ]


def was_late(task, at, day):
    return task.due < day or (task.due_at is not None and task.due_at <= at)


def still_true(letter):
    if not is_wished(letter.user):
        return p("letter reason", "The person wants no reminders.")
    if not news(letter.user, letter.params):
        return p("letter reason", "Nothing is due any more.")
    return None


def build(letter):
    today = clock.today(letter.user.time_zone)
    tasks = tasks_due(letter.user, date.fromisoformat(letter.params["until"]))
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
