"""The process that does the work behind the pages, and its end: it finishes the pieces it is at."""

from huey.consumer import Consumer

from app.db import db
from app.jobs.stopping import is_stopping, listen


class Worker(Consumer):
    """Huey's consumer, which by itself drops the running task at SIGTERM and at the second Ctrl-C; ours does not."""

    def __init__(self, queue):
        super().__init__(queue, workers=4, max_delay=0.5, shutdown_timeout=10)

    def start(self):
        super().start()
        listen()

    def loop(self, health_check_ts=None):
        if is_stopping():
            self.stop(graceful=True)
        return super().loop(health_check_ts)


def work(app):
    """Do what time brings, until asked to stop."""
    # A power cut must not forget that a letter had reached its end.
    app.config["SQLITE_SYNCHRONOUS"] = "FULL"
    db.engine.dispose()
    Worker(app.extensions["huey"]).run()
