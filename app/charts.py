"""What charts are drawn from: values alone, so that the same figures are drawn once."""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of a whole, with the list where it can be read."""

    label: str
    n: int
    tone: str
    url: str | None = None


class StageShown(NamedTuple):
    """A stage of the arrowed line; `state` is done, now or later."""

    name: str
    state: str
    note: str | None
    url: str
