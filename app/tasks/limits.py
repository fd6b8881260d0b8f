"""Limits of work in progress: how many cards a column of the board should hold. They warn and forbid nothing."""

from flask import flash, g, url_for
from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from app.errors import check_version
from app.forms import Form, draw
from app.journal.actions import record
from app.pages import done
from app.projects import queries
from app.rights import Act
from app.tasks.words import state_words
from workflows.tasks import OPEN

MOST = 999
KEYS = tuple(state.name.lower() for state in OPEN)


class LimitsForm(Form):
    """A number for each column of what is open; an empty one stands for no limit."""

    todo = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    doing = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    in_review = IntegerField(validators=[Optional(), NumberRange(1, MOST)])

    def __init__(self, project, **kwargs):
        super().__init__(data={**project.board_limits, "version": str(project.version)}, **kwargs)
        for state, words in state_words().items():
            if state in OPEN:
                self[state.name.lower()].label.text = words

    def values(self):
        """The limits that are set, by the key of their column."""
        return {key: self[key].data for key in KEYS if self[key].data}


def add_to(bp):
    bp.route("/projects/<int:project_id>/board/limits", methods=["GET", "POST"], endpoint="limits")(edit)


def edit(project_id):
    project = queries.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_PROJECT)
    form = LimitsForm(project)
    if not form.validate_on_submit():
        return draw("tasks/limits.html", form, project=project)
    limit(project, actor=g.actor, version=form.drawn_from, limits=form.values())
    flash(_("The limits of the board are saved."), "done")
    return done(url_for(".board", project_id=project_id))


def limit(project, *, actor, version, limits):
    """Set how many cards each column should hold at most."""
    check_version(project, version)
    if limits == project.board_limits:
        return
    changes = {"board_limits": [project.board_limits, limits]}
    project.board_limits = limits
    record(project, "limit", actor=actor, changes=changes)
