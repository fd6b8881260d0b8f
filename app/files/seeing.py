"""What there is to see or hear in a file: found by scripts that run alone, never in this process."""

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from app.files.alone import look_at, look_into
from app.files.cues import cues_of
from app.files.models import FileRole
from app.files.passages import passages_of
from app.files.types import is_recording, is_text
from app.kazakh import storable, tidy

SECONDS = 20
#: A recording of hours takes longer.
SECONDS_TO_LISTEN = 60
TAKEN = re.compile(r"((?:18|19|20)\d\d):(\d\d):(\d\d)", re.ASCII)
#: The longer edge of a small picture, in pixels.
EDGE = 480
#: A waveform has so many bars.
PARTS = 600
PICTURE, PEAKS = "image/webp", "application/octet-stream"


class Made(NamedTuple):
    """Something made of a file, to be kept beside it: of so many bytes, and the bytes where they are few."""

    role: FileRole
    media_type: str
    size: int
    content: bytes = b""


class Seen(NamedTuple):
    """What was found out about a file, by the columns of its row, what was made of it, and the words in it."""

    found: dict
    made: list[Made]
    passages: list = []

    @property
    def has_picture(self):
        return any(made.role is FileRole.THUMBNAIL for made in self.made)


def see(file):
    """What is in a stored file of a kind that is looked into; nothing where that fails."""
    if is_text(file.media_type):
        return Seen({}, [], passages_of((place_of(cue), cue.words) for cue in cues_of(file)))
    return (hear(file) if is_recording(file.media_type) else shrink(file.stored_name)) or Seen({}, [])


def place_of(cue):
    return None if cue.at is None else int(cue.at)


def shrink(stored_name, edge=EDGE):
    """A picture's size in pixels, what the camera wrote, its likeness, and it made small; None where that fails.

    Of one that has too many pixels nothing is made.
    """
    return seen(look_into(stored_name, "shrink.py", edge, seconds=SECONDS))


def shrink_open(picture, edge=EDGE):
    """The same of an open file."""
    return seen(look_at(picture, "shrink.py", edge, seconds=SECONDS))


def seen(done):
    if done is None:
        return None
    found = {name: done.found[name] for name in ("width", "height", "likeness")} | {"facts": camera_facts(done.found)}
    return Seen(found, [made_of(FileRole.THUMBNAIL, PICTURE, done.made)] if done.made else [])


def made_of(role, media_type, content):
    return Made(role, media_type, len(content), content)


def camera_facts(found):
    """``{"taken_on": "2018-03-07", "camera": words}`` out of what the camera wrote, each where it makes sense."""
    day = TAKEN.match(found.get("taken", ""))
    facts = {"camera": tidy(storable(found.get("camera", "")))[:80]}
    with suppress(ValueError):
        facts["taken_on"] = date(*map(int, day.groups())).isoformat() if day else ""
    return {name: text for name, text in facts.items() if text}


def hear(file):
    """The length of a sound or video in seconds, how loud it is where, and of a video its size and a picture."""
    done = look_into(file.stored_name, "hear.py", file.media_type, PARTS, EDGE, seconds=SECONDS_TO_LISTEN)
    if done is None:
        return None
    parts, found = done.found["peaks"], done.found
    peaks, picture = done.made[:parts], done.made[parts:]
    made = [made_of(FileRole.WAVEFORM, PEAKS, peaks), made_of(FileRole.THUMBNAIL, PICTURE, picture)]
    return Seen(columns(found), [one for one in made if one.size])


def columns(found):
    """The columns of what was found of a recording, each where it makes sense."""
    seconds = round(found["duration"] or 0)
    sizes = {name: found[name] for name in ("width", "height") if name in found} | {"likeness": ""}
    return sizes | ({"duration": seconds} if 0 < seconds < 2**31 else {})
