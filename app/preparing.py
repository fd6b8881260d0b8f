"""What comes before the pages and is needed once: the schema, the demo, and the words about the way in."""

import click
from sqlalchemy.exc import OperationalError

from app.accounts.actions import first_link, link_for
from app.accounts.queries import by_email, is_there_anybody
from app.db import begin_write, db, is_alive
from app.migrating import upgrade
from app.seeds.demo import loading
from app.seeds.demo.people import CAST
from app.setting_values import WrongSetting


def prepare(app):
    prepare_database()
    if app.config["DEMO"]:
        load_demo_once()


def prepare_database():
    try:
        is_alive()
    except OperationalError as error:
        raise WrongSetting(f"DATABASE_URL: the database does not answer: {error.orig}") from error
    db.session.remove()
    upgrade()


def load_demo_once():
    """The demo is loaded into an empty installation, once and whole: Ctrl-C waits those seconds for it."""
    if loading.is_wanted():
        click.echo("Loading the demo …")
        loading.load()


def announce(app):
    """The address, and a one-time link for each person of the demo, or for the first administrator."""
    click.echo(f"\nShezhire: {app.config['PUBLIC_BASE_URL']}\n")
    begin_write()
    for words, link in ways_in(app):
        click.echo(f"  {words}: {link}")
    db.session.commit()
    db.session.remove()
    click.echo("\nCtrl-C stops it.")


def ways_in(app):
    if not is_there_anybody():
        yield "Make the first administrator", first_link()
    elif app.config["DEMO"]:
        for role, email in CAST.items():
            if person := by_email(email):
                yield f"Sign in as the demo's {role}", link_for(person)
