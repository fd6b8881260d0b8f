"""What a page draws of a large picture: the whole, or without script a part of it, by the place in the address.

At each step the picture is halved both ways: step 1 has four parts, step 2 sixteen, until a part shows every pixel.
"""

from typing import NamedTuple

from flask import request
from flask_babel import gettext as _

from app.files.zoom.grid import Grid, address
from app.files.zoom.serving import grid_of


class Closer(NamedTuple):
    """A picture as its page draws it: the box shown of it, in its own pixels, and what is laid into that box."""

    grid: Grid
    box: tuple
    images: list
    ways: list


class Image(NamedTuple):
    """A part, by its address, and where it lies in the whole picture."""

    address: str
    box: tuple


def closer(pack):
    """What is drawn of a picture; None where there are no parts of it."""
    if pack is None:
        return None
    grid = grid_of(pack)
    at = place(grid, *(request.args.get(name, 0, type=int) for name in ("step", "x", "y")))
    box = box_of(grid, *at)
    return Closer(grid, box, images(grid, at[0], box), list(ways(grid, *at)))


def steps(grid):
    """How often the picture can be halved until every pixel is shown."""
    return sum(max(size) > grid.whole for size in grid.levels)


def place(grid, step, x, y):
    """The place nearest to what was asked."""
    step = min(max(step, 0), steps(grid))
    last = (1 << step) - 1
    return step, min(max(x, 0), last), min(max(y, 0), last)


def box_of(grid, step, x, y):
    left, right = (grid.width * column >> step for column in (x, x + 1))
    top, bottom = (grid.height * row >> step for row in (y, y + 1))
    return left, top, right - left, bottom - top


def images(grid, step, box):
    """The largest piece that shows the whole, and upon it the parts that lie in the box, at the size of a page."""
    whole = Image(address("full", grid.pieces[0]), (0, 0, grid.width, grid.height))
    if step == 0:
        return [whole]
    level, (left, top, width, height) = steps(grid) - step, box
    edge = grid.edge << level
    columns, rows = range(left // edge, -(-(left + width) // edge)), range(top // edge, -(-(top + height) // edge))
    tiles = (grid.tile(level, column, row) for row in rows for column in columns)
    return [whole, *(Image(tile.address, tile.region) for tile in tiles)]


def ways(grid, step, x, y):
    """Where one can go from here: pairs of words and what stands behind the question mark."""
    if step < steps(grid):
        corners = (_("Upper left"), _("Upper right"), _("Lower left"), _("Lower right"))
        yield from ((words, asked(step + 1, 2 * x + n % 2, 2 * y + n // 2)) for n, words in enumerate(corners))
    beside = (_("To the left"), -1, 0), (_("To the right"), 1, 0), (_("Up"), 0, -1), (_("Down"), 0, 1)
    for words, across, down in beside:
        if place(grid, step, x + across, y + down) == (step, x + across, y + down):
            yield words, asked(step, x + across, y + down)
    if step > 0:
        yield _("Farther away"), asked(step - 1, x // 2, y // 2)
        yield _("The whole picture"), asked(0, 0, 0)


def asked(step, x, y):
    return f"?step={step}&x={x}&y={y}#closer"
