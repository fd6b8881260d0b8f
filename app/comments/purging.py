"""Comments in the bin, and what goes for good with the thing it is about."""

import sqlalchemy as sa

from app.comments.models import LINE, Comment, mention, watcher
from app.db import db
from app.projects import bin
from workflows.sentences import p


def init_app():
    bin.register(
        Comment,
        sa.func.substr(Comment.text, 1, LINE),
        word=p("thrown away", "Comment"),
        restore="comments.restore",
        argument="comment_id",
        purge=purge,
        shown=lambda _project, actor: (Comment.author_id == actor.id,),
    )


def purge(comment_ids):
    """Remove these comments for good; answers to them stay."""
    db.session.execute(sa.delete(mention).where(mention.c.comment_id.in_(comment_ids)))
    db.session.execute(sa.update(Comment).where(Comment.quoted_id.in_(comment_ids)).values(quoted_id=None))
    db.session.execute(sa.delete(Comment).where(Comment.id.in_(comment_ids)))


def purge_about(kind, subject_ids):
    """Remove for good what was said about these things, and who followed them."""
    about = (Comment.subject_type == kind, Comment.subject_id.in_(subject_ids))
    purge(list(db.session.scalars(sa.select(Comment.id).where(*about))))
    db.session.execute(sa.delete(watcher).where(watcher.c.subject_type == kind, watcher.c.subject_id.in_(subject_ids)))
