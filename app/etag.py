"""A page that has not changed is not drawn again: its tag is known before its rendering."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Response, g, request, session
from flask_babel import get_locale

from app import clock
from app.language import choose_theme

ROOT = Path(__file__).parent.parent
MADE_OF = ("app/**/*.py", "workflows/*.py", "templates/**/*", "app/translations/**/*.mo", "app/static/dist/*")


def init_app(app):
    app.after_request(mark)


def unchanged(projects, *facts):
    """The answer 304 if the reader has this very page, else None: the page drawn then gets the tag.

    `projects` are those it shows, each with its `revision`, which its journal raises, and its `time_zone`, since
    the day may turn there at another hour. `facts` are what time alone changes on it, such as the next meeting.
    A page with a flash on it is shown once.
    """
    if "_flashes" in session:
        return None
    return known_as(tag([(project.revision, clock.today(project.time_zone)) for project in projects], *facts))


def unchanged_for_all(project, *facts):
    """The same for a page that everybody sees alike: of its reader only the language counts."""
    shown = (project.id, project.revision, clock.today(project.time_zone), get_locale().language, facts, build())
    return known_as(digest(shown))


def known_as(etag):
    """The answer 304 to a reader who has the page of this tag, else None: the page drawn then gets it."""
    g.etag = etag
    return Response(status=304) if etag in request.if_none_match else None


def tag(*shown):
    """What is shown, to whom, on which day; the version of the reader's account rises with rights and settings."""
    seen_by = (g.signed_in.id, g.actor.version, g.actor.unread, get_locale().language, choose_theme())
    facts = (shown, seen_by, clock.today(g.actor.time_zone), build())
    return digest(facts)


def digest(facts):
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def build():
    """When the newest file that pages are made of was written."""
    return max(path.stat().st_mtime_ns for pattern in MADE_OF for path in ROOT.glob(pattern))


def mark(response):
    """Give the tag to the page it was reckoned for."""
    if g.get("etag") and response.status_code in (200, 304):
        response.set_etag(g.etag)
    return response
