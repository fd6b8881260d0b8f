"""The pieces of a line as the reader is shown them."""

from typing import NamedTuple

from flask_babel import gettext as _

from app.dates import short_day, weekday
from app.tasks.due import with_hour
from app.tasks.models import Priority
from app.tasks.quick.reading import When
from app.text import word


class Shown(NamedTuple):
    """What a piece is of the task, in words, beside what was typed."""

    token: str
    label: str
    words: str
    typed: str
    is_kept: bool


def words_of_piece(form, piece):
    line = form.line.data
    label, words = NAMED[piece.kind](form, piece.value)
    return Shown(piece.token, label, words, line[piece.start : piece.end], piece in form.taken)


def day(_form, due: When):
    return _("Due date"), with_hour(f"{short_day(due.day)}, {weekday(due.day)}", due.at)


def person(form, person_id):
    return _("Assignee"), form.project.sat[person_id].short_name


def priority(_form, level: Priority):
    return _("Priority"), word("priority", level.value)


def stage(form, stage_id):
    return _("Stage"), next(stage.title for stage in form.project.plan.stages if stage.id == stage_id)


def label(form, label_id):
    return _("Label"), form.labels[label_id].name


NAMED = {"day": day, "person": person, "priority": priority, "stage": stage, "label": label}
