from datetime import date

import pytest

from app.db import db
from app.tasks.models import RepeatUnit, Task
from app.tasks.repeating import next_day
from tests import make
from tests.tasks.posts import form, newest
from workflows.tasks import TaskState

DAY, WEEK, MONTH = RepeatUnit.DAY, RepeatUnit.WEEK, RepeatUnit.MONTH
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "every", "unit", "following"),
    [
        (date(2026, 3, 2), 1, DAY, date(2026, 3, 3)),
        (date(2026, 3, 2), 2, WEEK, date(2026, 3, 16)),
        (date(2026, 3, 9), 1, WEEK, date(2026, 3, 16)),
        (date(2026, 1, 31), 1, MONTH, date(2026, 3, 31)),
        (date(2026, 2, 28), 3, MONTH, date(2026, 5, 28)),
        (date(2025, 12, 1), 10, DAY, date(2026, 3, 11)),
        (date(2026, 2, 2), 1, MONTH, date(2026, 4, 2)),
        (date(1, 1, 1), 1, DAY, date(2026, 3, 3)),
        (date(1, 1, 1), 7, MONTH, date(2026, 5, 1)),
        (date(9999, 12, 31), 1, WEEK, date.max),
        (date(9999, 12, 31), 1, MONTH, date.max),
    ],
)
def test_the_next_day_is_whole_periods_later_and_after_today(day, every, unit, following):
    assert next_day(day, every, unit, TODAY) == following


def repeating(cast, **facts):
    facts = {"repeat_every": 1, "repeat_unit": WEEK, "due": date(2026, 3, 4), **facts}
    return make.task(cast.project, cast.member, **facts)


def finish(browser, task):
    return browser.post(f"/tasks/{task.id}/finish", data={"version": task.version})


def all_tasks():
    return db.session.scalars(db.select(Task).order_by(Task.id)).all()


def test_the_next_task_is_written_when_this_one_is_done(cast, as_user):
    label = make.label(cast.project)
    task = repeating(cast, starts_on=date(2026, 3, 2), estimate=30, labels=[label], description="Every Wednesday")
    make.step(task, "Count the visitors", done_at=task.created_at)
    browser = as_user(cast.member)

    finish(browser, task)

    _done, following = all_tasks()
    page = browser.get(f"/tasks/{following.id}").text
    assert (following.title, following.description, following.state) == (task.title, "Every Wednesday", TaskState.TODO)
    assert (str(following.starts_on), str(following.due)) == ("2026-03-09", "2026-03-11")
    assert (following.assignees, following.labels, following.estimate) == ([cast.member], [label], 30)
    assert (following.repeat_every, following.repeat_unit) == (1, WEEK)
    assert "every week" in page
    assert "Done: 0 / 1" in page
    assert f'href="/tasks/{following.id}"' in browser.get(f"/tasks/{task.id}").text


def test_two_clicks_and_a_task_done_again_make_one_next_task(cast, as_user):
    task, browser = repeating(cast), as_user(cast.member)
    drawn = task.version

    answers = [browser.post(f"/tasks/{task.id}/finish", data={"version": drawn}).status_code for _click in range(2)]
    browser.post(f"/tasks/{task.id}/reopen", data={"version": task.version})
    finish(browser, task)

    assert answers == [303, 409]
    assert task.state is TaskState.DONE
    assert len(all_tasks()) == 2


def test_accepted_work_repeats_and_a_dropped_task_does_not(cast, as_user):
    accepted = repeating(cast, state=TaskState.IN_REVIEW, needs_review=True)
    dropped, browser = repeating(cast), as_user(cast.coordinator)

    browser.post(f"/tasks/{accepted.id}/accept", data={"version": accepted.version})
    browser.post(f"/tasks/{dropped.id}/cancel", data={"version": dropped.version})

    assert accepted.next_id is not None
    assert dropped.next_id is None


def test_how_often_it_repeats_is_written_in_the_form(cast, as_user):
    browser, new = as_user(cast.member), f"/projects/{cast.project.id}/tasks/new"

    form(browser, new, cast.project, repeat_every="2", repeat_unit="MONTH")
    task = newest()
    page = browser.get(f"/tasks/{task.id}").text
    form(browser, f"/tasks/{task.id}/edit", cast.project, repeat_every="", repeat_unit="MONTH", version=task.version)
    refused = form(browser, new, cast.project, repeat_every="0", repeat_unit="DAY")

    assert "every 2 months" in page
    assert (task.repeat_every, task.repeat_unit) == (None, None)
    assert refused.status_code == 422
