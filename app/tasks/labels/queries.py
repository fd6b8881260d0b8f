"""A project's labels, by name in the order of the Kazakh alphabet."""

from app.db import db
from app.kazakh import sort_kk
from app.projects.models import Project
from app.projects.queries import project_ids_of
from app.tasks.labels.models import Label


def even_deleted(actor):
    return db.select(Label).where(Label.project_id.in_(project_ids_of(actor)))


def visible_to(actor):
    return even_deleted(actor).where(Label.deleted_at.is_(None))


def find(label_id, actor):
    """The label, or a 404."""
    return db.one_or_404(visible_to(actor).where(Label.id == label_id))


def find_deleted(label_id, actor):
    """The label that was put away, or just taken out again."""
    return db.one_or_404(even_deleted(actor).where(Label.id == label_id))


def of_project(project):
    query = db.select(Label).where(Label.project_id == project.id, Label.deleted_at.is_(None))
    return sorted(db.session.scalars(query), key=lambda label: (sort_kk(label.name), label.id))


def called(project_id, folded):
    """The project's label of this folded name, put away or not; None when there never was one.

    The project is held until the commit, so that nobody takes the name meanwhile.
    """
    db.session.execute(db.select(Project.id).where(Project.id == project_id).with_for_update())
    return db.session.scalar(db.select(Label).where(Label.project_id == project_id, Label.folded == folded))
