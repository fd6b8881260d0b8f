"""Files hung on a task; they are shown on its page, and each is read and taken off by its own address."""

import sqlalchemy as sa
from flask import g
from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from app.db import db, lock
from app.files import parents
from app.files.actions import attach
from app.files.models import File, FileState
from app.files.receiving import FilesField, takes_files
from app.forms import Form, draw
from app.pages import begin_writing, done
from app.rights import Act
from app.tasks import purging
from app.tasks import queries as tasks
from app.tasks.blueprint import bp, page
from app.tasks.models import Task
from workflows.sentences import p


class TaskFilesForm(Form):
    files = FilesField(_l("Files"), [DataRequired()])


def init_app():
    parents.register(
        "task",
        tasks.visible_to,
        act=Act.EDIT_TASKS,
        address=page,
        hold=hold,
        allow=lambda task, deed, *, actor: None,
        counted=lambda task, by: None,
        way_back=p("way back", "To the task"),
    )
    purging.before(give_to_the_sweeper)


def hold(task_id):
    """The task, its row held until the commit."""
    task = db.session.get_one(Task, task_id)
    lock(task)
    return task


@bp.post("/tasks/<int:task_id>/files")
@takes_files
def attach_files(task_id):
    """Files for a task; a page is drawn only where they are refused."""
    task = tasks.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    form = TaskFilesForm()
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(task.project_id)) is None:
        return draw("tasks/files.html", form, project=task.project, task=task)
    if answered := begin_writing():
        return answered
    held = hold(task_id)
    for arrival in arrivals:
        attach(held, arrival, actor=g.actor)
    return done(page(task_id) + "#files")


def give_to_the_sweeper(task_ids):
    """Files of tasks that go for good are uploads that hang on nothing, which the sweeper removes with their bytes."""
    theirs = sa.update(File).where(File.subject_type == Task.kind, File.subject_id.in_(task_ids))
    db.session.execute(theirs.values(state=FileState.PENDING, of_id=None))
