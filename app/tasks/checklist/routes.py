"""What is done to a checklist; it is shown on its task's page, and every button there is a plain form."""

from flask import flash, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from app.forms import Form, draw
from app.journal import sentences
from app.pages import done
from app.rights import Act
from app.tasks import queries as tasks
from app.tasks.blueprint import bp, page
from app.tasks.checklist import actions, queries
from workflows.sentences import Sentence

ACTS = ("tick", "untick", "up", "down", "remove", "grow")


def init_app():
    sentences.register("task/add_steps", Sentence("%(who)s added to the checklist of “%(title)s”: %(step)s"))
    sentences.register("task/tick", Sentence("%(who)s ticked off in “%(title)s”: %(step)s"))
    sentences.register("task/untick", Sentence("%(who)s took back the tick in “%(title)s”: %(step)s"))
    sentences.register("task/order_steps", Sentence("%(who)s moved a step of “%(title)s”: %(step)s"))
    sentences.register("task/remove_step", Sentence("%(who)s took a step off “%(title)s”: %(step)s"))
    sentences.register("task/grow", Sentence("%(who)s made a task of a step of “%(title)s”: %(step)s"))


class StepsForm(Form):
    steps = TextAreaField(_l("New steps, one on a line"), [DataRequired(), Length(max=4000)])

    def texts(self):
        return [line for line in map(str.strip, (self.steps.data or "").splitlines()) if line]

    def validate_steps(self, field):
        if any(len(text) > 200 for text in self.texts()):
            raise ValidationError(_("A step is one short line of at most 200 letters."))


@bp.post("/tasks/<int:task_id>/checklist")
def add_steps(task_id):
    """New steps; a page is drawn only where they are refused."""
    task = tasks.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    form = StepsForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.add(task, actor=g.actor, texts=form.texts())
            return done(page(task_id) + "#checklist")
    return draw("tasks/checklist.html", form, project=task.project, task=task)


@bp.post(f"/tasks/<int:task_id>/checklist/<int:step_id>/<any({','.join(ACTS)}):act>")
def change_step(task_id, step_id, act):
    task = tasks.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    step = queries.find(task, step_id)
    made = getattr(actions, act)(step, task, actor=g.actor)
    if act == "remove":
        undo = url_for(".undo", task_id=task_id, entry_id=made.id)
        flash({"text": _("The step is taken off: %(step)s", step=step.text), "undo": undo}, "done")  # type: ignore[arg-type]
    if act == "grow":
        flash(_("The task is written: %(title)s", title=step.text), "done")
        return done(page(made))
    return done(page(task_id) + "#checklist")
