from app.db import db
from app.journal.models import Entry
from app.tasks.checklist.models import ChecklistItem
from app.tasks.models import Task
from tests import make
from tests.tasks.posts import undo_in
from workflows.tasks import TaskState


def steps():
    found = db.session.scalars(db.select(ChecklistItem).order_by(ChecklistItem.position, ChecklistItem.id))
    return [step.text for step in found]


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()


def act(browser, step, name, **data):
    return browser.post(f"/tasks/{step.task_id}/checklist/{step.id}/{name}", data=data)


def test_steps_are_written_one_on_a_line(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    answer = browser.post(f"/tasks/{task.id}/checklist", data={"steps": "Ask the museum\r\n\r\n  Read 1975 \r\nScan"})

    page = browser.get(f"/tasks/{task.id}").text
    assert answer.location == f"/tasks/{task.id}#checklist"
    assert steps() == ["Ask the museum", "Read 1975", "Scan"]
    assert "Done: 0 / 3" in page
    assert "added to the checklist" in page


def test_a_step_is_ticked_off_once_and_the_tick_taken_back(cast, as_user):
    step = make.step(make.task(cast.project))
    browser = as_user(cast.member)

    for _click in range(2):
        act(browser, step, "tick")
    page = browser.get(f"/tasks/{step.task_id}").text
    ticked = step.done_at, step.done_by_id
    act(browser, step, "untick")

    assert "Done: 1 / 1" in page
    assert 'aria-checked="true"' in page
    assert ticked == (make.clock.now(), cast.member.id)
    assert (step.done_at, step.done_by_id) == (None, None)
    assert kinds_written() == ["task/tick", "task/untick"]


def test_steps_trade_places_and_the_ends_stay(cast, as_user):
    task = make.task(cast.project)
    first, second, third = (make.step(task, text, place) for place, text in enumerate("ABC"))
    browser = as_user(cast.member)

    act(browser, third, "up")
    act(browser, first, "up")
    moved = steps()
    act(browser, first, "down")
    act(browser, second, "down")

    assert moved == ["A", "C", "B"]
    assert steps() == ["C", "A", "B"]


def test_a_step_taken_off_comes_back_to_its_place_by_undo(cast, as_user):
    task = make.task(cast.project)
    first, _second = make.step(task, "A", 1), make.step(task, "B", 2)
    browser = as_user(cast.member)

    page = browser.post(f"/tasks/{task.id}/checklist/{first.id}/remove", follow_redirects=True).text
    left = steps()
    browser.post(undo_in(page))

    assert left == ["B"]
    assert steps() == ["A", "B"]


def test_a_step_grows_into_one_task_however_often_it_is_clicked(cast, as_user):
    task = make.task(cast.project)
    step = make.step(task, "Ask the museum")
    browser = as_user(cast.member)

    answers = [act(browser, step, "grow") for _click in range(2)]

    grown = db.session.get(Task, step.became_id)
    assert (grown.title, grown.stage_id) == ("Ask the museum", task.stage_id)
    assert {answer.location for answer in answers} == {f"/tasks/{grown.id}"}
    assert db.session.scalar(db.select(db.func.count(Task.id))) == 2
    assert task.title in browser.get(f"/tasks/{grown.id}").text


def test_a_step_that_became_a_task_is_done_when_the_task_is(cast, as_user):
    task, grown = make.task(cast.project), make.task(cast.project, title="Grown", state=TaskState.DONE)
    make.step(task, "Ask the museum", became_id=grown.id)

    page = as_user(cast.member).get(f"/tasks/{task.id}").text

    assert "Done: 1 / 1" in page
    assert f'href="/tasks/{grown.id}">Ask the museum' in page


def test_a_step_too_long_or_one_too_many_is_refused_and_kept_in_the_field(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    long = browser.post(f"/tasks/{task.id}/checklist", data={"steps": "Ж" * 201})
    many = browser.post(f"/tasks/{task.id}/checklist", data={"steps": "\n".join(f"Step {n}" for n in range(101))})

    assert long.status_code == 422
    assert "Ж" * 201 in long.text
    assert "A checklist holds at most 100 steps." in many.text
    assert "Step 100" in many.text
    assert steps() == []


def test_a_step_of_another_task_is_not_found(cast, as_user):
    step, other = make.step(make.task(cast.project)), make.task(cast.project)

    assert as_user(cast.member).post(f"/tasks/{other.id}/checklist/{step.id}/tick").status_code == 404


def test_observers_see_the_steps_and_touch_none(cast, as_user):
    step, browser = make.step(make.task(cast.project)), as_user(cast.observer)

    page = browser.get(f"/tasks/{step.task_id}").text

    assert "Ask the museum" in page
    assert "/checklist" not in page
    assert act(browser, step, "tick").status_code == 403
    assert browser.post(f"/tasks/{step.task_id}/checklist", data={"steps": "No"}).status_code == 403
