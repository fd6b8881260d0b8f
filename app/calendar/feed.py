"""A person's calendar as a file that programs fetch again and again. Builds with `icalendar`, touches no database."""

from datetime import timedelta

from icalendar import Calendar, Event

from app.calendar.ical import event

EVERY = timedelta(hours=1)


def feed(meetings, tasks, *, name, organizer, url_of_meeting, url_of_task):
    """The bytes of a calendar with these meetings, and these tasks as whole days or minutes.

    `url_of_…` give a thing's page. The same things give the same bytes, so that a reader who has them is told that
    nothing is new.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Shezhire//Feeds//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", EVERY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for meeting in meetings:
        stamp = meeting.rescheduled_at or meeting.announced_at or meeting.created_at
        method = "CANCEL" if meeting.state.name == "CANCELLED" else "PUBLISH"
        calendar.add_component(event(meeting, method, (), organizer, url_of_meeting(meeting), stamp, is_brief=True))
    for task in tasks:
        calendar.add_component(day_of(task, url_of_task(task)))
    if meetings:
        days = [meeting.starts_wall.date() for meeting in meetings]
        year = timedelta(days=366)
        calendar.add_missing_timezones(first_date=min(days) - year, last_date=max(days) + year)
    return calendar.to_ical()


def day_of(task, url):
    """A task on the day it is due, or at the minute; it fills nobody's time."""
    component = Event()
    component.add("uid", f"task-{task.id}@shezhire")
    component.add("dtstamp", task.created_at)
    if task.due_at:
        component.add("dtstart", task.due_at)
    else:
        component.add("dtstart", task.due)
        component.add("dtend", task.due + timedelta(days=1))
    component.add("summary", task.title)
    component.add("url", url)
    component.add("transp", "TRANSPARENT")
    return component
