"""How far long work is, for who asked for it."""

from flask import Blueprint, g, render_template, request, url_for

from app.jobs import actions, queries, queue, running
from app.jobs.kinds import KINDS
from app.pages import done

bp = Blueprint("jobs", __name__, url_prefix="/jobs")
TONES = {"QUEUED": "sky", "RUNNING": "sky", "DONE": "good", "FAILED": "bad", "CANCELLED": "quiet"}


def init_app(app):
    queue.init_app(app)
    app.register_blueprint(bp)
    app.jinja_env.globals["job_tones"] = TONES
    queue.on_call("run_job", running.run)
    queue.every_minute(running.take_up_again)


@bp.get("/<int:job_id>")
def show(job_id):
    """The page; to the script that follows the work, only the piece that changes."""
    job = queries.find(job_id, g.actor)
    part = "jobs/_progress.html" if "part" in request.args else "jobs/show.html"
    return render_template(part, job=job, kind=KINDS[job.kind])


@bp.post("/<int:job_id>/cancel")
def cancel(job_id):
    actions.cancel(queries.find(job_id, g.actor))
    return done(url_for(".show", job_id=job_id))
