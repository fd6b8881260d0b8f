"""The queue that runs what the rows say."""


def init_app(app):
    app.extensions["jobs"] = {}
