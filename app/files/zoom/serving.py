"""How the parts of a picture go out, and what a viewer of another library is told of them."""

from flask import Response, abort, current_app, request

from app.files.sending import harmless
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
    etag = f"{pack.stored_name}-{number}"
    response = Response(status=304) if etag in request.if_none_match else jpeg(pack, grid, number)
    response.set_etag(etag)
    # Asked for again each time, since the reader may have lost the right to see it.
    response.cache_control.no_cache = True
    return harmless(response)


def jpeg(pack, grid, number):
    with current_app.extensions["storage"].open(pack.stored_name) as stored:
        return Response(part(stored, grid, number), mimetype="image/jpeg")
