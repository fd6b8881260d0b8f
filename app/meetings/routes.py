"""Meetings: the list, one of them, its moves, answers and minutes."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)


def init_app(app):
    app.register_blueprint(bp)
