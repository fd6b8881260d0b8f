"""Forms of tasks."""

import io

from tests.bad_input.forms.form import Form, project, task, upload, version_of
from tests.tasks import posts as tasks


def label(things):
    return {"label_id": things.label.id}


def board_limits(things):
    return {"todo": "", "doing": "3", "in_review": "5", "version": things.project.version}


def whole_task(things):
    days = {"starts_on": "2026-03-20", "due": "2026-04-01", "due_time": "15:00"}
    facts = {"assignee_ids": [things.member.id], "label_ids": [things.label.id], "estimate": "1:30"}
    facts |= {"repeat_every": "2", "repeat_unit": "MONTH"}
    return {**tasks.facts(things.project), **facts, **days, "version": things.task.version}


FORMS = {
    "tasks.add": Form(lambda things: {"line": "Ask the museum", **project(things)}, lines=("line",)),
    "tasks.attach_files": Form(upload, task),
    "tasks.add_steps": Form(lambda things: {"steps": "Ask the museum"}, task, lines=("steps",)),
    "tasks.change_step": Form(about=lambda things: {**task(things), "step_id": things.step.id, "act": "tick"}),
    "tasks.tie": Form(
        lambda things: {"is_on": "1", "id": things.other_task.id}, lambda things: {**task(things), "how": "after"}
    ),
    "tasks.undo": Form(about=lambda things: {**task(things), "entry_id": things.entry.id}),
    "tasks.labels": Form(lambda things: {"name": "Poems", "tint": "2"}, project, lines=("name",)),
    "tasks.edit_label": Form(
        lambda things: {"name": "Poems", "tint": "2", "version": things.label.version},
        label,
        lines=("name",),
        is_versioned=True,
    ),
    "tasks.delete_label": Form(version_of("label"), label, is_versioned=True),
    "tasks.restore_label": Form(about=lambda things: {"label_id": things.deleted_label.id}),
    "tasks.change": Form(
        lambda things: {
            "pick": [things.task.id],
            f"version-{things.task.id}": things.task.version,
            "to-priority": "HIGH",
            "to-estimate": "90 min",
        },
        project,
    ),
    "tasks.take_back": Form(about=lambda things: {"batch_id": things.batch.id}),
    "tasks.saved_filters": Form(
        lambda things: {"title": "Late", "query": "due=late"},
        lambda things: {"project_id": things.project.id, "place": "materials"},
        lines=("title",),
    ),
    "tasks.rename_filter": Form(
        lambda things: {"title": "Late"}, lambda things: {"filter_id": things.filter.id}, lines=("title",)
    ),
    "tasks.delete_filter": Form(about=lambda things: {"filter_id": things.filter.id}),
    "tasks.import_tasks": Form(lambda things: {"table": (io.BytesIO(b"Title\nRead\n"), "tasks.csv")}, project),
    "tasks.try_import": Form(
        lambda things: {"matched": "1", "col-title": "0"},
        lambda things: {**project(things), "batch_id": things.table.id},
    ),
    "tasks.delete": Form(version_of("task"), task, is_versioned=True),
    "tasks.edit": Form(whole_task, task, lines=("title", "description", "estimate"), is_versioned=True),
    "tasks.limits": Form(board_limits, project, is_versioned=True),
    "tasks.move": Form(version_of("task"), lambda things: {**task(things), "trigger": "start"}, is_versioned=True),
    "tasks.new": Form(whole_task, project, lines=("title", "description", "estimate")),
    "tasks.place": Form(
        lambda things: {"trigger": "start", "before": "", "version": things.task.version}, task, is_versioned=True
    ),
    "tasks.restore": Form(about=lambda things: {"task_id": things.deleted_task.id}),
}
