"""What was thrown away in a project: seen for thirty days, brought back with a click, then gone for good.

Features say what can be thrown away, so that the bin never imports one.
"""

from datetime import timedelta
from typing import NamedTuple

import sqlalchemy as sa
from flask import g, render_template

from app import clock
from app.db import begin_write, db, rows
from app.projects.glance import at_a_glance

KEPT = timedelta(days=30)
SHOWN_AT_ONCE = 100
#: So many things of a kind are purged in one go; the next minute takes the rest.
AT_ONCE = 50
KINDS: dict = {}


class Kind(NamedTuple):
    """`title` is a column; `restore` the endpoint that brings one back, by the argument named; `purge(ids)` removes."""

    model: object
    title: object
    word: str
    restore: str
    argument: str
    purge: object
    shown: object


def register(model, title, *, word, restore, argument, purge, shown):
    """`word` is the kind's name, in the context "thrown away"; `shown(project, actor)` gives conditions on the rows."""
    KINDS[model.kind] = Kind(model, title, word, restore, argument, purge, shown)


def show(project_id):
    project = at_a_glance(project_id, g.actor)
    return render_template(
        "projects/bin.html",
        project=project,
        thrown=thrown_away(project, g.actor),
        kinds=KINDS,
        days=KEPT.days,
    )


def thrown_away(project, actor):
    """What the person can bring back, the latest first: rows of kind, id, title and instant."""
    parts = (of_kind(kind, project, actor) for kind in KINDS)
    every = sa.union_all(*parts).order_by(sa.desc("deleted_at")).limit(SHOWN_AT_ONCE)
    return rows(every)


def of_kind(name, project, actor):
    kind = KINDS[name]
    named = sa.select(sa.literal_column(f"'{name}'").label("kind"), kind.model.id.label("id"))
    facts = named.add_columns(kind.title.label("title"), kind.model.deleted_at.label("deleted_at"))
    return facts.where(
        kind.model.project_id == project.id, kind.model.deleted_at.is_not(None), *kind.shown(project, actor)
    )


def purge():
    """Every minute: what was thrown away longer ago than it is kept goes for good."""
    for kind in KINDS.values():
        if not rows(outdated(kind.model)):
            continue
        begin_write()
        ids = [row.id for row in rows(outdated(kind.model).with_for_update())]
        if ids:
            kind.purge(ids)
        db.session.commit()


def outdated(model):
    return sa.select(model.id).where(model.deleted_at < clock.now() - KEPT).limit(AT_ONCE)
