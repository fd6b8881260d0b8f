"""A meeting as a calendar file."""

from flask import Blueprint

bp = Blueprint("calendar", __name__)


def init_app(app):
    app.register_blueprint(bp)
