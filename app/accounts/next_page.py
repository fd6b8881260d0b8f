"""Where to send somebody who has just signed in or switched the language: only ever to a page of ours."""

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException

LONGEST = 500


def next_page(wanted):
    """The wanted page if it is ours, else the reader's day."""
    return ours(wanted) or url_for("home.index")


def ours(path):
    """The path if it is the address of one of our pages: one slash first, no control characters, known; else None."""
    if not path or len(path) > LONGEST or not path.isprintable():
        return None
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return None
    try:
        current_app.url_map.bind("").match(path.partition("?")[0], method="GET")
    except HTTPException:
        return None
    return path
