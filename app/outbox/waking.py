"""What wakes the sender: the commit that wrote letters, and the tick for those that were not heard."""

from app.jobs.queue import every_minute, on_call
from app.outbox.bounces import read_bounces
from app.outbox.sending import send_due
from app.outbox.together import Together


def init_app(app):
    app.extensions["outbox_together"] = Together()
    on_call("send_letters", send_due)
    every_minute(send_due)
    every_minute(read_bounces)
