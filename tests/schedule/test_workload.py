import re
from datetime import date

import sqlalchemy as sa

from app.db import db
from app.schedule.workload import MOST
from app.tasks.models import Task, assignment
from tests import make
from workflows.tasks import TaskState


def workload(browser, cast):
    """Each person's line: their name, their figures of late, this week, next week, and what was estimated."""
    page = browser.get(f"/projects/{cast.project.id}/workload").text
    lines = re.findall(r"<tr data-row>(.*?)</tr>", page, re.S)
    cells = [re.findall(r"<td.*?>(.*?)</td>", line, re.S) for line in lines]
    return [[re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in line] for line in cells]


def test_everybody_in_a_seat_is_shown_with_what_is_late_and_what_two_weeks_ask(cast, as_user):
    for day in (date(2026, 2, 20), date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 15)):
        make.task(cast.project, cast.member, due=day, estimate=60)
    make.task(cast.project, cast.member, due=date(2026, 3, 16))
    make.task(cast.project, cast.member, due=date(2026, 3, 3), state=TaskState.DONE)
    make.task(cast.project, cast.member)

    coordinator, member = workload(as_user(cast.observer), cast)

    assert coordinator[1:2] + coordinator[3:] == ["Duty 1", "0", "0", "0", ""]
    assert member[1:2] + member[3:] == ["Duty 2", "1", "2", "2", "5 h"]


def test_the_longest_bar_fills_its_line_and_the_others_are_in_proportion(cast, as_user):
    for _task in range(4):
        make.task(cast.project, cast.member, due=date(2026, 3, 4))
    make.task(cast.project, cast.coordinator, due=date(2026, 3, 4))

    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/workload").text

    assert re.findall(r'class="part-sky" x="0.0" y="0" width="([\d.]+)"', page) == ["25.0", "100.0"]


def test_figures_lead_to_the_tasks_behind_them(cast, as_user):
    make.task(cast.project, cast.member, title="Read", due=date(2026, 2, 20))
    browser = as_user(cast.coordinator)

    page = browser.get(f"/projects/{cast.project.id}/workload").text
    link = re.search(r'href="([^"]+due=late)"', page)[1].replace("&amp;", "&")

    assert "Read" in browser.get(link).text


def add_copies(task, number):
    """So many tasks like that one, in the same hands."""
    table = Task.__table__
    facts = {column.name: getattr(task, column.name) for column in table.columns if column.name != "id"}
    db.session.execute(sa.insert(table), [facts] * number)
    without = sa.select(Task.id).where(Task.id.not_in(sa.select(assignment.c.task_id)))
    given = [{"task_id": id, "user_id": task.assignees[0].id} for id in db.session.scalars(without)]
    db.session.execute(sa.insert(assignment), given)
    db.session.commit()


def test_of_more_work_than_the_table_counts_what_is_due_last_is_counted_and_that_is_said(cast, as_user):
    make.task(cast.project, cast.coordinator, due=date(2026, 2, 1))
    task = make.task(cast.project, cast.member, due=date(2026, 2, 20))
    browser = as_user(cast.coordinator)
    assert workload(browser, cast)[0][3] == "1"
    assert "only the" not in browser.get(f"/projects/{cast.project.id}/workload").text

    add_copies(task, MOST)

    coordinator, member = workload(browser, cast)
    assert (coordinator[3], member[3]) == ("0", "1,001")
    assert "only the 1,000 due last" in browser.get(f"/projects/{cast.project.id}/workload").text


def test_strangers_see_no_workload(cast, as_user):
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/workload").status_code == 404
