"""What can be talked about and followed. Features fill this in `create_app`, so that comments never import one."""

from typing import NamedTuple

from flask import abort, url_for
from sqlalchemy import false, or_

from app.comments.models import Comment
from app.db import db

SUBJECTS: dict = {}


class Subject(NamedTuple):
    """`visible_to(actor)` selects the things this person may see, `address(id)` is the page of one.

    Where that page does not show what is said, it leads to a page of comments of its own.
    """

    visible_to: object
    address: object
    shows_comments: bool


def register(kind, visible_to, address, *, shows_comments=False):
    SUBJECTS[kind] = Subject(visible_to, address, shows_comments)


def find_subject(kind, subject_id, actor):
    """The thing, or a 404 when there is no such kind or this person may not see it."""
    if kind not in SUBJECTS:
        abort(404)
    query = SUBJECTS[kind].visible_to(actor)
    return db.one_or_404(query.where(entity(query).id == subject_id))


def readable_by(actor):
    """The condition that a comment stands under something this person may see now."""
    readable = (
        (Comment.subject_type == kind) & Comment.subject_id.in_(ids(subject.visible_to(actor)))
        for kind, subject in SUBJECTS.items()
    )
    return or_(false(), *readable)


def ids(query):
    """The same rows, only their ids."""
    return query.with_only_columns(entity(query).id).order_by(None)


def entity(query):
    return query.column_descriptions[0]["entity"]


def talk_about(kind, subject_id):
    """Where the comments on a thing are read."""
    subject = SUBJECTS[kind]
    return subject.address(subject_id) if subject.shows_comments else talk_page(kind, subject_id)


def talk_page(kind, subject_id):
    """The page of comments on a thing, on which one can write."""
    return url_for("comments.write", kind=kind, subject_id=subject_id)


def page_of(comment):
    """Where a comment is read among the others."""
    return f"{talk_about(comment.subject_type, comment.subject_id)}#comment-{comment.id}"
