"""The schema, by Flask-Migrate: `db upgrade`, `db check` and its other commands."""

import click
import flask_migrate
from flask import current_app
from flask_migrate import cli

from app.db import db

#: FTS5 and the queue keep tables of their own, which no model describes; so do columns of lexemes on PostgreSQL.
TABLES = ("search_words", "passage_words", "huey_")
LEXEMES = {("search_entry", "words"), ("passage", "words")}
INDEXES = {"ix_search_entry_words", "ix_passage_words"}


def is_ours(name, kind, parents):
    if kind == "column":
        return (parents["table_name"], name) not in LEXEMES
    return not ((kind == "table" and name.startswith(TABLES)) or name in INDEXES)


migrate = flask_migrate.Migrate(
    db=db, directory="app/migrations", render_as_batch=True, compare_type=True, include_name=is_ours
)


def attach():
    """Let Flask-Migrate know this application."""
    migrate.init_app(current_app)


def upgrade(revision="head"):
    attach()
    flask_migrate.upgrade(revision=revision)


@click.group("db", commands=cli.db.commands, params=cli.db.params)
def group(**options):
    """Migrate the database, or compare it with the models."""
    attach()
    cli.db.callback(**options)
