"""Commands for whoever runs the machine."""

import sys
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import click
from flask import current_app

from app import messages, up, verifying
from app.accounts.actions import link_for, normalised
from app.accounts.queries import by_email
from app.config import ROOT
from app.db import begin_write, db
from app.documentation import with_diagrams
from app.jobs.worker import Worker
from app.outbox import checking, holds
from app.seeds import loading, synthetic
from app.setting_values import folder_of


def init_app(app):
    for command in COMMANDS:
        app.cli.add_command(command)


@click.command("sign-in-link")
@click.argument("email")
def sign_in_link(email):
    """Print a one-time sign-in link for EMAIL."""
    begin_write()
    person = by_email(known_form(email))
    if person is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    link = link_for(person)
    db.session.commit()
    click.echo(link)


def known_form(email):
    try:
        return normalised(email)
    except ValueError as error:
        raise click.ClickException(f"{email} is not an e-mail address.") from error


@click.command()
@click.argument("number", type=int, required=False)
def letters(number):
    """List the letters in the Maildir, newest first, or print letter NUMBER of that list."""
    found = maildir_files()
    if number is None:
        for place, file in enumerate(found, 1):
            message = message_from_bytes(file.read_bytes(), policy=default)
            click.echo(f"{place}. {message['Date']}  {message['To']}  {message['Subject']}")
    elif 0 < number <= len(found):
        message = message_from_bytes(found[number - 1].read_bytes(), policy=default)
        click.echo(message.get_body(("plain",)).get_content())
    else:
        raise click.ClickException(f"There is no letter {number}.")


def maildir_files():
    url = current_app.config["MAIL_URL"]
    if urlsplit(url).scheme != "maildir":
        raise click.ClickException("MAIL_URL is no Maildir: the letters have left this machine.")
    files = (folder_of(url) / "new").glob("*")
    return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)


@click.command("mail-check")
@click.argument("address")
def mail_check(address):
    """Walk a letter to ADDRESS through every step of the way out, and say in words what fails."""
    went_well = True
    for step in checking.check(known_form(address)):
        went_well &= step.went_well
        click.echo(f"{'works' if step.went_well else 'FAILS'}: {checking.WORDS[step.name]}: {step.said}")
    sys.exit(0 if went_well else 1)


@click.command("after-restore")
def after_restore():
    """After a restore: older letters wait to be looked through, and none goes before an administrator says so."""
    begin_write()
    holds.after_restore()
    db.session.commit()
    click.echo("No letter goes until an administrator releases them on the page “Letters of this installation”.")


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


@click.command()
def worker():
    """Do what time brings: reminders, letters, long work."""
    # A power cut must not forget that a letter had reached its end.
    current_app.config["SQLITE_SYNCHRONOUS"] = "FULL"
    db.engine.dispose()
    Worker(current_app.extensions["huey"]).run()


@click.command("up")
def start():
    """Migrate, load the demo once, start web and worker, and print the way in."""
    up.run(current_app)


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="The two projects of the demo.")
@click.option("--projects", default=1, help="Invented projects to spread the rest over.")
@click.option("--tasks", default=0)
@click.option("--materials", default=0)
@click.option("--meetings", default=0)
def seed(with_demo, projects, tasks, materials, meetings):
    """Fill the database with the demo, or with much invented data for measuring."""
    if with_demo and not loading.is_wanted():
        raise click.ClickException("The demo is loaded into an empty installation only, and there are people here.")
    if with_demo:
        loading.load()
    else:
        synthetic.seed(projects=projects, tasks=tasks, materials=materials, meetings=meetings)


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


COMMANDS = (
    sign_in_link,
    letters,
    mail_check,
    after_restore,
    verify,
    worker,
    start,
    seed,
    check_messages,
    diagrams,
)
