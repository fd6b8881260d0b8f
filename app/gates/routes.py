"""The gate of the present stage, and the decisions taken."""

from flask import Blueprint

bp = Blueprint("gates", __name__)


def init_app(app):
    app.register_blueprint(bp)
