"""Letters, for whoever runs the machine."""

import sys
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from urllib.parse import urlsplit

import click
from flask import current_app

from app.commands.accounts import known_form
from app.db import begin_write, db
from app.outbox import checking, holds
from app.setting_values import folder_of


@click.command()
@click.argument("number", type=int, required=False)
def letters(number):
    """List the letters in the Maildir, newest first, or print letter NUMBER of that list."""
    found = maildir_files()
    if number is None:
        for place, file in enumerate(found, 1):
            message = message_from_bytes(file.read_bytes())
            # The newer policy puts a space between two encoded parts of one name.
            to, subject = (make_header(decode_header(message[name])) for name in ("To", "Subject"))
            click.echo(f"{place}. {message['Date']}  {to}  {subject}")
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
