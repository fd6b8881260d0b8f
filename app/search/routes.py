"""What the search box finds."""

from flask import Blueprint, g, render_template, request
from flask_babel import pgettext

from app.journal.sentences import link
from app.kazakh import tidy
from app.search import queries
from workflows.sentences import p

bp = Blueprint("search", __name__)

LONGEST = 200
#: The headings of what is found, in this order.
KINDS = {
    "project": p("found", "Projects"),
    "task": p("found", "Tasks"),
    "material": p("found", "Materials"),
    "person": p("found", "Persons"),
    "event": p("found", "Events"),
    "place": p("found", "Places"),
    "meeting": p("found", "Meetings"),
}


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(link, "address_of_found")


@bp.get("/search")
def index():
    typed = tidy(request.args.get("q", ""))[:LONGEST]
    found = queries.things_for(g.actor, typed)
    groups = [(pgettext("found", words), found[kind]) for kind, words in KINDS.items() if kind in found]
    said = queries.said_for(g.actor, typed)
    return render_template("search/index.html", typed=typed, groups=groups, said=said)
