"""Which reminders are due when."""


def init_app(app):
    pass
