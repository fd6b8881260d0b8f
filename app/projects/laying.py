"""Lay the plan of a new project: its stages with their words, their days, and what their gates ask."""

from flask_babel import force_locale, pgettext

from app.config import LANGUAGES
from app.db import db
from app.projects.models import Plan, Stage
from app.projects.visiting import enter
from workflows.gates import CONDITIONS, named
from workflows.plan_days import laid_out
from workflows.stages import CULTURAL_HISTORY


def built_in():
    """The built-in plan of a cultural history project in the form of a template, its words in every language."""
    return [
        {
            "key": stage.key,
            "working_days": stage.working_days,
            "conditions": list(stage.conditions),
            "titles": in_every_language(stage.name),
            "descriptions": in_every_language(stage.description),
        }
        for stage in CULTURAL_HISTORY
    ]


def in_every_language(words):
    found = {}
    for language in LANGUAGES:
        with force_locale(language):
            found[language] = pgettext("stage", words)
    return found


def lay_plan(project, stages):
    """Write the plan's stages one after another from the project's first day on; the project enters the first."""
    plan = Plan(project=project, stage_key=stages[0]["key"])
    db.session.add(plan)
    db.session.flush()
    spans = laid_out(project.starts_on, [stage["working_days"] for stage in stages])
    for position, (planned, (start, end)) in enumerate(zip(stages, spans, strict=True)):
        stage = Stage(
            project_id=project.id,
            plan=plan,
            key=planned["key"],
            position=position,
            planned_start=start,
            planned_end=end,
            conditions=named(with_approver(planned["conditions"], project.created_by_id)),
        )
        word(stage, planned["titles"], planned["descriptions"])
        db.session.add(stage)
    db.session.flush()
    enter(plan)


def with_approver(conditions, person_id):
    """Templates name nobody: an approval is its project's maker's until the plan names somebody else."""
    return [
        {**asked, "by": person_id} if "by" in CONDITIONS[asked["kind"]].parameters and "by" not in asked else asked
        for asked in conditions
    ]


def word(stage, titles, descriptions):
    """Write the words of a stage, each ``{language: text}``."""
    for language in LANGUAGES:
        stage.set_text("title", language, titles.get(language, ""))
        stage.set_text("description", language, descriptions.get(language, ""))
