"""My day, the reader's language and theme, the shortcuts."""

from flask import Blueprint

bp = Blueprint("home", __name__)


def init_app(app):
    app.register_blueprint(bp)
