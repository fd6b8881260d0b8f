"""A meeting as an iCalendar object (RFC 5545, RFC 5546). Builds with `icalendar`, touches no database."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PARTSTAT = {"YES": "ACCEPTED", "NO": "DECLINED", "MAYBE": "TENTATIVE", None: "NEEDS-ACTION"}
AROUND = timedelta(days=3 * 366)


def meeting_calendar(meeting, *, method, people, organizer, url, stamp, product="-//Shezhire//Meetings//EN"):
    """The bytes of a calendar with one meeting.

    `method` is REQUEST, CANCEL or PUBLISH; `people` are rows with `full_name`, `address` and `answer`; `organizer` is
    ``(name, address)``; `url` is None for those who cannot open it; `stamp` is the aware instant of this version.
    Raises nothing: all values are ours.
    """
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event(meeting, method, people, organizer, url, stamp))
    around = meeting.starts_wall.date()
    calendar.add_missing_timezones(first_date=around - AROUND, last_date=around + AROUND)
    return calendar.to_ical()


def event(meeting, method, people, organizer, url, stamp, *, is_brief=False):
    """The VEVENT: its UID is fixed for life, its SEQUENCE grows with every change that calendars must follow.

    A brief one, as a feed has it, says when and where alone.
    """
    component = Event()
    component.add("uid", meeting.uid)
    component.add("sequence", meeting.sequence)
    component.add("dtstamp", stamp)
    component.add("dtstart", hour(meeting.starts_at, meeting.zone))
    component.add("dtend", hour(meeting.ends_at, meeting.zone))
    component.add("summary", meeting.title)
    component.add("description", url if is_brief else description(meeting, url))
    component.add("location", meeting.place or meeting.link)
    if url:
        component.add("url", url)
    component.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    component.add("organizer", address(*organizer))
    for row in people:
        component.add("attendee", attendee(row), encode=False)
    return component


def hour(instant, zone):
    """The instant by the clocks of the zone; in UTC where they show it twice: calendars do not agree on which it is."""
    local = instant.astimezone(ZoneInfo(zone))
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.astimezone(UTC) if comes_twice else local


def description(meeting, url):
    topics = [f"{item.position}. {item.title}" for item in meeting.agenda]
    return "\n".join([*topics, *filter(None, (meeting.link, url))])


def address(name, email):
    person = vCalAddress(f"MAILTO:{email}")
    person.params["CN"] = vText(name)
    return person


def attendee(row):
    person = address(row.full_name, row.address)
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["PARTSTAT"] = vText(PARTSTAT[row.answer.name if row.answer else None])
    person.params["RSVP"] = vText("TRUE")
    return person
