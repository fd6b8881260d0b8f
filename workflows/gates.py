"""The conditions a gate can ask for: each a named question with a figure.

A condition is a function of the project's facts (see `app.gates.facts`) and its own parameters. It answers
`(done, wanted)`, both whole numbers, and is met when `done >= wanted`. To add one, write the function here with
its words, and one line in `tests/workflows/test_gates.py`.
"""

from typing import NamedTuple

from workflows.sentences import p

CONDITIONS: dict = {}


class Question(NamedTuple):
    """A kind of condition: its words, the place in the project where it can be met, and the function that counts it."""

    kind: str
    words: str
    place: str
    ask: object


class Answer(NamedTuple):
    """How a condition stands: `done` of `wanted`."""

    kind: str
    words: str
    place: str
    done: int
    wanted: int

    @property
    def is_met(self):
        return self.done >= self.wanted


def condition(words, place):
    """Register a function of ``(facts, **parameters)`` as a kind of condition, under its own name."""

    def register(count):
        CONDITIONS[count.__name__] = Question(count.__name__, words, place, count)
        return count

    return register


def answer(asked, facts):
    """How one asked condition, such as ``{"kind": "materials_accepted", "count": 30}``, stands now."""
    parameters = dict(asked)
    question = CONDITIONS[parameters.pop("kind")]
    done, wanted = question.ask(facts, **parameters)
    return Answer(question.kind, question.words, question.place, done, wanted)


def answers(conditions, facts):
    return [answer(asked, facts) for asked in conditions]


@condition(p("condition", "All seats of the workgroup are taken"), "workgroup")
def seats_filled(facts):
    return facts.seats_taken, facts.seats


@condition(p("condition", "Every seat has a duty"), "workgroup")
def seats_have_duties(facts):
    return facts.seats_with_duty, facts.seats


@condition(p("condition", "A meeting was held in this stage"), "meetings")
def meeting_held(facts, count=1):
    return facts.meetings_held, count


@condition(p("condition", "All tasks of the stage are done"), "tasks")
def tasks_done(facts):
    return facts.stage_tasks_done, facts.stage_tasks


@condition(p("condition", "No task is overdue"), "tasks")
def no_task_overdue(facts):
    return facts.open_tasks - facts.tasks_overdue, facts.open_tasks


@condition(p("condition", "Materials accepted"), "materials")
def materials_accepted(facts, count):
    return facts.materials_accepted, count


@condition(p("condition", "Every material says where it came from"), "materials")
def materials_have_sources(facts):
    return facts.materials_with_source, facts.materials
