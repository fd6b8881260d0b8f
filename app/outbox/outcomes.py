"""What can come of handing a letter over."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """How an attempt ended: the letter's move that follows from it, the relay's code and words.

    `move` is one of ``sent``, ``put_back`` (try again later), ``fail`` and ``lose_sight`` (nobody can know).
    """

    move: str
    code: int | None = None
    text: str = ""
    queue_id: str | None = None


class ChannelBroken(Exception):
    """No letter can go this way now (no connection, TLS, login or sender refused): no letter's fault."""
