"""The journal of a project, and the page that says who was quicker."""

from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request

from app.addresses import row_id
from app.db import db
from app.errors import Stale, page
from app.etag import unchanged
from app.journal import queries, sentences
from app.journal.forms import JournalFilter
from app.language import choose_zone
from app.projects.glance import at_a_glance

bp = Blueprint("journal", __name__)


def init_app(app):
    app.register_blueprint(bp)
    app.register_error_handler(Stale, stale)
    app.add_template_global(line, "journal_line")
    app.add_template_global(sentences.link, "journal_link")
    app.add_template_global(queries.of_subject, "history_of")
    app.add_template_global(local_day)
    app.add_template_global(local_time)


@bp.get("/projects/<int:project_id>/journal")
def index(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    chosen = JournalFilter(people_of(project), request.args)
    rows, has_more = queries.of_project(project, before=request.args.get("before", type=row_id), **chosen.values())
    return render_template(
        "journal/index.html",
        project=project,
        days=[(day, list(entries)) for day, entries in groupby(rows, key=lambda row: local_day(row[0].at))],
        filter=chosen,
        chosen=chosen.chosen(),
        further=rows[-1][0].id if has_more else None,
    )


def people_of(project):
    """Everybody who sits or ever sat in the project: their names stay on what they did."""
    return sorted(project.sat.values(), key=lambda person: (person.sort_kk, person.id))


def line(entry, actor):
    """The entry as a sentence in the reader's language."""
    return sentences.sentence(entry, actor.short_name if actor else None)


def local_day(instant):
    return instant.astimezone(ZoneInfo(choose_zone())).date()


def local_time(instant):
    return f"{instant.astimezone(ZoneInfo(choose_zone())):%H:%M}"


def stale(error):
    """Somebody was quicker: who, when, and what this reader typed, so that nothing is lost."""
    subject = error.subject
    db.session.rollback()
    last = queries.last_of(subject)
    entry, actor = last or (None, None)
    return page(409, entry=entry, actor=actor)
