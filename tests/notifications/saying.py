"""What the tests of notifications say under a task."""

from app import clock
from app.comments.models import Comment
from app.db import db
from app.journal.actions import record


def say(task, author, *named, text="See page 3."):
    about = {"project_id": task.project_id, "subject_type": task.kind, "subject_id": task.id}
    comment = Comment(author_id=author.id, text=text, created_at=clock.now(), **about)
    db.session.add(comment)
    record(comment, "write", actor=author, onto=task.title, mentioned=[person.id for person in named])
    db.session.commit()
    return comment
