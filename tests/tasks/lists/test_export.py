"""The list as a table: what the filter finds, and nothing that a spreadsheet would reckon."""

import csv
import io
from datetime import date

from openpyxl import load_workbook

from tests import make
from workflows.tasks import TaskState


def test_the_table_holds_what_the_filter_finds(cast, as_user):
    make.task(cast.project, cast.member, title="Done long ago", state=TaskState.DONE)
    open_task = make.task(cast.project, cast.member, title="=1+1", due=date(2026, 3, 9), estimate=90)
    stage = cast.project.plan.stage.title

    answer = as_user(cast.observer).get(f"/projects/{cast.project.id}/tasks.csv?state=TODO")

    heads, *lines = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert heads[:4] == ["Number", "Task", "Status", "Assignees"]
    assert [line[:8] for line in lines] == [
        [str(open_task.id), "'=1+1", "To do", "Қасымов Дәурен", stage, "2026-03-09", "", "Normal"]
    ]


def test_days_and_numbers_of_the_workbook_are_such(cast, as_user):
    task = make.task(cast.project, title="=1+1", due=date(2026, 3, 9))

    answer = as_user(cast.member).get(f"/projects/{cast.project.id}/tasks.xlsx")

    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert (sheet["A2"].value, sheet["B2"].data_type, sheet["F2"].value.date()) == (task.id, "s", date(2026, 3, 9))


def test_outsiders_get_no_table(cast, as_user):
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/tasks.csv").status_code == 404
