"""Change one stage of a plan: its words, its days, who decides at its gate."""

from app.config import LANGUAGES
from app.plans.standing import spans
from app.plans.writing import begin, days_of, lay, words_of, written
from workflows.plan_days import moved


def word(stage, *, actor, version, titles, descriptions):
    """Write the words of a stage, each ``{language: text}``."""
    begin(stage, "word", actor=actor, version=version)
    before = words_of(stage)
    for language in LANGUAGES:
        stage.set_text("title", language, titles[language])
        stage.set_text("description", language, descriptions[language])
    written(stage.plan, "word", actor=actor, title=stage.original("title"), before=before, after=words_of(stage))


def move(stage, *, actor, version, start, end):
    """Plan a stage from `start` to `end`; what follows moves with it and keeps its length in working days."""
    begin(stage, "days", actor=actor, version=version)
    plan, before = stage.plan, days_of(stage.plan)
    lay(plan, moved(spans(plan), plan.stages.index(stage), start, end))
    written(plan, "days", actor=actor, title=stage.original("title"), before=before, after=days_of(plan))


def name_decider(stage, *, actor, version, person):
    """Name who decides at the gate, one of the project's people; None leaves it to the coordinator."""
    begin(stage, "gate", actor=actor, version=version)
    before = {"decider": stage.decider.short_name if stage.decider else ""}
    stage.decider = person
    after = {"decider": person.short_name if person else ""}
    written(stage.plan, "decider", actor=actor, title=stage.original("title"), before=before, after=after)
