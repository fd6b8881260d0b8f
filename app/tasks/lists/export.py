"""The list as a table for a spreadsheet: the tasks that the filter finds, with every fact of each."""

from flask import Response, g, request
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.dates import clock_time
from app.numbers import duration
from app.projects.glance import at_a_glance
from app.spreadsheets import XLSX, as_csv, as_xlsx
from app.tasks import queries
from app.tasks.filters import Filters
from app.tasks.lists.columns import IN_A_FILE, more_of, names, view_of

#: So many tasks a file holds; a last line says that there are more.
MOST = 5000
KINDS = {"csv": (as_csv, "text/csv"), "xlsx": (as_xlsx, XLSX)}


def add_to(bp):
    bp.get("/projects/<int:project_id>/tasks.<any(csv,xlsx):kind>")(export)


def export(project_id, kind):
    project = at_a_glance(project_id, g.actor)
    stages, labels = queries.names_in(project)
    filters = Filters(project, stages, labels, clock.today(project.time_zone), request.args)
    tasks, has_more = queries.page_of(project, sort=view_of(request.args).sort, most=MOST, **filters.wanted())
    lines = list(lines_of(project, tasks, stages))
    if has_more:
        lines.append([None, _("There are more tasks than %(n)d: choose fewer by the filter.", n=MOST)])
    write, media_type = KINDS[kind]
    heads = [names()[column] for column in IN_A_FILE]
    name = f'attachment; filename="tasks-{project.id}-{clock.today(project.time_zone)}.{kind}"'
    return Response(write(heads, lines), mimetype=media_type, headers={"Content-Disposition": name})


def lines_of(project, tasks, stages):
    facts, labels = more_of(tasks, IN_A_FILE)
    for task in tasks:
        more = facts[task.id]
        yield [
            task.id,
            task.title,
            pgettext("task", task.state.value),
            ", ".join(person.full_name for person in task.assignees),
            stages.get(task.stage_id, ""),
            task.due,
            task.due_time and clock_time(task.due_time),
            pgettext("priority", task.priority.value),
            ", ".join(label.name for label in labels[task.id]),
            more.starts_on,
            duration(more.estimate) if more.estimate else "",
            _("yes") if task.needs_review else "",
            more.description,
        ]
