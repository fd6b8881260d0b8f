"""What is kept, compared with itself."""

import sys

import click

from app import verifying


@click.command()
@click.option("--recount", is_flag=True, help="Put wrong counts right first.")
def verify(recount):
    """Compare all that is kept with itself: files with their checksums and rows, counts with what they count."""
    if recount:
        click.echo(f"Counts put right: {verifying.recount()}.")
    wrong = 0
    for sentence in verifying.verify():
        click.echo(sentence)
        wrong += 1
    click.echo(f"Found wrong: {wrong}.")
    sys.exit(1 if wrong else 0)
