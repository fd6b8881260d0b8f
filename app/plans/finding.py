"""The stage that a form is about, before the form is looked at."""

from flask import g, request

from app.errors import check_version
from app.pages import SAFE, posted_version
from app.plans import queries
from app.plans.standing import standing


def found_for(change, project_id, stage_id):
    """The stage, where this can be changed.

    Raises `Stale` when the plan has changed since the form was drawn, which is said rather than what no longer fits
    in it; `Refused` with the reason, which the page of the stage shows.
    """
    stage = queries.find_stage(project_id, stage_id, g.actor)
    if request.method not in SAFE:
        check_version(stage.plan, posted_version())
    standing(stage).require(change, g.actor)
    return stage
