"""What the search box finds."""

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from app.journal.sentences import link
from app.kazakh import tidy
from app.search import queries

bp = Blueprint("search", __name__)
LONGEST = 200


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(link, "found_link")
    app.add_template_global(kind_of)


@bp.get("/search")
def index():
    typed = tidy(request.args.get("q", ""))[:LONGEST]
    found = queries.found_by(g.actor, typed) if typed else []
    return render_template("search/index.html", typed=typed, found=found)


def kind_of(entry):
    """What the found thing is, in words."""
    kinds = {
        "project": _("Project"),
        "task": _("Task"),
        "material": _("Material"),
        "person": _("Person"),
        "event": _("Event"),
        "meeting": _("Meeting"),
    }
    return kinds.get(entry.subject_type, "")
