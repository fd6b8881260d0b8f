"""The conditions a gate can ask for: each a named question with a figure.

A condition is a function of the project's facts (see `app.gates.facts`) and its own parameters. It answers
`(done, wanted)`, both whole numbers, and is met when `done >= wanted`; some are met only where there is anything to
count (`needs_some`). To add one, write the function here with its words, and one line in
`tests/workflows/test_gates.py`; the form that asks for it follows from its parameters.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import NamedTuple

from workflows.sentences import p

CONDITIONS: dict = {}


class Question(NamedTuple):
    """A kind of condition: its words, the place in the project where it can be met, and the function that counts it.

    One that `needs_some` speaks of all that the work has brought, and is not met before there is any. The others are
    free of trouble where there is nothing: no task is late, nobody has to consent.
    """

    kind: str
    words: str
    place: str
    ask: Callable
    needs_some: bool = False

    @property
    def parameters(self):
        """What can be said of it beside its kind, as ``{name: whether it must be}``; the id is given, not said."""
        return {name: is_needed for name, is_needed in parameters_of(self.ask).items() if name != "id"}


class Answer(NamedTuple):
    """How a condition stands: `done` of `wanted`. `asked` is the condition as its stage keeps it."""

    asked: dict
    question: Question
    done: int
    wanted: int

    @property
    def id(self):
        return self.asked["id"]

    @property
    def kind(self):
        return self.question.kind

    @property
    def words(self):
        return self.question.words

    @property
    def place(self):
        return self.question.place

    @property
    def is_met(self):
        lacks_any = self.wanted == 0 and self.question.needs_some
        return self.done >= self.wanted and not lacks_any


@cache
def parameters_of(count):
    """What the function of a condition takes beside the facts, as ``{name: whether it must be given}``."""
    known = signature(count).parameters.values()
    return {known.name: known.default is known.empty for known in known if known.name != "facts"}


def condition(words, place, *, needs_some=False):
    """Register a function of ``(facts, **parameters)`` as a kind of condition, under its own name."""

    def register(count):
        CONDITIONS[count.__name__] = Question(count.__name__, words, place, count, needs_some)
        return count

    return register


def named(asked, ids=()):
    """The conditions with an `id` for each that has none yet: its kind, or, where that is taken, with a number.

    `ids` are not given either: those of conditions that were asked before, so that no old tick counts for a new one.
    """
    found: list[dict] = []
    for one in asked:
        taken = {other["id"] for other in found} | set(ids) | {other.get("id") for other in asked}
        numbers = (f"{one['kind']}-{number}"[-ID_LENGTH:] for number in range(2, len(taken) + 3))
        free = next(id for id in (one["kind"][:ID_LENGTH], *numbers) if id not in taken)
        found.append({"id": one.get("id") or free, **{name: value for name, value in one.items() if name != "id"}})
    return found


def answer(asked, facts):
    """How one asked condition, such as ``{"id": "…", "kind": "materials_accepted", "count": 30}``, stands now."""
    question = CONDITIONS[asked["kind"]]
    known = parameters_of(question.ask)
    said = {name: value for name, value in asked.items() if name in known}
    done, wanted = question.ask(facts, **said)
    return Answer(asked, question, done, wanted)


def answers(conditions, facts):
    return [answer(asked, facts) for asked in conditions]


#: The longest id of a condition.
ID_LENGTH = 32


@condition(p("condition", "All seats of the workgroup are taken"), "workgroup")
def seats_filled(facts):
    return facts.seats_taken, facts.seats


@condition(p("condition", "Every seat has a duty"), "workgroup")
def seats_have_duties(facts):
    return facts.seats_with_duty, facts.seats


@condition(p("condition", "A meeting was held in this stage"), "meetings")
def meeting_held(facts, count=1):
    return facts.meetings_held, count


@condition(p("condition", "The minutes of the last meeting are approved"), "meetings")
def minutes_approved(facts):
    return facts.last_minutes_approved, 1


@condition(p("condition", "All tasks of the stage are done"), "tasks", needs_some=True)
def tasks_done(facts, priority=None):
    return facts.stage_tasks_done(priority), facts.stage_tasks(priority)


@condition(p("condition", "No task is overdue"), "tasks")
def no_task_overdue(facts):
    return facts.open_tasks - facts.tasks_overdue, facts.open_tasks


@condition(p("condition", "Materials accepted"), "materials")
def materials_accepted(facts, count, genre=None, about=None):
    return facts.materials_accepted(genre, about), count


@condition(p("condition", "Every material says where it came from"), "materials", needs_some=True)
def materials_have_sources(facts):
    return facts.materials_with_source, facts.materials


@condition(p("condition", "Every material says who has the rights"), "materials", needs_some=True)
def materials_have_rights(facts):
    return facts.materials_with_rights, facts.materials


@condition(p("condition", "Living people in accepted materials have consented"), "persons")
def people_consented(facts):
    return facts.people_consented, facts.people_to_consent


@condition(p("condition", "Every person of the project has accepted materials"), "materials", needs_some=True)
def persons_documented(facts, count):
    return facts.persons_with(count), facts.persons


@condition(p("condition", "A document is attached"), "documents")
def document_attached(facts, document):
    return min(facts.documents(document), 1), 1


@condition(p("condition", "A budget note is attached"), "documents")
def budget_noted(facts):
    return min(facts.documents("BUDGET"), 1), 1


@condition(p("condition", "Approved"), "gate")
def approved(facts, id, by, role=""):
    return facts.ticked(id), 1


@condition(p("condition", "Confirmed"), "gate")
def confirmed(facts, id, question):
    return facts.ticked(id), 1


@condition(p("condition", "Opinions of the group"), "gate")
def opinions_given(facts, count):
    return facts.opinions, count


#: The kinds that a person meets by a tick of their own.
TICKED = ("approved", "confirmed")
