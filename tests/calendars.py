"""Calendars as a reader takes them that shares no code with the writer."""

import re

import vobject
from vobject.icalendar import registerTzid

TZID = re.compile(r"TZID[:=]([^:;\r\n]+)")


def read(text):
    """The calendar in `text`. The reader would keep the zones of the calendar before: it has to take them anew."""
    for zone in set(TZID.findall(text)):
        registerTzid(zone, None)
    return vobject.readOne(text)
