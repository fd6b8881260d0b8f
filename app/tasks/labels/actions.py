"""Make labels, change them, put them away and bring them back. A label put away stays on its tasks, unseen."""

from app import clock
from app.db import db, lock
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.kazakh import fold
from app.tasks.labels import queries
from app.tasks.labels.models import Label
from workflows.engine import Refused
from workflows.sentences import Sentence

TAKEN = Sentence("There is a label of this name already.")


def create(project, *, actor, name, tint):
    """A new label; one of this name that was put away comes back, with the tasks that carry it."""
    label = queries.called(project.id, folded(name))
    if label is None:
        label = Label(project_id=project.id, name=name, folded=folded(name), tint=tint)
        db.session.add(label)
        record(label, "create", actor=actor)
        return label
    lock(label)
    if label.deleted_at is None:
        raise Refused([TAKEN])
    label.name, label.tint, label.deleted_at = name, tint, None
    record(label, "restore", actor=actor)
    return label


def revise(label, *, actor, version, name, tint):
    check_version(label, version)
    other = queries.called(label.project_id, folded(name))
    if other is not None and other is not label:
        raise Refused([TAKEN])
    before = {"name": label.name, "tint": label.tint}
    label.name, label.folded, label.tint = name, folded(name), tint
    if changes := changes_between(before, {"name": name, "tint": tint}):
        record(label, "revise", actor=actor, changes=changes)


def delete(label, *, actor, version):
    check_version(label, version)
    label.deleted_at = clock.now()
    record(label, "delete", actor=actor)


def restore(label, *, actor):
    """Bring a label back; whoever comes second finds it back already."""
    lock(label)
    if label.deleted_at is None:
        return
    label.deleted_at = None
    record(label, "restore", actor=actor)


def folded(name):
    """By this two names are one, whatever the case and the keyboard."""
    return fold(name)[:40]
