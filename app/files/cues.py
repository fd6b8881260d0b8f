"""What is said in a recording and when: out of WebVTT, or of plain text whose lines may begin with a time."""

import html
import re
from typing import NamedTuple

from flask import current_app

from app.kazakh import storable, tidy

#: So much of a transcript is read, in bytes; the talk of a whole day is less.
LONGEST = 1024 * 1024
MOST = 5_000
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
FROM_TO = re.compile(rf"\s*{TIME}[ \t]+-->[ \t]+{TIME}")
BEGINS = re.compile(rf"[\[(]?{TIME}[\])]?[ \t]+(?=\S)")
VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
TAG = re.compile(r"<[^>]*>")
BLOCKS = re.compile(r"\n[ \t]*\n+")


class Cue(NamedTuple):
    """Something said, from one second until another; both None where nobody wrote down when."""

    at: float | None
    until: float | None
    words: str


def cues_of(file, *, says_who=True):
    """The cues of a stored transcript, in its order; without `says_who` the marked names of speakers are left out."""
    with current_app.extensions["storage"].open(file.stored_name) as kept:
        text = kept.read(LONGEST).decode("utf-8-sig", "ignore")
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    cues = of_webvtt(lines, says_who=says_who) if file.media_type == "text/vtt" else of_plain_text(lines)
    return cues[:MOST]


def of_webvtt(text, *, says_who=True):
    """The cues of WebVTT; notes, styles and regions have no times and are passed over, and so is markup."""
    cues = []
    for block in BLOCKS.split(text):
        lines = block.strip("\n").split("\n")
        timed = next((n for n, line in enumerate(lines[:2]) if FROM_TO.match(line)), None)
        if timed is None:
            continue
        times = FROM_TO.match(lines[timed]).groups()
        if words := plain(" ".join(lines[timed + 1 :]), says_who):
            cues.append(Cue(seconds(times[:4]), seconds(times[4:]), words))
    return cues


def plain(marked, says_who):
    """The words of a cue without its marks; who speaks stands before them."""
    named = VOICE.sub(r"\1: ", marked) if says_who else marked
    return tidy(html.unescape(TAG.sub("", named)).replace("\0", ""))


def of_plain_text(text):
    """A cue for each line that begins with a time, up to the next such; for other lines, cues without times."""
    found = [line_of(line) for line in text.split("\n") if line.strip()]
    starts = [at for at, _words in found if at is not None]
    later = iter([*starts[1:], None])
    return [Cue(at, next(later) if at is not None else None, words) for at, words in found if words]


def line_of(line):
    begins = BEGINS.match(line)
    return (seconds(begins.groups()), tidy(line[begins.end() :])) if begins else (None, tidy(line))


def seconds(parts):
    hours, minutes, rest, thousandths = parts
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + int((thousandths or "0").ljust(3, "0")) / 1000


def timed(cues):
    """Those of which somebody wrote down when."""
    return [cue for cue in cues if cue.at is not None]


class Line(NamedTuple):
    """What was said at a time, in each of the transcripts that stand side by side."""

    at: float | None
    until: float | None
    texts: list


def side_by_side(transcripts):
    """The cues of transcripts, none of them empty, as lines: those of the first, and the others' within its times."""
    first, *others = transcripts
    lines = [Line(cue.at, cue.until, [[cue.words], *([] for _other in others)]) for cue in first]
    for column, cues in enumerate(others, start=1):
        line = 0
        for cue in cues:
            while cue.at is not None and line + 1 < len(lines) and (lines[line + 1].at or 0) <= cue.at:
                line += 1
            lines[line].texts[column].append(cue.words)
    return lines
