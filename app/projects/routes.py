"""Projects: mine, a new one, its overview and its stages."""

from flask import Blueprint

bp = Blueprint("projects", __name__)


def init_app(app):
    app.register_blueprint(bp)
