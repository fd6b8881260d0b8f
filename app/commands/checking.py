"""What `make check` asks of the tree."""

import sys

import click

from app import messages
from app.config import ROOT
from app.documentation import with_diagrams


@click.command("check-messages")
def check_messages():
    """Fail when a message is missing or fuzzy in a catalogue."""
    troubles = messages.troubles()
    for trouble in troubles:
        click.echo(trouble, err=True)
    sys.exit(1 if troubles else 0)


@click.command()
@click.option("--check", is_flag=True, help="Only say whether they are up to date.")
def diagrams(check):
    """Draw every life cycle into the README."""
    readme = ROOT / "README.md"
    drawn = with_diagrams(readme.read_text())
    if check:
        sys.exit(
            0
            if drawn == readme.read_text()
            else "The diagrams in README.md are out of date: run flask --app wsgi diagrams."
        )
    readme.write_text(drawn)
