"""Bytes in a folder."""


def init_app(app):
    app.extensions["storage"] = None
