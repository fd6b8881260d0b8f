"""Where the pages of materials hang."""

from flask import Blueprint, url_for

bp = Blueprint("materials", __name__)


def page(material_id):
    return url_for("materials.show", material_id=material_id)
