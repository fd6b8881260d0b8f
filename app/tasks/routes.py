"""Tasks: the list, the board, one of them, its moves."""

from flask import Blueprint

bp = Blueprint("tasks", __name__)


def init_app(app):
    app.register_blueprint(bp)
