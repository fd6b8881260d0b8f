from app.db import db
from app.outbox.models import Letter
from app.tasks.models import Task
from tests.tasks.posts import facts, form, newest, tallied


def test_a_task_is_written_with_its_people_due_day_priority_and_stage(cast, as_user):
    stage = cast.project.plan.stages[1]
    given = {"due": "2026-03-09", "priority": "HIGH", "stage_id": stage.id, "needs_review": "y"}

    answer = form(
        as_user(cast.coordinator),
        f"/projects/{cast.project.id}/tasks/new",
        cast.project,
        assignee_ids=[cast.member.id, cast.coordinator.id],
        **given,
    )

    task = newest()
    assert answer.location == f"/tasks/{task.id}"
    assert set(task.assignees) == {cast.member, cast.coordinator}
    assert (str(task.due), task.priority.name, task.stage_id, task.needs_review) == (
        "2026-03-09",
        "HIGH",
        stage.id,
        True,
    )
    assert tallied(cast.project) == {f"{stage.id}:TODO": 1}


def test_the_page_shows_what_was_written_as_it_was_meant(cast, as_user):
    browser = as_user(cast.member)
    form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project, title="<b>Bold</b>")

    page = browser.get(f"/tasks/{newest().id}").text

    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<strong>1975</strong>" in page
    assert "wrote the task" in page


def test_whoever_is_given_a_task_by_another_gets_one_letter(cast, as_user):
    people = [cast.member.id, cast.coordinator.id]

    form(as_user(cast.coordinator), f"/projects/{cast.project.id}/tasks/new", cast.project, assignee_ids=people)

    letters = db.session.scalars(db.select(Letter)).all()
    assert [(letter.about, letter.user_id) for letter in letters] == [("tasks/assign", cast.member.id)]


def test_a_second_click_makes_one_task(cast, as_user):
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/tasks/new"

    answers = [form(browser, address, cast.project, form_key="one key") for _click in range(2)]

    assert db.session.scalar(db.select(db.func.count(Task.id))) == 1
    assert answers[0].location == answers[1].location


def test_one_can_go_on_with_another_task(cast, as_user):
    address = f"/projects/{cast.project.id}/tasks/new"

    answer = form(as_user(cast.member), address, cast.project, another="1")

    assert answer.location == address


def test_bad_input_keeps_what_was_typed_and_writes_nothing(cast, as_user):
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/tasks/new"
    bad = [
        {"title": ""},
        {"title": "x" * 201},
        {"due": "yesterday"},
        {"stage_id": "99999"},
        {"stage_id": "first"},
        {"assignee_ids": [cast.outsider.id]},
        {"assignee_ids": ["nobody"]},
        {"priority": "HIGHEST"},
    ]

    pages = [form(browser, address, cast.project, **{"description": "Kept text", **fields}) for fields in bad]

    assert [page.status_code for page in pages] == [422] * len(bad)
    assert all("Kept text" in page.text for page in pages)
    assert newest() is None


def test_an_observer_reads_why_no_task_can_be_written(cast, as_user):
    browser, address = as_user(cast.observer), f"/projects/{cast.project.id}/tasks"

    pages = [browser.get(f"{address}/new"), browser.post(f"{address}/new", data=facts(cast.project))]

    assert [page.status_code for page in pages] == [403] * 2
    assert all("Only people of the workgroup can do this." in page.text for page in pages)
    assert newest() is None


def test_outsiders_find_no_tasks_at_all(cast, as_user):
    browser, address = as_user(cast.outsider), f"/projects/{cast.project.id}"

    codes = [browser.get(f"{address}{page}").status_code for page in ("/tasks", "/tasks/new", "/board")]

    assert codes == [404] * 3
