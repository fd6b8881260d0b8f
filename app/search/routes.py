"""What the search box finds."""

from flask import Blueprint

bp = Blueprint("search", __name__)


def init_app(app):
    app.register_blueprint(bp)
