"""The queue that runs what the rows say."""


def init_app(app):
    app.extensions["jobs"] = {}


EVERY_MINUTE = []


def every_minute(work):
    """Have the tick call `work()` once a minute, in an app context."""
    EVERY_MINUTE.append(work)
