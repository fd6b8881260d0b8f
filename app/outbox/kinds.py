"""What each kind of letter is made of. Features fill this in `create_app`, so the outbox never imports one."""

from typing import NamedTuple

KINDS: dict = {}


class Kind(NamedTuple):
    """`still_true(letter)` answers None or the reason not to send; `build(letter)` gives the template's values.

    Values may hold `calendar` (bytes of an .ics, with `calendar_method`) which becomes a part of the letter, and
    `unsubscribe` (an address). `is_account` letters are shown to nobody and their bytes are wiped once sent.
    A letter of a project goes to those who belong to it when it is sent, save kinds that speak to those who left
    (`after_leaving`).
    `topic` names what a person can wish to have in a digest, or not at all (see `app.accounts.wishes`).
    `if_unknown` says what happens to a letter whose outcome nobody can know: "hold" or "resend".
    """

    still_true: object
    build: object
    is_account: bool = False
    if_unknown: str = "hold"
    after_leaving: bool = False
    topic: str | None = None


def register(about, *, build, still_true=lambda letter: None, is_account=False, if_unknown="hold",
             after_leaving=False, topic=None):  # fmt: skip
    KINDS[about] = Kind(still_true, build, is_account, if_unknown, after_leaving, topic)
