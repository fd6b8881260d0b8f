"""A task may be due at a time of its day: seen wherever its day is, and late from that minute. It is noon on Monday."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.db import db
from app.gates.queries import gate_of
from app.projects.glance import at_a_glance
from app.tasks.models import Task
from app.tasks.turning import turn_late
from tests import make
from tests.home.test_index import section
from tests.schedule.test_workload import workload
from tests.tasks.posts import facts, form, newest, undo_in
from tests.tasks.test_board import board, column
from workflows.gates import named
from workflows.tasks import TaskState

TODAY = date(2026, 3, 2)
AT_THREE = {"due": TODAY, "due_time": time(15), "due_at": datetime(2026, 3, 2, 10, tzinfo=UTC)}
THREE_HOURS = timedelta(hours=3)


@pytest.fixture
def timed(cast):
    return make.task(cast.project, cast.member, title="Ring the museum", **AT_THREE)


def test_the_time_is_by_the_projects_clocks_and_stands_beside_the_day_on_every_page(cast, as_user):
    browser, page = as_user(cast.member), f"/projects/{cast.project.id}"
    given = {"due": "2026-03-02", "due_time": "15:00", "assignee_ids": [cast.member.id]}

    form(browser, f"{page}/tasks/new", cast.project, **given)

    task = newest()
    assert (task.due_time, task.due_at) == (time(15), datetime(2026, 3, 2, 10, tzinfo=UTC))
    assert "2 March 2026, 15:00<" in browser.get(f"/tasks/{task.id}").text
    assert 'value="15:00' in browser.get(f"/tasks/{task.id}/edit").text
    for address in ("/", f"{page}", f"{page}/tasks", f"{page}/tasks?col=due"):
        assert "today, 15:00" in browser.get(address).text
    assert "02.03.2026, 15:00" in browser.get(f"{page}/board").text
    assert "<time>15:00</time> Read the newspapers" in browser.get(f"{page}/calendar").text
    cast.member.time_zone = "Europe/Berlin"
    make.save(cast.member)
    assert "2 March 2026, 15:00 (UTC+5)<" in browser.get(f"/tasks/{task.id}").text


def test_a_task_is_late_from_its_minute_on_every_page_that_says_so(cast, as_user, timed, clock):
    make.task(cast.project, cast.member, title="Whole day", due=TODAY)
    cast.project.plan.stage.conditions = named([{"kind": "no_task_overdue"}])
    make.save(cast.project)
    browser, page = as_user(cast.member), f"/projects/{cast.project.id}"

    def late_ones():
        return (
            [task.title for task in db.session.scalars(db.select(Task)) if task.is_overdue(TODAY)],
            "Ring the museum" in browser.get(f"{page}/tasks?due=late").text,
            column(board(browser, cast, "by=week"), "late"),
            column(board(browser, cast, "by=week"), "week-2026-03-02"),
            workload(browser, cast)[1][3],
            gate_of(at_a_glance(cast.project.id, cast.member)).facts.tasks_overdue,
            "Ring the museum" in section(browser.get("/"), "Overdue"),
        )

    before = late_ones()
    clock.shift(THREE_HOURS)

    assert before == ([], False, [], ["Ring the museum", "Whole day"], "0", 0, False)
    assert late_ones() == (["Ring the museum"], True, ["Ring the museum"], ["Whole day"], "1", 1, True)


def test_a_page_drawn_before_the_minute_is_drawn_anew_after_it(cast, as_user, timed, clock):
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/tasks"
    tag = browser.get(address).headers["ETag"]

    def again():
        turn_late()
        return browser.get(address, headers={"If-None-Match": tag}).status_code

    assert again() == 304
    clock.shift(THREE_HOURS)
    assert again() == 200
    tag = browser.get(address).headers["ETag"]
    assert again() == 304


def test_another_zone_of_the_project_makes_another_instant_of_the_same_time(cast, as_user, timed):
    settings = {"seat_count": 10, "time_zone": "Europe/Berlin", "title_en": "Cultural history", "version": 1}

    answer = as_user(cast.coordinator).post(f"/projects/{cast.project.id}/edit", data=settings)

    assert answer.status_code == 303
    assert (timed.due_time, timed.due_at) == (time(15), datetime(2026, 3, 2, 14, tzinfo=UTC))


def test_a_time_goes_with_its_day_and_comes_back_with_it(cast, as_user, timed):
    browser = as_user(cast.member)
    form(browser, f"/tasks/{timed.id}/edit", cast.project, version=timed.version, assignee_ids=[cast.member.id])
    gone = (timed.due, timed.due_time, timed.due_at)
    page = browser.get(f"/tasks/{timed.id}").text

    browser.post(undo_in(page))

    assert "Due time" in page
    assert "<del>15:00</del>" in page
    assert gone == (None, None, None)
    assert (timed.due, timed.due_time, timed.due_at) == tuple(AT_THREE.values())


def test_a_time_without_a_day_is_refused_with_what_was_typed(cast, as_user):
    answer = form(as_user(cast.member), f"/projects/{cast.project.id}/tasks/new", cast.project, due_time="15:00")

    assert answer.status_code == 422
    assert "Choose the day, too." in answer.text
    assert 'value="15:00"' in answer.text


@pytest.mark.parametrize("given", [
    {"due": "9999-12-31", "due_time": "23:59"},
    {"due": "0001-01-01", "due_time": "00:00"},
])  # fmt: skip
def test_the_ends_of_the_calendar_have_no_instant(cast, as_user, given):
    cast.project.time_zone = "America/New_York" if given["due"].startswith("9") else "Asia/Qostanay"
    make.save(cast.project)

    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/tasks/new", data=facts(cast.project, **given))

    assert (answer.status_code, newest().due_at) == (303, None)


def test_a_late_card_put_into_this_week_has_the_rest_of_the_day(cast, as_user, timed, clock):
    clock.shift(THREE_HOURS)

    as_user(cast.member).post(
        f"/tasks/{timed.id}/place",
        data={"version": timed.version, "by": "week", "column": "week-2026-03-02", "home": "late"},
    )

    assert (timed.due, timed.due_time, timed.is_overdue(TODAY)) == (TODAY, None, False)


def test_the_next_of_a_task_that_repeats_is_due_at_the_same_time(cast, as_user, timed):
    timed.repeat_every, timed.state = 1, TaskState.DOING
    timed.repeat_unit = Task.repeat_unit.type.python_type.WEEK
    make.save(timed)

    as_user(cast.member).post(f"/tasks/{timed.id}/finish", data={"version": timed.version})

    assert (newest().due, newest().due_time) == (date(2026, 3, 9), time(15))


def test_a_table_takes_the_times_out_and_brings_them_in(cast, as_user, timed):
    browser, page = as_user(cast.member), f"/projects/{cast.project.id}/tasks"
    heads, line = csv.reader(io.StringIO(browser.get(f"{page}.csv").data.decode("utf-8-sig")))
    table = (
        f"Title,Due date,Due time\nOne,03.03.2026,{line[heads.index('Due time')]}\nTwo,tomorrow 9:30,\nThree,,10:00\n"
    )

    dry = browser.post(f"{page}/import", data={"table": (io.BytesIO(table.encode()), "tasks.csv")}).location
    assert "Choose the day, too." in browser.get(dry).text
    browser.post(dry, data={})

    brought = db.session.scalars(db.select(Task).where(Task.id > timed.id).order_by(Task.id))
    assert [(task.title, str(task.due), task.due_time) for task in brought] == [
        ("One", "2026-03-03", time(15)),
        ("Two", "2026-03-03", time(9, 30)),
    ]


def test_a_line_with_a_day_and_a_time_makes_a_task_due_then(cast, as_user):
    browser = as_user(cast.member)
    typed = {"project_id": cast.project.id, "line": "Ring the museum ертең сағат 15:00-де"}
    page = browser.get("/quick", query_string=typed).text
    token = page.partition('name="keep" value="')[2].partition('"')[0]

    browser.post("/quick", data={**typed, "seen": typed["line"], "keep": token})

    assert "03.03.2026, Tuesday, 15:00" in page
    assert (newest().title, newest().due, newest().due_time) == ("Ring the museum", date(2026, 3, 3), time(15))
