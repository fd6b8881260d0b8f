"""Files that mean harm, made anew from a number: the same number makes the same files.

Each carries, where its kind has room for it, a script that calls out `executed` in every way a page can.
"""

import random
from typing import NamedTuple

from tests.files.hostile.bombs import bombs, enormous
from tests.files.hostile.names import evil_names
from tests.files.hostile.papers import papers
from tests.files.hostile.parts import ESCAPED as ESCAPED
from tests.files.hostile.scripts import markup, polyglots, subtitles
from tests.files.hostile.spoilt import broken, cut_off, wrong_types


class Hostile(NamedTuple):
    """A file as it is sent: what it tries, the bytes of its name, and its content."""

    kind: str
    name: bytes
    content: bytes


def files(seed=0, *, with_enormous=True):
    """All of them, more than a thousand; without the enormous ones they are made in a moment."""
    made = (polyglots, markup, papers, bombs, cut_off, wrong_types, subtitles, evil_names, broken)
    made += (enormous,) if with_enormous else ()
    return [Hostile(make.__name__, *one) for make in made for one in make(random.Random(seed))]
