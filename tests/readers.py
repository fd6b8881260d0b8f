"""Programs that keep calendars: what each has after it was sent some letters.

libical, vobject and ical.js share no code with the writer. khal is there as a store; it reads by an older `icalendar`.
"""

import ctypes
import json
import os
import shutil
import subprocess
from ctypes.util import find_library
from datetime import UTC, datetime
from typing import NamedTuple

from app.config import ROOT
from tests import calendars

LIBICAL = find_library("ical")
KHAL = shutil.which("khal")
ICAL_JS = (ROOT / "app" / "assets" / "node_modules" / "ical.js").is_dir()
VEVENT = 4
CANCELLED = "CANCELLED"
NUMBERS = ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")
KHAL_CONFIG = """\
[calendars]
[[meetings]]
path = {folder}/meetings
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
longdateformat = %Y-%m-%d
longdatetimeformat = %Y-%m-%dT%H:%M
dateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
timeformat = %H:%M
"""


class Kept(NamedTuple):
    """An event as a reader has it."""

    uid: str
    starts_at: datetime
    is_cancelled: bool


def by_newest(events):
    """What a calendar keeps of events with their sequence: those that are newer than what it has (RFC 5546, 2.1.4)."""
    newest: dict = {}
    for sequence, event in events:
        if sequence > newest.get(event.uid, (-1, None))[0]:
            newest[event.uid] = sequence, event
    return [event for _sequence, event in newest.values()]


def vobject(texts, _folder):
    events = [calendars.read(text).vevent for text in texts]
    return by_newest(
        (
            int(event.sequence.value),
            Kept(event.uid.value, event.dtstart.value.astimezone(UTC), event.status.value == CANCELLED),
        )
        for event in events
    )


class Time(ctypes.Structure):
    """An `icaltimetype` of libical 3."""

    _fields_ = (*((name, ctypes.c_int) for name in NUMBERS), ("zone", ctypes.c_void_p))


def libical(texts, _folder):
    library = ctypes.CDLL(LIBICAL)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, given, takes in (
        ("icalparser_parse_string", pointer, (text,)),
        ("icalcomponent_count_errors", number, (pointer,)),
        ("icalcomponent_get_first_component", pointer, (pointer, number)),
        ("icalcomponent_get_uid", text, (pointer,)),
        ("icalcomponent_get_sequence", number, (pointer,)),
        ("icalcomponent_get_status", number, (pointer,)),
        ("icalproperty_status_to_string", text, (number,)),
        ("icalcomponent_get_dtstart", Time, (pointer,)),
        ("icaltime_as_timet_with_zone", ctypes.c_long, (Time, pointer)),
        ("icalcomponent_free", None, (pointer,)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = given, takes
    return by_newest(read_by(library, text) for text in texts)


def read_by(library, text):
    calendar = library.icalparser_parse_string(text.encode())
    assert calendar, "libical reads no calendar"
    assert library.icalcomponent_count_errors(calendar) == 0
    event = library.icalcomponent_get_first_component(calendar, VEVENT)
    starts = library.icalcomponent_get_dtstart(event)
    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event))
    kept = Kept(
        library.icalcomponent_get_uid(event).decode(),
        datetime.fromtimestamp(library.icaltime_as_timet_with_zone(starts, starts.zone), UTC),
        status.decode() == CANCELLED,
    )
    sequence = library.icalcomponent_get_sequence(event)
    library.icalcomponent_free(calendar)
    return sequence, kept


def ical_js(texts, _folder):
    """Read by the library of Thunderbird's calendar, in the Node that builds the assets."""
    command = [ROOT / ".ci" / "with-node", "node", ROOT / "tests" / "reading.mjs"]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return by_newest(
        (sequence, Kept(uid, datetime.fromtimestamp(starts, UTC), status == CANCELLED))
        for sequence, uid, starts, status in json.loads(done.stdout)
    )


def khal(texts, folder):
    """A store of its own, into which one letter after the other is imported."""
    (folder / "meetings").mkdir()
    config = folder / "config"
    config.write_text(KHAL_CONFIG.format(folder=folder))
    surroundings = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def run(*words):
        done = subprocess.run(
            [KHAL, "-c", config, *words], env=surroundings, capture_output=True, text=True, check=True
        )
        return done.stdout

    for place, text in enumerate(texts):
        file = folder / f"{place}.ics"
        file.write_text(text, newline="")
        run("import", "--batch", "-a", "meetings", file)
    shown = "{uid}|{start-long}|{status}"
    lines = run("list", "--once", "--day-format", "", "--format", shown, "2026-01-01", "365d").split()
    return [kept_by_khal(*line.split("|")) for line in lines]


def kept_by_khal(uid, starts, status):
    return Kept(uid, datetime.fromisoformat(starts).replace(tzinfo=UTC), CANCELLED in status)
