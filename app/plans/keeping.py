"""Keep a plan as a template for further projects, give it another name, share it, throw it away."""

from app import clock
from app.config import LANGUAGES
from app.db import db
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.plans.standing import span
from app.plans.writing import written
from app.projects.actions import written_in
from app.projects.plans import PlanTemplate
from workflows.plan_days import working_days


def keep(plan, *, actor, title, is_shared):
    """A template of the plan as it stands, without days, and without anybody of this project."""
    template = PlanTemplate(
        title=title,
        stages=[kept(stage) for stage in plan.stages],
        is_shared=is_shared,
        created_by_id=actor.id,
        created_at=clock.now(),
    )
    db.session.add(template)
    written(plan, "keep_template", actor=actor, title=title)
    return template


def kept(stage):
    return {
        "key": stage.key,
        "working_days": working_days(*span(stage)),
        "conditions": [portable(asked) for asked in stage.conditions if not asked.get("about")],
        "titles": words_of(stage, "title"),
        "descriptions": words_of(stage, "description"),
    }


def portable(asked):
    """A condition as any project can ask it: who approves, and its id here, belong to this one."""
    return {name: fact for name, fact in asked.items() if name not in ("id", "by")}


def words_of(stage, field):
    return {code: text for code in LANGUAGES if (text := written_in(stage, field, code))}


def revise(template, *, actor, version, title, is_shared):
    check_version(template, version)
    before = {"title": template.title, "is_shared": template.is_shared}
    changes = changes_between(before, {"title": title, "is_shared": is_shared})
    template.title, template.is_shared = title, is_shared
    record(template, "revise", actor=actor, changes=changes)


def throw_away(template, *, actor, version):
    """Projects that were begun from it keep their plans."""
    check_version(template, version)
    record(template, "delete", actor=actor)
    db.session.delete(template)
