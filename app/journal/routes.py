"""The journal of a project."""

from flask import Blueprint

bp = Blueprint("journal", __name__)


def init_app(app):
    app.register_blueprint(bp)
