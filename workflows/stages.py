"""The stages of a project: a machine built from its plan, and the built-in plan of a cultural history project."""

from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workflows.engine import Workflow, guard
from workflows.sentences import p


class PlannedStage(NamedTuple):
    """One stage of a plan: its key, its words, its length in working days, what its gate asks."""

    key: str
    name: str
    description: str
    working_days: int
    conditions: tuple


#: Ask `workflows.gates.CONDITIONS` what each name means.
CULTURAL_HISTORY = (
    PlannedStage(
        "planning_and_preparation",
        p("stage", "Planning and preparation"),
        p("stage", "The workgroup is formed, the duties are shared out, the first materials are looked for."),
        45,
        (
            {"kind": "seats_filled"},
            {"kind": "seats_have_duties"},
            {"kind": "meeting_held"},
            {"kind": "tasks_done"},
        ),
    ),
    PlannedStage(
        "collecting_materials",
        p("stage", "Collecting materials"),
        p("stage", "Documents, photographs and memoirs of persons and events are collected and checked."),
        90,
        (
            {"kind": "materials_accepted", "count": 30},
            {"kind": "materials_have_sources"},
            {"kind": "meeting_held"},
            {"kind": "tasks_done"},
        ),
    ),
    PlannedStage(
        "research_and_description",
        p("stage", "Research and description"),
        p(
            "stage",
            "Persons and events are researched, materials are described and their rights are cleared.",
        ),
        90,
        ({"kind": "materials_accepted", "count": 60}, {"kind": "no_task_overdue"}, {"kind": "tasks_done"}),
    ),
    PlannedStage(
        "production",
        p("stage", "Production"),
        p("stage", "The book, the exhibition and the pages are made ready."),
        60,
        ({"kind": "meeting_held"}, {"kind": "tasks_done"}, {"kind": "people_consented"}),
    ),
    PlannedStage(
        "presentation",
        p("stage", "Presentation"),
        p("stage", "The work is shown to the readers, and the project is summed up."),
        20,
        ({"kind": "meeting_held"}, {"kind": "tasks_done"}),
    ),
)


@guard("Only the one who decides at this gate can do this.")
def decides(plan, actor):
    return plan.is_decided_by(actor)


@guard("The project has entered this stage, so it keeps its name and its place in the plan.")
def is_not_entered(stage, actor):
    return stage.entered_at is None


@guard("The project has left this stage behind: it is history.")
def is_not_behind(stage, actor):
    return not stage.is_behind


@guard("The plan of a completed project stays as it is. Reopen the project first.")
def is_under_way(stage, actor):
    return stage.is_under_way


@guard("A decision led to this stage before it was taken back, so the stage stays in the plan.")
def is_not_in_history(stage, actor):
    return not stage.is_in_history


@guard("The stage before it was entered already, so this one cannot come earlier.")
def may_come_earlier(stage, actor):
    return stage.before is not None and stage.before.entered_at is None


@guard("It is the last stage that was not entered, so it cannot come later.")
def may_come_later(stage, actor):
    return stage.after is not None and stage.after.entered_at is None


@guard("A stage of one day cannot be split.")
def is_divisible(stage, actor):
    return stage.working_days > 1


@guard("A plan has thirty stages at most.")
def has_room(stage, actor):
    return stage.stage_count < MOST_STAGES


MOST_STAGES = 30

#: What can be done to a stage of a plan, and what must hold for it.
CHANGES = {
    "word": (is_under_way, is_not_entered),
    "days": (is_under_way, is_not_behind),
    "gate": (is_under_way, is_not_behind),
    "up": (is_under_way, is_not_entered, may_come_earlier),
    "down": (is_under_way, is_not_entered, may_come_later),
    "split": (is_under_way, is_not_entered, is_divisible, has_room),
    "remove": (is_under_way, is_not_entered, is_not_in_history),
    "add_after": (is_under_way, is_not_behind, has_room),
}


def refusal(stage, change, actor):
    """The sentence that stands in the way of a change of the plan at this stage; None when it can be made."""
    return next((asked.reason for asked in CHANGES[change] if not asked.holds(stage, actor)), None)


@lru_cache(maxsize=256)
def stage_machine(keys):
    """The workflow of a plan whose stages have these keys, in this order.

    `go` leads to the next stage; the last stage has none, there the project is completed instead.
    `back_to_<key>` leads to any earlier one. `return_to_<key>` follows a decision that was taken back.
    """
    stages = Enum("Stage", [(key, key) for key in keys])  # type: ignore[misc]
    order: list = list(stages)
    forward = [["go", here, there, [decides]] for here, there in pairwise(order)]
    back = [
        [f"back_to_{there.name}", here, there, [decides]] for place, here in enumerate(order) for there in order[:place]
    ]
    undone = [[f"return_to_{there.name}", here, there, [decides]] for here in order for there in order if there != here]
    labels = {"go": p("gate", "Go to the next stage")}
    labels |= {f"back_to_{stage.name}": p("gate", "Back to an earlier stage") for stage in order[:-1]}
    return Workflow("gate", stages, forward + back + undone, labels)
