"""Commands for whoever runs the machine."""


def init_app(app):
    pass
