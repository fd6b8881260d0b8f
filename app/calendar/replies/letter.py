"""What an answer says (RFC 5546, METHOD:REPLY). Of a letter from anywhere only the few lines it takes are read."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from typing import NamedTuple

from icalendar.parser import Contentlines

from workflows.meetings import Answer

SAID = {"ACCEPTED": Answer.YES, "DECLINED": Answer.NO, "TENTATIVE": Answer.MAYBE}
#: Parts within parts. Each costs the reader a call of itself, and an answer has two or three.
DEEPEST = 20
NESTING = re.compile(rb"boundary|message/", re.IGNORECASE)
MOST_PARTS = 50
#: Characters of a calendar with one meeting.
LARGEST_CALENDAR = 64 * 1024
LINE = re.compile(r"(BEGIN|END|METHOD|UID|SEQUENCE|DTSTAMP|ATTENDEE|RECURRENCE-ID)[;:]", re.IGNORECASE)
#: One address alone, with a name before it or without: what can be read in two ways names nobody.
ONE_ADDRESS = re.compile(
    r"\s*(?:(?:\"[^\"<>]*\"|[^\"<>@]*)<(?P<within>[^\s<>@,;:\"()]+@[^\s<>@,;:\"()]+)>|(?P<bare>[^\s<>@,;:\"()]+@[^\s<>@,;:\"()]+))\s*"
)
LONGEST_SENDER = 1000


class NotAReply(Exception):
    """The letter is no answer that can be read; the message says why, for the log."""


class Reply(NamedTuple):
    """An answer: to the meeting with this UID as it was at `sequence`, given at the instant `at`."""

    uid: str
    address: str
    said: Answer
    sequence: int
    at: datetime


def reply_in(content):
    """The answer in a letter's bytes. Raises `NotAReply`, whatever the bytes are."""
    if len(NESTING.findall(content)) > DEEPEST:
        raise NotAReply("it has parts within parts within parts")
    try:
        message = message_from_bytes(content)
        reply = told(facts(calendar_in(message)))
        sender = sender_of(message)
    except (ValueError, RecursionError) as error:
        raise NotAReply(f"it cannot be read: {type(error).__name__}") from error
    if sender != reply.address:
        raise NotAReply("it comes from another address than it answers for")
    return reply


def calendar_in(message):
    """The text of the first calendar. What we read of it is ASCII, whatever character set it names."""
    for number, part in enumerate(message.walk()):
        if number == MOST_PARTS:
            break
        if part.get_content_type() in ("text/calendar", "application/ics") and not part.is_multipart():
            text = part.get_payload(decode=True)[: LARGEST_CALENDAR + 1].decode("utf-8", "replace")
            if len(text) > LARGEST_CALENDAR:
                raise NotAReply("its calendar is too large")
            return text
    raise NotAReply("it has no calendar")


def facts(text):
    """The lines that count, by name, of a calendar that has one event: ``{name: [(parameters, value)]}``."""
    found: dict = {}
    within: list = []
    for line in Contentlines.from_ical(text):
        if not LINE.match(line):
            continue
        name, params, value = line.parts()
        name = name.upper()
        if name == "BEGIN":
            within.append(value.upper())
            found.setdefault(value.upper(), []).append((params, value))
        elif name == "END":
            within = within[:-1]
        elif within in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]):
            found.setdefault(name, []).append((params, value))
    return found


def told(found):
    """The reply in these lines. Raises `NotAReply` where one is missing, or there are two of what has to be one."""
    if len(found.get("VEVENT", ())) != 1 or "RECURRENCE-ID" in found:
        raise NotAReply("it is not about one meeting")
    if value(found, "METHOD").upper() != "REPLY":
        raise NotAReply("it is no reply")
    [(params, address)] = found.get("ATTENDEE") or [({}, "")]
    said = SAID.get(str(params.get("PARTSTAT", "")).upper())
    if said is None:
        raise NotAReply("it says neither yes nor no nor maybe")
    at = datetime.strptime(value(found, "DTSTAMP").removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return Reply(value(found, "UID"), bare(address), said, int(value(found, "SEQUENCE", "0")), at)


def value(found, name, default=None):
    """The only value of that name, a line that can be read. Raises `NotAReply`."""
    lines = found.get(name) or ([({}, default)] if default is not None else [])
    if len(lines) != 1 or not lines[0][1].isprintable():
        raise NotAReply(f"it has not one {name}")
    return lines[0][1].strip()


def bare(address):
    return re.sub(r"^mailto:", "", address.strip(), flags=re.IGNORECASE).lower()


def sender_of(message):
    senders = message.get_all("From", [])
    if len(senders) != 1 or len(str(senders[0])) > LONGEST_SENDER:
        raise NotAReply("it does not name one sender")
    found = ONE_ADDRESS.fullmatch(re.sub(r"[\r\n]+", "", str(senders[0])))
    if not found:
        raise NotAReply("it does not name one sender")
    return (found["within"] or found["bare"]).lower()
