"""Tables that are too long for a request: what is asked of the worker, and how its work is known."""

from flask import flash, g, url_for
from flask_babel import gettext as _

from app.jobs.actions import ask_for, cancel
from app.jobs.kinds import long_work
from app.materials.imports import bringing, leaving, trials
from app.materials.imports.actions import UNDER_WAY, left
from app.materials.imports.columns import AT_ONCE
from app.pages import done
from workflows.sentences import p

LOOK, BRING_IN = "look_through_materials", "import_materials"


def init_app():
    about = {"page": page, "result": result, "opens": True}
    looking, bringing_in = p("job", "Looking through a table of materials"), p("job", "Materials from a table")
    taking_back = p("job", "Taking an import back")
    long_work(LOOK, trials.look_through, title=looking, **about)
    long_work(BRING_IN, bringing.bring_in, title=bringing_in, clear=leaving.clear_broken_off, **about)
    long_work(leaving.TAKE_BACK, leaving.take_back, title=taking_back, may_be_stopped=False, **about)


def page(job):
    return url_for("materials.index", project_id=job.project_id)


def result(job):
    return url_for("materials.try_import", batch_id=job.params["batch_id"])


def is_long(batch):
    return len(batch.facts["lines"]) > AT_ONCE


def look(project, batch, columns, *, alike):
    """Have it looked through with these columns; answers with the page that says how far that is.

    Where it is being looked through with others, that is called off.
    """
    batch.facts = {name: fact for name, fact in batch.facts.items() if name not in ("trial", "stay", "names")}
    wanted = {"batch_id": batch.id, "columns": columns, "alike": alike}
    job = ask_for(LOOK, project, actor=g.actor, **wanted)
    if is_of(job, batch) and job.params != wanted:
        cancel(job)
        job = ask_for(LOOK, project, actor=g.actor, **wanted)
    return follow(job, batch)


def carry_out(project, batch):
    """Have done what the reader agreed to; answers with the page that says how far that is."""
    how = {name: batch.facts["trial"][name] for name in ("columns", "alike")}
    job = ask_for(BRING_IN, project, actor=g.actor, batch_id=batch.id, **how)
    if is_of(job, batch):
        batch.kind, batch.job_id = UNDER_WAY, job.id
    return follow(job, batch)


def take_back(batch):
    return follow(leaving.leave(batch, g.actor), batch)


def is_of(job, batch):
    """A person has one such work under way in a project: it may be that of another table."""
    return job.params["batch_id"] == batch.id


def follow(job, batch):
    if is_of(job, batch):
        return done(url_for("jobs.show", job_id=job.id))
    flash(_("The work on another table of yours goes on. Come back to this one when it is done."), "refused")
    return done(url_for("materials.try_import", batch_id=batch.id))


def left_now(batch):
    """The lines with errors of a long table, as far as it was looked through."""
    wrong = batch.facts.get("trial", {"wrong": ()})["wrong"]
    return [left(batch.facts["lines"], number, reason) for number, reason in wrong]
