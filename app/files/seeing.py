"""What there is to see or hear in a file: found by scripts that run alone, never in this process."""

import io
import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from app.files.alone import copy_into, look_at, look_into
from app.files.cues import cues_of
from app.files.models import FileRole
from app.files.paper import PACKED, Paper
from app.files.passages import passages_of, passages_of_pages
from app.files.types import is_paper, is_recording, is_text
from app.kazakh import storable, tidy

SECONDS = 20
#: A recording of hours takes longer.
SECONDS_TO_LISTEN = 60
SECONDS_TO_LEAF = 120
TAKEN = re.compile(r"((?:18|19|20)\d\d):(\d\d):(\d\d)", re.ASCII)
#: The longer edge of a small picture, in pixels.
EDGE = 480
#: That of a page, so that small print can be read.
EDGE_OF_PAGE = 2000
#: A waveform has so many bars.
PARTS = 600
PICTURE, PEAKS = "image/webp", "application/octet-stream"


class Made(NamedTuple):
    """Something made of a file, to be kept beside it: of so many bytes, and where they are read from."""

    role: FileRole
    media_type: str
    size: int
    stream: object = None


class Seen(NamedTuple):
    """What was found out about a file, by the columns of its row, what was made of it, and the words in it."""

    found: dict
    made: list[Made]
    passages: list = []

    @property
    def has_picture(self):
        return any(made.role is FileRole.THUMBNAIL for made in self.made)


def see(file, scratch):
    """What is in a stored file of a kind that is looked into; nothing where that fails.

    `scratch` is an open file for what is too large to be held in memory: it is read after this.
    """
    if is_text(file.media_type):
        return Seen({}, [], passages_of((place_of(cue), cue.words) for cue in cues_of(file)))
    if is_paper(file.media_type):
        seen = leaf_through(file.stored_name, scratch)
    else:
        seen = hear(file) if is_recording(file.media_type) else shrink(file.stored_name)
    return seen or Seen({}, [])


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
    return Made(role, media_type, len(content), io.BytesIO(content))


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


def leaf_through(stored_name, scratch):
    """How many pages a paper has, a picture of each and the words on it, and the first made small; None if none can
    be shown.
    """
    if not copy_into(scratch, stored_name, "leaf.py", EDGE_OF_PAGE, EDGE, seconds=SECONDS_TO_LEAF):
        return None
    size = scratch.seek(0, 2)
    with Paper(scratch) as paper:
        numbers = range(1, paper.shown + 1)
        if not any(map(paper.size, numbers)):
            return None
        small = paper.small()
        passages = passages_of_pages((number, paper.words(number)) for number in numbers)
    scratch.seek(0)
    made = [Made(FileRole.PAGES, PACKED, size, scratch)]
    made += [made_of(FileRole.THUMBNAIL, PICTURE, small)] if small else []
    return Seen({"pages": paper.count}, made, passages)


def columns(found):
    """The columns of what was found of a recording, each where it makes sense."""
    seconds = round(found["duration"] or 0)
    sizes = {name: found[name] for name in ("width", "height") if name in found} | {"likeness": ""}
    return sizes | ({"duration": seconds} if 0 < seconds < 2**31 else {})
