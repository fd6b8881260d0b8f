"""Walk one letter through every step to the relay, and say in words where it goes no further."""

from email.utils import make_msgid
from typing import NamedTuple

from flask import current_app

from app import clock
from app.outbox.addresses import header
from app.outbox.channels import is_maildir, open_channel
from app.outbox.claim import Claim
from app.outbox.connecting import told
from app.outbox.freeze import Frozen
from app.outbox.mime import heading
from app.outbox.outcomes import ChannelBroken
from app.outbox.parts import text
from workflows.sentences import p

WORDS = {
    "connect": p("mail check", "Reach the mail server"),
    "secure": p("mail check", "Agree on encryption"),
    "log_in": p("mail check", "Sign in to it"),
    "send": p("mail check", "Hand over a letter"),
    "write": p("mail check", "Write a letter into the Maildir"),
}


#: What features check beside the way out, by name.
FURTHER: dict = {}


def also_check(name, words, walk):
    """Check this too: `walk()` gives a `Step`, or None where there is nothing to check."""
    WORDS[name] = words
    FURTHER[name] = walk


class Step(NamedTuple):
    """One step by its name in `WORDS`, whether it went well, and what was said."""

    name: str
    went_well: bool
    said: str


def check(address):
    """The steps of a letter to `address`, up to the first that fails, and then what features check."""
    yield from way_out(address)
    yield from filter(None, (walk() for walk in FURTHER.values()))


def way_out(address):
    url = current_app.config["MAIL_URL"]
    channel = open_channel(url)
    names = ["write"] if is_maildir(url) else ["connect", "secure", "log_in", "send"]
    try:
        for name in names:
            step = walk(name, channel, address)
            yield step
            if not step.went_well:
                return
    finally:
        channel.close()


def walk(name, channel, address):
    try:
        if name in ("send", "write"):
            outcome = channel.send(letter_to(address), keep=lambda: None, reach_dot=lambda: True)
            return Step(name, outcome.move == "sent", outcome.text)
        return Step(name, True, getattr(channel, name)())
    except (OSError, ChannelBroken) as error:
        return Step(name, False, told(error))


def letter_to(address):
    """A letter of its own kind: no row, no retry, nothing to be looked through."""
    now, message_id = clock.now(), make_msgid(domain="shezhire")
    head = heading(header("", address), "Shezhire: the letters arrive", now, message_id)
    words = f"This letter was sent to see whether letters arrive.\n\n{current_app.config['PUBLIC_BASE_URL']}"
    return Frozen(Claim(0, 0, now), address, "", message_id, head + bytes(text("plain", words)))
