"""The demo goes into an empty installation, once and whole."""

from sqlalchemy import text

from app.accounts.models import User
from app.accounts.queries import is_there_anybody
from app.db import begin_write, db, is_sqlite
from app.jobs.models import Installation
from app.seeds.demo.of_2018 import project_of_2018
from app.seeds.demo.people import OBSERVER, PEOPLE, make_people
from app.seeds.demo.today import project_of_today


def load():
    """Make both projects. Each step of the story is a transaction of its own, so the demo says that it was begun.

    One that broke off is thrown away and begun anew.
    """
    if is_there() == "begun":
        throw_away()
    mark("begun")
    people = make_people()
    project_of_2018(people)
    project_of_today(people)
    mark("loaded")


def is_wanted():
    """Whether this installation is empty, or holds only a demo that broke off."""
    how_far = is_there()
    return how_far == "begun" or (how_far is None and not is_there_anybody())


def throw_away():
    """Empty every table of a demo that broke off. Nobody but its people can be there: no page was served yet."""
    ours = [email for email, *_ in (*PEOPLE, OBSERVER)]
    begin_write()
    if db.session.scalar(db.select(db.func.count()).where(User.email.not_in(ours))):
        raise RuntimeError("The demo broke off and others have come since: nothing is thrown away.")
    names = [table.name for table in reversed(db.metadata.sorted_tables)]
    if is_sqlite():
        db.session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for name in names:
            db.session.execute(text(f'DELETE FROM "{name}"'))  # nosec B608  # our own tables' names
    else:
        db.session.execute(text("TRUNCATE " + ", ".join(f'"{name}"' for name in names) + " RESTART IDENTITY CASCADE"))
    db.session.commit()


def mark(how_far):
    begin_write()
    db.session.merge(Installation(name="demo", value=how_far))
    db.session.commit()


def is_there():
    """How far the demo was loaded: "begun", "loaded", or None."""
    row = db.session.get(Installation, "demo")
    return row and row.value
