"""How a large picture is cut: its levels, each half as large as the one before, and the addresses of its parts.

Addresses are those of the IIIF Image API 3.0 at level 0: ``region/size/0/default.jpg``, where the region is that of the
whole picture and the size what is served of it, each as ``x,y,w,h`` and ``w,h``.
"""

import re
import struct
from typing import NamedTuple

#: The longer edge of a part and of the largest piece that shows the whole, in pixels.
EDGE, WHOLE = 512, 2048
#: Behind the parts: where each is, and then what was cut.
PLACE, FACTS = struct.Struct("<QI"), struct.Struct("<5I")
REGION = re.compile(r"(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})", re.ASCII)
SIZE = re.compile(r"(\d{1,6}),(\d{1,6})", re.ASCII)


class Tile(NamedTuple):
    """A part as it is served: where it lies in the whole picture, and its own size, in pixels."""

    region: tuple
    size: tuple

    @property
    def address(self):
        return address(",".join(map(str, self.region)), self.size)


def address(region, size):
    return f"{region}/{size[0]},{size[1]}/0/default.jpg"


class Grid(NamedTuple):
    """A picture of this size, cut with this edge; it is also kept in one piece where that is at most `whole`."""

    width: int
    height: int
    edge: int = EDGE
    whole: int = WHOLE

    @property
    def levels(self):
        """The size of each level, the largest first; the last one is a single part."""
        sizes = [(self.width, self.height)]
        while max(sizes[-1]) > self.edge:
            width, height = sizes[-1]
            sizes.append((width + 1 >> 1, height + 1 >> 1))
        return sizes

    @property
    def pieces(self):
        """The sizes in which the whole is there, the largest first."""
        return [size for size in self.levels if max(size) <= self.whole]

    @property
    def count(self):
        """How many parts and pieces there are."""
        return sum(map(self.tiles_in, self.levels)) + len(self.pieces)

    @property
    def scales(self):
        """How much smaller each level is than the first, by whole numbers."""
        return [1 << level for level in range(len(self.levels))]

    def tile(self, level, column, row):
        step = self.edge << level
        left, top = column * step, row * step
        width, height = min(step, self.width - left), min(step, self.height - top)
        return Tile((left, top, width, height), (shrunk(width, level), shrunk(height, level)))

    def number(self, region, size):
        """The number, in the pack, of what an address names, or None where it names nothing that is there."""
        served = SIZE.fullmatch(size)
        wanted = served and tuple(map(int, served.groups()))
        if region == "full":
            return self.number_of_piece(self.pieces[0] if size == "max" else wanted)
        place = REGION.fullmatch(region)
        return self.number_of_tile(tuple(map(int, place.groups())), wanted) if place and wanted else None

    def number_of_piece(self, wanted):
        before = 0
        for size in self.levels:
            before += self.tiles_in(size)
            if max(size) <= self.whole:
                if size == wanted:
                    return before
                before += 1
        return None

    def number_of_tile(self, region, wanted):
        before = 0
        for level, size in enumerate(self.levels):
            step = self.edge << level
            column, row = region[0] // step, region[1] // step
            across, down = self.counts(size)
            if column < across and row < down and self.tile(level, column, row) == (region, wanted):
                return before + row * across + column
            before += self.tiles_in(size) + (max(size) <= self.whole)
        return None

    def counts(self, size):
        """How many parts lie beside and below each other in a level of this size."""
        return -(-size[0] // self.edge), -(-size[1] // self.edge)

    def tiles_in(self, size):
        across, down = self.counts(size)
        return across * down


def shrunk(side, level):
    return -(-side >> level)
