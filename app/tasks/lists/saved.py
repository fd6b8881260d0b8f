"""Filters under a name: kept with the list they open, one's own or everybody's of the project."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from flask import abort, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app import clock, tally
from app.db import db
from app.forms import Form, draw
from app.journal.actions import raise_revision
from app.pages import done
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks.blueprint import bp
from app.tasks.lists.models import LONGEST, SavedFilter

#: How many one person may keep in a project.
MOST = 30
WHAT = "saved_filters"


class Place(NamedTuple):
    """A list whose filters are kept: its page, who may share one, and the words of an empty page: a text, a button."""

    endpoint: str
    act: Act
    words: Callable


PLACES: dict[str, Place] = {}


def keeps_filters(place, *, endpoint, act, words):
    """Let the filters of this list be kept under names; higher features register theirs."""
    PLACES[place] = Place(endpoint, act, words)


keeps_filters(
    "tasks",
    endpoint="tasks.index",
    act=Act.EDIT_TASKS,
    words=lambda: (_("Filter the list of tasks, then keep the filter under a name."), _("Tasks")),
)


class NameForm(Form):
    title = StringField(_l("Name of the filter"), [DataRequired(), Length(max=60)])
    is_shared = BooleanField(_l("Everybody of the project sees it"))


class KeepForm(NameForm):
    query = HiddenField(validators=[DataRequired(), Length(max=LONGEST)])


def seen_by(actor, project, counted, place="tasks"):
    """The filters of this list that the person sees; nothing is asked where the counts say there are none."""
    keys = (str(actor.id), "shared")
    if not tally.total(counted, WHAT, keys):
        return []
    mine = db.or_(SavedFilter.user_id == actor.id, SavedFilter.is_shared)
    query = db.select(SavedFilter).where(SavedFilter.project_id == project.id, SavedFilter.place == place, mine)
    return list(db.session.scalars(query.order_by(SavedFilter.is_shared, SavedFilter.id)))


def query_of(filters, view):
    """What is kept of a list's address: its conditions, its order and its columns."""
    return urlencode({**filters.chosen, **view.chosen}, doseq=True)


@bp.route("/projects/<int:project_id>/<any(tasks,materials):place>/filters", methods=["GET", "POST"])
def saved_filters(project_id, place):
    project = at_a_glance(project_id, g.actor)
    form = KeepForm(data={"query": request.args.get("query", "")})
    if form.validate_on_submit() and has_room(form, project, place):
        facts = {"title": form.title.data, "query": form.query.data, "is_shared": form.is_shared.data}
        keep(project, place, actor=g.actor, **facts)
        flash(_("The filter is kept: %(name)s", name=form.title.data), "done")
        return done(f"{page(project_id, place)}?{form.query.data}")
    kept = seen_by(g.actor, project, tally.counts(project.id), place)
    return draw_kept(form, project, place, kept)


def draw_kept(form, project, place, kept=(), renamed=None):
    address, words = page(project.id, place), PLACES[place].words()
    shares = project.allows(g.actor, PLACES[place].act)
    facts = {"place": place, "address": address, "words": words, "shares": shares, "may_change": may_change}
    return draw("tasks/lists/saved.html", form, project=project, kept=kept, renamed=renamed, **facts)


def page(project_id, place):
    return url_for(PLACES[place].endpoint, project_id=project_id)


def has_room(form, project, place):
    mine = db.select(db.func.count()).where(SavedFilter.project_id == project.id, SavedFilter.user_id == g.actor.id)
    if may_share(form, project, place) and db.session.scalar(mine) >= MOST:
        form.title.errors = [_("You keep %(n)d filters here already; take one away first.", n=MOST)]
    return not form.errors


def may_share(form, project, place):
    """Refuse to share what only the workgroup may share."""
    if form.is_shared.data and not project.allows(g.actor, PLACES[place].act):
        form.is_shared.errors = [_("Only people of the workgroup can do this.")]
    return not form.errors


def keep(project, place, *, actor, title, query, is_shared=False):
    """Keep what stands behind the question mark of the list's address under a name."""
    facts = {"title": title, "query": query, "is_shared": is_shared, "place": place}
    kept = SavedFilter(project_id=project.id, user_id=actor.id, created_at=clock.now(), **facts)
    db.session.add(kept)
    count(kept, +1)


@bp.route("/filters/<int:filter_id>", methods=["GET", "POST"])
def rename_filter(filter_id):
    """Another name for it, or shared with the project and no longer."""
    kept, project = found(filter_id)
    form = NameForm(obj=kept)
    if form.validate_on_submit() and may_share(form, project, kept.place):
        count(kept, -1)
        kept.title, kept.is_shared = form.title.data, form.is_shared.data
        count(kept, +1)
        flash(_("The filter is kept: %(name)s", name=kept.title), "done")
        return done(url_for(".saved_filters", project_id=project.id, place=kept.place))
    return draw_kept(form, project, kept.place, renamed=kept)


@bp.post("/filters/<int:filter_id>/delete")
def delete_filter(filter_id):
    kept, project = found(filter_id)
    count(kept, -1)
    db.session.delete(kept)
    flash(_("The filter is taken away: %(name)s", name=kept.title), "done")
    return done(url_for(".saved_filters", project_id=project.id, place=kept.place))


def found(filter_id):
    """Only one's own; a shared one also for whoever coordinates the project."""
    kept = db.session.get(SavedFilter, filter_id) or abort(404)
    project = at_a_glance(kept.project_id, g.actor)
    return (kept, project) if may_change(kept) else abort(404)


def may_change(kept):
    return kept.user_id == g.actor.id or (kept.is_shared and kept.is_coordinated_by(g.actor))


def count(kept, by):
    tally.count(kept.project_id, WHAT, whose(kept.is_shared, kept.user_id), by)
    raise_revision(kept.project_id)


def whose(is_shared, user_id):
    """Under what the filter is counted: everybody's, or one person's."""
    return "shared" if is_shared else str(user_id)


tally.found_by(
    WHAT,
    db.select(SavedFilter.project_id, db.func.count(), SavedFilter.is_shared, SavedFilter.user_id).group_by(
        SavedFilter.project_id, SavedFilter.is_shared, SavedFilter.user_id
    ),
    key=whose,
)
