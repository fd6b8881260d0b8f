"""Filters under a name: kept with the list, one's own or everybody's of the project."""

from urllib.parse import urlencode

from flask import flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app import clock, tally
from app.db import db
from app.forms import Form, draw
from app.pages import done
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks.blueprint import bp
from app.tasks.lists.models import LONGEST, SavedFilter

#: How many one person may keep in a project.
MOST = 30
WHAT = "saved_filters"


class KeepForm(Form):
    title = StringField(_l("Name of the filter"), [DataRequired(), Length(max=60)])
    is_shared = BooleanField(_l("Everybody of the project sees it"))
    query = HiddenField(validators=[DataRequired(), Length(max=LONGEST)])


def seen_by(actor, project, counted):
    """The filters kept in a project that the person sees; nothing is asked where the counts say there are none."""
    keys = (str(actor.id), "shared")
    if not tally.total(counted, WHAT, keys):
        return []
    mine = db.or_(SavedFilter.user_id == actor.id, SavedFilter.is_shared)
    query = db.select(SavedFilter).where(SavedFilter.project_id == project.id, mine)
    return list(db.session.scalars(query.order_by(SavedFilter.is_shared, SavedFilter.id)))


def query_of(filters, view):
    """What is kept of a list's address: its conditions, its order and its columns."""
    return urlencode({**filters.chosen, **view.chosen}, doseq=True)


@bp.route("/projects/<int:project_id>/tasks/filters", methods=["GET", "POST"])
def saved_filters(project_id):
    project = at_a_glance(project_id, g.actor)
    form = KeepForm(data={"query": request.args.get("query", "")})
    if form.validate_on_submit() and has_room(form, project):
        keep(project, form)
        flash(_("The filter is kept: %(name)s", name=form.title.data), "done")
        return done(f"{url_for('.index', project_id=project_id)}?{form.query.data}")
    kept = seen_by(g.actor, project, tally.counts(project.id))
    return draw("tasks/lists/saved.html", form, project=project, kept=kept, may_change=may_change)


def has_room(form, project):
    mine = db.select(db.func.count()).where(SavedFilter.project_id == project.id, SavedFilter.user_id == g.actor.id)
    if form.is_shared.data and not project.allows(g.actor, Act.EDIT_TASKS):
        form.is_shared.errors = [_("Only people of the workgroup can do this.")]
    elif db.session.scalar(mine) >= MOST:
        form.title.errors = [_("You keep %(n)d filters here already; take one away first.", n=MOST)]
    return not form.errors


def keep(project, form):
    facts = {"title": form.title.data, "query": form.query.data, "is_shared": form.is_shared.data}
    kept = SavedFilter(project_id=project.id, user_id=g.actor.id, created_at=clock.now(), **facts)
    db.session.add(kept)
    count(kept, +1)


@bp.post("/filters/<int:filter_id>/delete")
def delete_filter(filter_id):
    """Only one's own; a shared one also by whoever coordinates the project."""
    kept = db.session.get(SavedFilter, filter_id)
    project = at_a_glance(kept.project_id if kept else 0, g.actor)
    kept = db.one_or_404(db.select(SavedFilter).where(SavedFilter.id == filter_id, is_mine_or(project)))
    count(kept, -1)
    db.session.delete(kept)
    flash(_("The filter is taken away: %(name)s", name=kept.title), "done")
    return done(url_for(".saved_filters", project_id=project.id))


def may_change(kept):
    return kept.user_id == g.actor.id or (kept.is_shared and kept.is_coordinated_by(g.actor))


def is_mine_or(project):
    mine = SavedFilter.user_id == g.actor.id
    return db.or_(mine, SavedFilter.is_shared) if project.is_coordinated_by(g.actor) else mine


def count(kept, by):
    tally.count(kept.project_id, WHAT, whose(kept.is_shared, kept.user_id), by)


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
