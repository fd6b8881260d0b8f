"""The worker alone."""

import click
from flask import current_app

from app.jobs.worker import work


@click.command()
def worker():
    """Do what time brings: reminders, letters, long work."""
    work(current_app)
