"""The waveform of a recording as the outline of a drawing: how loud it is, from its beginning to its end."""

from flask import current_app

#: The drawing is as wide as it has bars, and so high, in units of its own; its middle is silence.
HEIGHT = 100
#: Silence is a line too.
LEAST = 1


def outline(row):
    """What an SVG path says of the kept peaks, and how wide it is; nothing where there are none."""
    if row is None:
        return None
    with current_app.extensions["storage"].open(row.stored_name) as kept:
        return drawn(kept.read())


def drawn(peaks):
    """The path around all bars, there along their tops and back along their feet, and its width."""
    halves = [max(round(peak * HEIGHT / 2 / 255), LEAST) for peak in peaks]
    there = "".join(f"L{x} {HEIGHT // 2 - half}" for x, half in enumerate(halves))
    back = "".join(f"L{x} {HEIGHT // 2 + half}" for x, half in reversed(list(enumerate(halves))))
    return f"M{there[1:]}{back}Z", len(peaks) - 1
