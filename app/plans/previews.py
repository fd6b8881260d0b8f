"""What a change of the plan would do to the days of its stages, before it is made."""

from typing import NamedTuple

from app.plans.standing import span


class Row(NamedTuple):
    """A stage with its days as they are and as they would be, each a pair or None where there are none."""

    title: str
    now: tuple | None
    after: tuple | None

    @property
    def is_changed(self):
        return self.now != self.after


def preview(plan, laid):
    """The stages of the plan with the days they would get, in order."""
    return [Row(stage.title, span(stage), days) for stage, days in zip(plan.stages, laid, strict=True)]


def preview_without(plan, stage, laid):
    """The same for a plan without one of its stages; `laid` are the days of those that stay."""
    days = iter(laid)
    return [Row(one.title, span(one), None if one is stage else next(days)) for one in plan.stages]
