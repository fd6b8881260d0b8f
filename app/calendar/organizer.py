"""Whom calendars answer to."""

from email.utils import parseaddr

from flask import current_app


def organizer():
    """``(name, address)``: the sender of letters, by the address of the mailbox of answers where there is one."""
    name, address = parseaddr(current_app.config["MAIL_FROM"])
    return name, answers_to() or address


def answers_to():
    """The address whose mailbox the worker reads; None where it reads none."""
    config = current_app.config
    return config["MAIL_REPLIES_ADDRESS"] if config["MAIL_REPLIES_HOST"] else None
