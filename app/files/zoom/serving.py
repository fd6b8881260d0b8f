"""How the parts of a picture go out, and what a viewer of another library is told of them."""

from flask import abort, current_app

from app.files.sending import sent_picture
from app.files.zoom.grid import Grid
from app.files.zoom.packs import part


def grid_of(pack):
    """How a picture is cut, by the row of its pack."""
    return Grid(pack.width, pack.height, **pack.facts)


def served(pack, region, size):
    """One part by its address, or a 404 where no part has it."""
    grid = grid_of(pack)
    number = grid.number(region, size)
    if number is None:
        abort(404)

    def read():
        with current_app.extensions["storage"].open(pack.stored_name) as stored:
            return part(stored, grid, number)

    return sent_picture(read, tag=f"{pack.stored_name}-{number}", mimetype="image/jpeg")
