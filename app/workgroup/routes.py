"""The workgroup of a project: seats, duties, invitations."""

from flask import Blueprint

bp = Blueprint("workgroup", __name__)


def init_app(app):
    app.register_blueprint(bp)
