"""The parts of a picture, for those who may read its file."""

from flask import g

from app.files import queries
from app.files.models import FileRole
from app.files.zoom.serving import served

ADDRESS = "tiles/<region>/<size>/0/default.jpg"


def add_to(bp):
    bp.get(f"/<int:file_id>/{ADDRESS}")(tile)


def tile(file_id, region, size):
    return served(queries.made_of(queries.find(file_id, g.actor), FileRole.TILES), region, size)
