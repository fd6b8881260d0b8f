"""The parts of one picture as they are kept: JPEGs in one file, and at its end where each of them is."""

import io

from app.files.zoom.grid import FACTS, PLACE, Grid


def grid_of(pack):
    """How the picture in an open pack was cut."""
    pack.seek(-FACTS.size, io.SEEK_END)
    *facts, _count = FACTS.unpack(pack.read(FACTS.size))
    return Grid(*facts)


def part(pack, grid, number):
    """The JPEG of this number out of an open pack."""
    pack.seek(PLACE.size * (number - grid.count) - FACTS.size, io.SEEK_END)
    at, length = PLACE.unpack(pack.read(PLACE.size))
    pack.seek(at)
    return pack.read(length)


def largest_piece(pack):
    """The largest JPEG that shows the whole."""
    grid = grid_of(pack)
    return part(pack, grid, grid.number("full", "max"))
