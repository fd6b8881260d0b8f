"""What the tests of comments post, and what is kept of it."""

from app.comments.models import Comment
from app.db import db
from app.journal.models import Entry


def said(browser, task, text="Where are the newspapers?", **typed):
    return browser.post(f"/comments/on/task/{task.id}", data={"text": text, **typed})


def newest():
    return db.session.scalars(db.select(Comment).order_by(Comment.id.desc())).first()


def pairs(table):
    return [tuple(row) for row in db.session.execute(db.select(table))]


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()
