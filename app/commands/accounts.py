"""Ways in, for whoever runs the machine."""

import click

from app.accounts.actions import link_for, normalised
from app.accounts.queries import by_email
from app.db import begin_write, db


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
