"""Reading and downloading files."""

from flask import Blueprint

bp = Blueprint("files", __name__)


def init_app(app):
    app.register_blueprint(bp)
