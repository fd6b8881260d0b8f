"""Life cycles as tables: who may move what, and the sentence that says why not.

The library `transitions` runs the table. Subjects are never registered with it, so one workflow serves every
subject and every thread, and nothing is kept alive.
"""

from typing import Any

from transitions import Machine

from workflows.sentences import Sentence


class Refused(Exception):
    """An expected refusal. `reasons` are sentences for the person who asked."""

    def __init__(self, reasons):
        super().__init__(*reasons)
        self.reasons = list(reasons)


class Guard:
    """A question about a subject and a person, with the sentence shown when the answer is no."""

    def __init__(self, asks, reason):
        self.asks = asks
        self.reason = reason
        self.__name__ = asks.__name__

    def holds(self, subject, actor):
        return bool(self.asks(subject, actor))

    def __call__(self, event):
        return self.holds(event.model, event.kwargs["actor"])


def guard(reason):
    """Turn a predicate ``(subject, actor) -> bool`` into a guard that knows its reason."""
    return lambda asks: Guard(asks, Sentence(reason))


def require(subject, guards, *, actor):
    """Let `actor` do what moves nothing, such as editing; raise `Refused` with every reason why not."""
    if reasons := missing(subject, guards, actor=actor):
        raise Refused(reasons)


def missing(subject, guards, *, actor):
    """The reasons of the guards that do not hold; empty when `actor` may."""
    return [asked.reason for asked in guards if not asked.holds(subject, actor)]


class Workflow:
    """A life cycle: its states, its moves `[trigger, from, to, guards]` and the words on its buttons.

    `name` is the context of its words in the catalogues. The first state is the initial one.
    """

    def __init__(self, name, states, moves, labels):
        self.name = name
        self.states = states
        self.initial = next(iter(states))
        self.moves = [(trigger, source, target, tuple(guards)) for trigger, source, target, guards in moves]
        self.labels = labels
        self.machine = Machine(
            model=None,
            states=states,
            initial=None,
            transitions=[
                {"trigger": trigger, "source": source, "dest": target, "conditions": list(guards)}
                for trigger, source, target, guards in self.moves
            ],
            auto_transitions=False,
            send_event=True,
        )
        self.triggers = tuple(dict.fromkeys(trigger for trigger, *_ in self.moves))
        #: Of each state the triggers that leave it, each with the guards of all its moves.
        self.leaving: dict[Any, dict] = {state: {} for state in states}
        for trigger, source, _, guards in self.moves:
            self.leaving[source].setdefault(trigger, []).append(guards)

    def refusals(self, subject, trigger, *, actor):
        """Why `actor` may not fire `trigger` now; empty when they may."""
        rows = self.leaving[subject.state].get(trigger)
        if rows is None:
            return [Sentence("This cannot be done in the present state.")]
        reasons = [[g.reason for g in guards if not g.holds(subject, actor)] for guards in rows]
        return [] if [] in reasons else list(dict.fromkeys(reason for row in reasons for reason in row))

    def choices(self, subject, *, actor):
        """Each trigger that leaves the current state, with the reasons that block it."""
        return {trigger: self.refusals(subject, trigger, actor=actor) for trigger in self.leaving[subject.state]}

    def target(self, subject, trigger):
        """Where `trigger` leads from the subject's state; None when it does not leave it."""
        return next((to for name, source, to, _ in self.moves if (name, source) == (trigger, subject.state)), None)

    def fire(self, subject, trigger, *, actor):
        """Move the subject in memory, or raise `Refused` with every reason."""
        if reasons := self.refusals(subject, trigger, actor=actor):
            raise Refused(reasons)
        self.machine.events[trigger].trigger(subject, actor=actor)
