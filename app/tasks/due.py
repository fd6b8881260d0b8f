"""When a task is due, and since when it is late: from its minute where one is given, else from the end of its day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app import clock
from app.dates import clock_time, day, offset_label
from app.language import choose_zone
from workflows.tasks import OPEN


def is_late(task, today):
    """Whether an open task should be done by now; `today` is the day where its project is."""
    if task.due is None or task.state not in OPEN:
        return False
    return task.due < today or (task.due_at is not None and task.due_at <= clock.now())


def instant_of(due, due_time, zone):
    """The instant of a wall time in the zone of that name; None without a time, and at the ends of the calendar."""
    if due is None or due_time is None:
        return None
    try:
        return datetime.combine(due, due_time, ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:
        return None


def with_time(facts, due_time=None):
    """New facts of a task: a time stands only beside a day, so `due_time`, the one it had, goes with the day."""
    goes = facts.get("due", due_time) is None and (due_time or facts.get("due_time"))
    return {**facts, "due_time": None} if goes else facts


def with_hour(words, due_time):
    """«бүгін, 15:00»; a day without a time stands alone."""
    return f"{words}, {clock_time(due_time)}" if due_time else words


def due_here(task):
    """The day and the time as the task's own page has them, with the offset for a reader whose clocks differ."""
    words = with_hour(day(task.due), task.due_time)
    offset = task.due_at and offset_label(task.due_at, task.time_zone)
    return f"{words} ({offset})" if offset and offset != offset_label(task.due_at, choose_zone()) else words


def due_in_full(task):
    """The day, the time and its offset, as letters have them: «2018 жылғы 7 наурыз, 15:00 (UTC+6)»."""
    words = with_hour(day(task.due), task.due_time)
    return f"{words} ({offset_label(task.due_at, task.project.time_zone)})" if task.due_at else words
