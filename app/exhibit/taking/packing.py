"""The copy put together by the worker for a coordinator, of nothing but what is on show at its very end."""

import tempfile
import zipfile

from flask import current_app, g, url_for

from app import clock
from app.accounts.models import User
from app.db import db
from app.exhibit.taking.reading import Changed, Copy, Gone, on_show
from app.jobs.actions import ask_for
from app.jobs.kinds import long_work
from app.jobs.running import CannotBeDone
from app.materials import export
from app.pages import done
from app.projects import queries as projects
from app.projects.models import Project
from app.rights import Act
from workflows.sentences import p

KIND = "take_exhibit"
#: So often it begins anew where what is on show changes meanwhile.
MOST_TRIES = 3
CLOSED = p("job", "The exhibition is closed, or you do not coordinate the project any more.")
UNSETTLED = p("job", "What is on show changed again and again meanwhile. Ask for it once more later.")


def add_to(bp):
    bp.post("/copy")(take_copy)


def init_app():
    title = p("job", "Copy of the exhibition for a disk (ZIP)")
    long_work(KIND, put_together, title=title, page=page, result=export.result)


def page(job):
    return url_for("exhibiting.show", project_id=job.project_id)


def take_copy(project_id):
    """Have the exhibition copied by the worker, and show how far it is."""
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_PROJECT)
    return done(url_for("jobs.show", job_id=ask_for(KIND, project, actor=g.actor).id))


def put_together(run):
    gone: set = set()
    for _try in range(MOST_TRIES):
        shown = what_may_leave(run)
        db.session.rollback()
        with tempfile.TemporaryFile(dir=current_app.config["DATA_DIR"]) as packed:
            try:
                with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
                    Copy(folder, run.project_id, gone).fill(run.reach)
            except (Changed, Gone):
                continue
            packed.seek(0)
            name = f"exhibition-{run.project_id}-{clock.now():%Y-%m-%d}.zip"
            if export.hand_over(packed, run, name, is_right=lambda shown=shown: on_show(run.project_id) == shown):
                return
    raise CannotBeDone(UNSETTLED)


def what_may_leave(run):
    """What is on show now, for who may open and close the exhibition still. Raises `CannotBeDone`."""
    project, reader = db.session.get_one(Project, run.project_id), db.session.get_one(User, run.user_id)
    shown = on_show(run.project_id)
    if shown is None or not project.allows(reader, Act.EDIT_PROJECT):
        raise CannotBeDone(CLOSED)
    return shown
