"""The letters of a project, as its coordinator sees them."""

from flask import Blueprint

bp = Blueprint("outbox", __name__)


def init_app(app):
    app.register_blueprint(bp)
