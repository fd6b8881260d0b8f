"""Signing in and out, own sessions, settings."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)


def init_app(app):
    app.register_blueprint(bp)
