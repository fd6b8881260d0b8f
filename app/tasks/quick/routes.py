"""The line that makes a task: read while it is typed, shown with what was understood, written once that was seen."""

from flask import flash, g, request, url_for
from flask_babel import gettext as _

from app import clock
from app.accounts.next_page import LONGEST, ours
from app.forms import draw
from app.pages import done
from app.rights import Act, Forbidden, allows, refusal
from app.tasks.batches import actions as batches
from app.tasks.labels import queries as labels
from app.tasks.quick.forms import QuickForm
from app.tasks.quick.queries import known_in, written_in_by
from app.tasks.quick.words import words_of_piece

#: Where the box of a page is opened again, for another task.
BOX = "#quick"


def add_to(bp):
    bp.get("/quick", endpoint="quick")(show)
    bp.post("/quick", endpoint="add")(add)


def init_app(app):
    app.add_template_global(quick_page)


def quick_page(project):
    """The address of the line for the page of this project, or of none; empty for whoever writes no tasks."""
    if project and project.allows(g.actor, Act.EDIT_TASKS):
        return url_for("tasks.quick", project_id=project.id)
    seats = (held.seat for held in g.actor.memberships if held.left_at is None)
    return url_for("tasks.quick") if any(allows(seat.role, Act.EDIT_TASKS) for seat in seats) else ""


def show():
    """The line with its pieces: the whole page, or for the script these alone."""
    form = read_form(formdata=request.args)
    part = "_pieces" if request.headers.get("X-Requested-With") == "fetch" else "index"
    return draw_line(form, part)


def add():
    """A task from one line; a line whose pieces were not seen yet is shown with them first."""
    form = read_form()
    is_valid = form.validate() and form.has_title()
    if not is_valid or not form.is_seen:
        return draw_line(form)
    batch = batches.bring_in(form.project, [form.values()], actor=g.actor)
    told = [_("The task is written: %(title)s", title=form.title)]
    text = " · ".join(told + [f"{piece.label}: {piece.words}" for piece in shown(form) if piece.is_kept])
    (written,) = batch.facts["tasks"]
    said = {"text": text, "page": url_for("tasks.show", task_id=written["id"]), "page_words": _("Open the task")}
    flash(said | {"undo": url_for("tasks.take_back", batch_id=batch.id)}, "done")  # type: ignore[arg-type]
    return done(back_to(form.project))


def read_form(**kwargs):
    projects = written_in_by(g.actor)
    if not projects:
        raise Forbidden(refusal(Act.EDIT_TASKS))
    form = QuickForm(projects, **kwargs)
    if form.project:
        named = labels.of_project(form.project)
        form.understand(clock.today(form.project.time_zone), known_in(form.project, named, g.actor), named)
    return form


def draw_line(form, part="index"):
    return draw(f"tasks/quick/{part}.html", form, pieces=shown(form), next=request.values.get("next", ""))


def shown(form):
    return [words_of_piece(form, piece) for piece in form.pieces] if form.project else []


def back_to(project):
    """The page where the line was written, its box open again for another; else the project's list."""
    page = ours(request.form.get("next", "").rstrip("?"))
    match request.form.get("another"):
        case "here" if page and len(page + BOX) < LONGEST:
            return page + BOX
        case str():
            return url_for("tasks.quick", project_id=project.id, next=page)
    return page or url_for("tasks.index", project_id=project.id)
