"""Materials: the list, one of them, its moves."""

from flask import Blueprint

bp = Blueprint("materials", __name__)


def init_app(app):
    app.register_blueprint(bp)
