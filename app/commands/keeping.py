"""What is kept: compared with itself, copied elsewhere, and brought back."""

import sys
from pathlib import Path

import click

from app import verifying
from app.backups.place import Place, Trouble
from app.backups.restoring import restore
from app.backups.taking import back_up
from app.numbers import file_size


@click.command()
@click.option("--recount", is_flag=True, help="Put wrong counts right first.")
def verify(recount):
    """Compare all that is kept with itself: files with checksums and rows, counts, what places lie in."""
    if recount:
        click.echo(f"Counts put right: {verifying.recount()}.")
    wrong = 0
    for sentence in verifying.verify():
        click.echo(sentence)
        wrong += 1
    click.echo(f"Found wrong: {wrong}.")
    sys.exit(1 if wrong else 0)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Let go of all backups there but the last so many.")
def backup(folder, keep):
    """Copy everything into FOLDER, best on another disk, while the service runs. Files are copied once for all."""
    try:
        made = back_up(folder)
    except Trouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    copied = file_size(made.copied, language="en")
    click.echo(f"{made.path}: {made.n_files} files; copied now: {copied}.")
    for sentence in made.wrong:
        click.echo(sentence)
    if keep and not made.wrong:
        click.echo(f"Older backups let go: {Place(folder).forget_but(keep)}.")
    sys.exit(1 if made.wrong else 0)


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
def bring_back(folder):
    """Bring an empty installation to what it was when the backup in FOLDER was made. Stop the service before."""
    try:
        n_files = restore(folder)
    except Trouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"Restored, with {n_files} files. Start the service as always.")
    click.echo("No letter goes until an administrator releases them on the page “Letters of this installation”.")
