"""The list of a project's tasks, as its reader chose to see it."""

from flask import g, render_template, request

from app import clock
from app.addresses import row_id
from app.etag import unchanged
from app.projects.glance import at_a_glance
from app.tally import counts
from app.tasks import queries
from app.tasks.batches.routes import picked
from app.tasks.blueprint import bp
from app.tasks.filters import Filters
from app.tasks.lists import export, saved
from app.tasks.lists.columns import EVERY, USUAL, more_of, names, view_of

export.add_to(bp)


def init_app(app):
    app.jinja_env.globals |= {"usual_columns": USUAL, "every_column": EVERY, "column_names": names}


@bp.get("/projects/<int:project_id>/tasks")
def index(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    stages, label_names = queries.names_in(project)
    today, view, counted = clock.today(project.time_zone), view_of(request.args), counts(project.id)
    filters = Filters(project, stages, label_names, today, request.args)
    tasks, has_more = queries.page_of(
        project, after=request.args.get("after", type=row_id), sort=view.sort, **filters.wanted()
    )
    return render_template(
        "tasks/index.html",
        project=project,
        counted=counted,
        view=view,
        kept=saved.seen_by(g.actor, project, counted),
        more=None if view.is_usual else more_of(tasks, view.columns),
        query=saved.query_of(filters, view),
        picked=picked(),
        stages=stages,
        today=today,
        filters=filters,
        tasks=tasks,
        next_after=tasks[-1].id if has_more else None,
        chosen={**filters.chosen, **view.chosen},
        unsorted=saved.query_of(filters, view._replace(sort="")),
    )
