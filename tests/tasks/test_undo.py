"""After a change stands a line with Undo; it never takes back what somebody else did later."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.tasks.models import Priority
from tests import make
from tests.tasks.posts import form, undo_in
from workflows.tasks import TaskState


def entry(kind):
    return db.session.scalars(db.select(Entry).where(Entry.kind == kind).order_by(Entry.id.desc())).first()


def change(browser, task, project, **facts):
    form(browser, f"/tasks/{task.id}/edit", project, version=task.version, **facts)
    return browser.get(f"/tasks/{task.id}").text


def test_every_field_is_put_back_as_it_was(cast, as_user):
    label, stage = make.label(cast.project, "Scans"), cast.project.plan.stages[1]
    task = make.task(
        cast.project,
        cast.member,
        title="As it was",
        description="Old",
        priority=Priority.HIGH,
        estimate=90,
        labels=[label],
    )
    task.due, task.starts_on = make.date(2026, 3, 20), make.date(2026, 3, 10)
    make.save(task)
    facts = {"title": "Other", "due": "2026-04-01", "stage_id": stage.id, "needs_review": "y", "estimate": ""}
    browser = as_user(cast.coordinator)
    page = change(browser, task, cast.project, assignee_ids=[cast.coordinator.id], **facts)
    changed = (task.title, task.assignees)

    browser.post(undo_in(page))

    assert changed == ("Other", [cast.coordinator])
    assert (task.title, task.description, task.priority, task.estimate) == ("As it was", "Old", Priority.HIGH, 90)
    assert (str(task.starts_on), str(task.due), task.needs_review) == ("2026-03-10", "2026-03-20", False)
    assert (task.stage_id, task.labels, task.assignees) == (cast.project.plan.stage.id, [label], [cast.member])


def test_what_was_changed_again_since_stays(cast, as_user):
    task, browser = make.task(cast.project, title="First"), as_user(cast.member)
    page = change(browser, task, cast.project, title="Second")
    undo = undo_in(page)
    change(as_user(cast.coordinator), task, cast.project, title="Third")

    answer = browser.post(undo, follow_redirects=True)

    assert "It was changed again since then, so it stays as it is." in answer.text
    assert task.title == "Third"


def test_a_second_click_on_undo_changes_nothing(cast, as_user):
    task, browser = make.task(cast.project, title="First"), as_user(cast.member)
    undo = undo_in(change(browser, task, cast.project, title="Second"))

    for _click in range(2):
        browser.post(undo)

    assert task.title == "First"


def test_a_move_is_taken_back_where_the_life_cycle_leads_back(cast, as_user):
    task, browser = make.task(cast.project, cast.member), as_user(cast.member)

    page = browser.post(f"/tasks/{task.id}/finish", data={"version": task.version}, follow_redirects=True).text
    done = task.state
    browser.post(undo_in(page))

    assert done is TaskState.DONE
    assert (task.state, task.done_at, task.done_by_id) == (TaskState.TODO, None, None)
    assert entry("task/reopen").changes == {"state": ["DONE", "TODO"]}


def test_what_was_begun_by_mistake_waits_again(cast, as_user):
    task, browser = make.task(cast.project, cast.member), as_user(cast.member)

    page = browser.post(f"/tasks/{task.id}/start", data={"version": task.version}, follow_redirects=True).text
    begun = task.state
    browser.post(undo_in(page))

    assert (begun, task.state) == (TaskState.DOING, TaskState.TODO)


@pytest.mark.parametrize(
    ("state", "trigger", "facts"), [("DOING", "finish", {}), ("DOING", "submit", {"needs_review": True})]
)
def test_a_move_without_a_way_back_for_this_person_offers_none(cast, as_user, state, trigger, facts):
    task = make.task(cast.project, cast.member, state=TaskState[state], **facts)
    browser = as_user(cast.member)

    page = browser.post(f"/tasks/{task.id}/{trigger}", data={"version": task.version}, follow_redirects=True).text
    shown = page.partition('class="flash')[2].partition("</div>")[0]
    answer = browser.post(f"/tasks/{task.id}/undo/{entry(f'task/{trigger}').id}")

    assert "/undo/" not in shown
    assert answer.status_code == 302
    assert task.state is not TaskState[state]


def test_the_history_shows_each_field_before_and_after_with_undo_at_the_last_change(cast, as_user):
    task, browser = make.task(cast.project, title="First"), as_user(cast.member)
    change(browser, task, cast.project, title="Second", due="2026-03-20")
    page = change(browser, task, cast.project, title="Third", due="2026-03-20")
    page = browser.get(f"/tasks/{task.id}").text

    assert "<dt>Title</dt><dd><del>First</del> <ins>Second</ins></dd>" in page
    assert "<dt>Due date</dt><dd><del>–</del> <ins>20.03.2026</ins></dd>" in page
    assert page.count("/undo/") == 1
    assert undo_in(page) == f"/tasks/{task.id}/undo/{entry('task/revise').id}"


def test_an_entry_that_cannot_be_taken_back_says_so(cast, as_user):
    browser = as_user(cast.member)
    form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project)
    made = entry("task/create")

    page = browser.post(f"/tasks/{made.subject_id}/undo/{made.id}", follow_redirects=True)

    assert "This cannot be taken back." in page.text


def test_nobody_undoes_what_they_may_not_change(cast, as_user):
    task, other = make.task(cast.project, title="First"), make.task(cast.project)
    undo = undo_in(change(as_user(cast.member), task, cast.project, title="Second"))

    assert as_user(cast.observer).post(undo).status_code == 403
    assert as_user(cast.outsider).post(undo).status_code == 404
    assert as_user(cast.member).post(undo.replace(f"/{task.id}/", f"/{other.id}/")).status_code == 404
    assert task.title == "Second"
