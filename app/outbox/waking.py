"""What wakes the sender: the commit that wrote letters, and the tick for those that were not heard."""

from app.jobs.queue import every_minute, on_call, wake
from app.outbox.sending import send_due


def init_app(app):
    on_call("send_letters", send_due)
    every_minute(wake_sender)


def wake_sender():
    """Sending is no part of the tick itself, so that a relay that hangs never holds it."""
    wake("send_letters")
