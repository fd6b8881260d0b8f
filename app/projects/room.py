"""How much room the files of a project may take; the files themselves see to it that they do not take more."""

from flask import current_app


def room_of(project):
    """How many bytes its files may take; None where there is no limit."""
    return (default_room() if project.room is None else project.room) or None


def default_room():
    """What the installation gives a project, in bytes; 0 where there is no limit."""
    return current_app.config["PROJECT_ROOM"]
