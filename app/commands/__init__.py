"""Commands for whoever runs the machine.

Each is imported when it is called: a web server carries nothing of what migrates, seeds or verifies.
"""

from importlib import import_module

from flask.cli import AppGroup

COMMANDS = {
    "sign-in-link": ("app.commands.accounts", "sign_in_link"),
    "letters": ("app.commands.letters", "letters"),
    "mail-check": ("app.commands.letters", "mail_check"),
    "after-restore": ("app.commands.letters", "after_restore"),
    "verify": ("app.commands.keeping", "verify"),
    "backup": ("app.commands.keeping", "backup"),
    "restore": ("app.commands.keeping", "bring_back"),
    "web": ("app.commands.serving", "web"),
    "worker": ("app.commands.working", "worker"),
    "up": ("app.commands.starting", "start"),
    "seed": ("app.commands.seeding", "seed"),
    "db": ("app.migrating", "group"),
    "check-messages": ("app.commands.checking", "check_messages"),
    "diagrams": ("app.commands.checking", "diagrams"),
}


class Commands(AppGroup):
    def list_commands(self, ctx):
        return sorted(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name]
        return getattr(import_module(module), function)


def init_app(app):
    app.cli = Commands(app.name)
