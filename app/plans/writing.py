"""What every change of a plan has in common: compared with the form, written down, and out of date for other pages."""

from sqlalchemy.orm.attributes import flag_modified

from app.config import LANGUAGES
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.plans.standing import standing
from app.projects.actions import WORDS, written_in


def begin(stage, change, *, actor, version):
    """Hold the plan until the commit; gives the stage as it stands.

    Raises `Stale` when the plan was changed or decided upon since the form was drawn, `Refused` with the reason.
    """
    check_version(stage.plan, version)
    standing(stage).require(change, actor)


def written(plan, act, *, actor, title, before=None, after=None, **params):
    """Write a change of the plan down under the title of a stage; `before` and `after` are facts fit for JSON.

    The plan's version rises, so that a form for the gate's decision that is open somewhere is out of date, and a
    decision taken before cannot be taken back.
    """
    flag_modified(plan, "round")
    changes = changes_between(before or {}, after or {})
    return record(plan, act, actor=actor, changes=changes, title=title, **params)


def words_of(stage):
    return {f"{field}_{code}": written_in(stage, field, code) for field in WORDS for code in LANGUAGES}


def days_of(plan):
    """The days of every stage as the journal keeps them, by the stage's key."""
    return {stage.key: [str(stage.planned_start), str(stage.planned_end)] for stage in plan.stages}


def lay(plan, laid):
    """Give the stages these days, in the order of the plan."""
    for stage, (start, end) in zip(plan.stages, laid, strict=True):
        stage.planned_start, stage.planned_end = start, end
