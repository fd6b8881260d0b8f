"""What is said in a recording as WebVTT: written anew, since what people attach may hold notes meant for nobody."""

from app.files.cues import timed

#: A cue stays so long where nobody wrote down when it ends, in seconds; no shorter one can be read.
LASTS, SHORTEST = 5, 1
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(cues):
    """Those of these cues that have a time, as bytes."""
    return "\n\n".join(["WEBVTT", *map(written, timed(cues))]).encode() + b"\n"


def written(cue):
    until = cue.at + LASTS if cue.until is None else max(cue.until, cue.at + SHORTEST)
    return f"{moment(cue.at)} --> {moment(until)}\n{cue.words.translate(ESCAPED)}"


def moment(seconds):
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
