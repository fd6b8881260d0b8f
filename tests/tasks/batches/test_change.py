"""Many tasks changed at once: seen first, done as one deed, taken back in one step."""

import re
from datetime import date

import pytest

from app.db import db
from app.journal.models import Entry
from app.tables.models import Batch
from app.tasks.labels.models import Label
from app.tasks.models import Priority, Task
from tests import make
from tests.tasks.posts import tallied
from workflows.tasks import TaskState


@pytest.fixture
def tasks(cast):
    return [make.task(cast.project, cast.member, title=f"Task {n}", due=date(2026, 3, 9)) for n in range(3)]


@pytest.fixture
def change(cast):
    return f"/projects/{cast.project.id}/tasks/change"


def seen(tasks):
    return {f"version-{task.id}": task.version for task in tasks}


def carry_out(browser, change, tasks, **wishes):
    wishes = {f"to-{name}": value for name, value in wishes.items()}
    return browser.post(change, data={"pick": [task.id for task in tasks], **seen(tasks), **wishes})


def undo(browser):
    batch = db.session.scalars(db.select(Batch).order_by(Batch.at.desc())).first()
    return browser.post(f"/batches/{batch.id}/take-back")


def test_each_task_is_shown_as_it_would_be_and_nothing_is_written(cast, as_user, tasks, change):
    asked = {"pick": [task.id for task in tasks], "to-priority": "HIGH", "to-shift": "7"}

    page = as_user(cast.member).get(change, query_string=asked).text

    assert page.count("Due date: <del>09.03.2026</del> → <ins>16.03.2026</ins>") == 3
    assert page.count("Priority: <del>Normal</del> → <ins>High</ins>") == 3
    assert {task.priority for task in db.session.scalars(db.select(Task))} == {Priority.NORMAL}


def test_any_fact_of_many_tasks_is_changed_in_one_deed(cast, as_user, tasks, change):
    label = make.save(Label(project_id=cast.project.id, name="Poems", folded="poems"))
    stage = cast.project.plan.stages[2]
    wishes = {"priority": "LOW", "stage_id": stage.id, "add_label": label.id, "review": "yes", "estimate": "90 min"}
    wishes |= {"add_person": cast.coordinator.id, "remove_person": cast.member.id, "due": "2026-04-01"}

    carry_out(as_user(cast.member), change, tasks[:2], starts_on="2026-03-20", **wishes)

    first, second, third = tasks
    for task in (first, second):
        assert (task.priority, task.stage_id, task.needs_review, task.estimate) == (Priority.LOW, stage.id, True, 90)
        assert (task.labels, task.assignees) == ([label], [cast.coordinator])
        assert (str(task.starts_on), str(task.due)) == ("2026-03-20", "2026-04-01")
    assert third.priority is Priority.NORMAL
    entries = db.session.scalars(db.select(Entry).where(Entry.kind == "task/revise"))
    assert len({entry.batch_id for entry in entries}) == 1


def test_a_move_goes_through_the_life_of_each_task_and_says_what_stands_in_the_way(cast, as_user, tasks, change):
    in_review = make.task(cast.project, cast.member, title="In review", state=TaskState.IN_REVIEW)
    nobodys = make.task(cast.project, title="Nobody's")
    all_five = [*tasks, in_review, nobodys]
    browser = as_user(cast.member)
    asked = {"pick": [task.id for task in all_five], "to-trigger": "start"}

    page = browser.get(change, query_string=asked).text
    carry_out(browser, change, all_five, trigger="start")

    assert "This cannot be done in the present state." in page
    assert "Somebody must be assigned to the task first." in page
    assert [task.state.name for task in all_five] == ["DOING"] * 3 + ["IN_REVIEW", "TODO"]


def test_one_undo_makes_all_of_them_what_they_were(cast, as_user, tasks, change):
    browser = as_user(cast.coordinator)
    before = tallied(cast.project)
    page = carry_out(browser, change, tasks, trigger="finish", due="2026-05-01", remove_person=cast.member.id,
                     priority="HIGH")  # fmt: skip
    assert page.status_code == 303
    assert [task.state.name for task in tasks] == ["DONE"] * 3

    undo(browser)

    for task in tasks:
        assert (task.state, task.done_at, str(task.due)) == (TaskState.TODO, None, "2026-03-09")
        assert (task.priority, task.assignees) == (Priority.NORMAL, [cast.member])
    assert tallied(cast.project) == before
    undo(browser)
    assert [task.state.name for task in tasks] == ["TODO"] * 3


def test_what_somebody_changed_since_stays_theirs(cast, as_user, tasks, change):
    browser = as_user(cast.member)
    carry_out(browser, change, tasks, priority="HIGH")
    as_user(cast.coordinator).post(f"/tasks/{tasks[0].id}/start", data={"version": tasks[0].version})

    undo(browser)

    page = browser.get(f"/projects/{cast.project.id}/tasks").text
    assert [task.priority.name for task in tasks] == ["HIGH", "NORMAL", "NORMAL"]
    assert "2 tasks are as they were. 1 task was changed since and is left as it is." in page


def test_a_task_that_changed_after_the_preview_is_left_as_it_is(cast, as_user, tasks, change):
    data = {"pick": [task.id for task in tasks], **seen(tasks), "to-priority": "HIGH"}
    as_user(cast.coordinator).post(f"/tasks/{tasks[1].id}/start", data={"version": tasks[1].version})

    as_user(cast.member).post(change, data=data)

    assert [task.priority.name for task in tasks] == ["HIGH", "NORMAL", "HIGH"]


def test_picks_are_kept_over_the_pages_of_the_list(cast, as_user, tasks):
    for n in range(60):
        make.task(cast.project, title=f"More {n}")
    address, browser = f"/projects/{cast.project.id}/tasks?pick_mode=1", as_user(cast.member)
    after = re.search(r'name="after" value="([^"]+)"', browser.get(address).text)[1]

    page = browser.get(f"{address}&after={after}&pick={tasks[0].id}&pick={tasks[2].id}").text

    assert f'<input type="hidden" name="pick" value="{tasks[0].id}">' in page
    assert "Ticked on other pages: 2" in page


def test_all_that_the_filter_finds_are_changed_when_that_is_ticked(cast, as_user, tasks, change):
    make.task(cast.project, title="Done", state=TaskState.DONE)

    page = as_user(cast.member).get(f"{change}?all=1&state=TODO&to-priority=HIGH").text

    assert page.count("<ins>High</ins>") == 3


@pytest.mark.parametrize("wishes", [
    {"to-due": "yesterday"}, {"to-shift": "many"}, {"to-shift": "99999"}, {"to-priority": "HIGHEST"},
    {"to-stage_id": "9999"}, {"to-estimate": "a while"}, {"to-trigger": "explode"}, {"to-add_person": "0"},
])  # fmt: skip
def test_a_wish_that_cannot_be_read_changes_nothing_and_is_shown_again(cast, as_user, tasks, change, wishes):
    pages = [as_user(cast.member).get(change, query_string={"pick": tasks[0].id, **wishes}),
             as_user(cast.member).post(change, data={"pick": tasks[0].id, **seen(tasks), **wishes})]  # fmt: skip

    assert [page.status_code for page in pages] == [422, 422]
    assert not list(db.session.scalars(db.select(Batch)))


def test_a_start_behind_the_due_day_is_refused_task_by_task(cast, as_user, tasks, change):
    page = as_user(cast.member).get(change, query_string={"pick": tasks[0].id, "to-starts_on": "2026-04-01"}).text

    assert "A task cannot be due before it starts." in page


def test_only_people_of_the_workgroup_change_and_only_their_own_deed_is_taken_back(cast, as_user, tasks, change):
    carry_out(as_user(cast.member), change, tasks, priority="HIGH")

    assert carry_out(as_user(cast.observer), change, tasks, priority="LOW").status_code == 403
    assert carry_out(as_user(cast.outsider), change, tasks, priority="LOW").status_code == 404
    assert undo(as_user(cast.coordinator)).status_code == 404
    assert [task.priority.name for task in tasks] == ["HIGH"] * 3


def test_tasks_of_another_project_cannot_be_picked(cast, as_user, change):
    other = make.task(make.project(cast.outsider, title="Another"))

    answer = as_user(cast.member).get(change, query_string={"pick": other.id, "to-priority": "HIGH"})

    assert answer.status_code == 302


def test_the_preview_asks_the_same_of_the_database_for_few_and_for_many_tasks(cast, as_user, change, queries):
    browser, asked = as_user(cast.member), []
    for n in (3, 27):
        for number in range(n):
            make.task(cast.project, cast.member, cast.coordinator, title=f"Task {number}")
        with queries() as seen:
            assert browser.get(f"{change}?all=1&to-priority=HIGH&to-trigger=start").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
