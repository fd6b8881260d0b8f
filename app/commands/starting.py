"""Everything at once."""

import click
from flask import current_app

from app import up


@click.command("up")
def start():
    """Migrate, load the demo once, start web and worker, and print the way in."""
    up.run(current_app._get_current_object())
