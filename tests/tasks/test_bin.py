from app.db import db
from app.text import SearchEntry
from tests import make
from tests.tasks.posts import newest, tallied


def test_a_task_thrown_away_is_gone_until_undo(cast, as_user):
    browser = as_user(cast.member)
    browser.post("/quick", data={"project_id": cast.project.id, "line": "Thrown by mistake"})
    task = newest()

    gone = browser.post(f"/tasks/{task.id}/delete", data={"version": task.version}, follow_redirects=True)

    assert f"/tasks/{task.id}/restore" in gone.text
    assert browser.get(f"/tasks/{task.id}").status_code == 404
    assert tallied(cast.project) == {}
    assert db.session.scalar(db.select(SearchEntry)) is None

    back = browser.post(f"/tasks/{task.id}/restore", follow_redirects=True)

    assert "Thrown by mistake" in back.text
    assert tallied(cast.project) == {f"{cast.project.plan.stage.id}:TODO": 1}
    assert db.session.scalar(db.select(SearchEntry)).subject_id == task.id


def test_a_second_undo_counts_nothing_twice(cast, as_user):
    browser = as_user(cast.member)
    browser.post("/quick", data={"project_id": cast.project.id, "line": "A task"})
    task = newest()
    browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})

    answers = [browser.post(f"/tasks/{task.id}/restore") for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert tallied(cast.project) == {f"{cast.project.plan.stage.id}:TODO": 1}


def test_what_was_changed_meanwhile_is_not_thrown_away(cast, as_user):
    task = make.task(cast.project)

    page = as_user(cast.member).post(f"/tasks/{task.id}/delete", data={"version": task.version + 1})

    assert page.status_code == 409
    assert task.deleted_at is None


def test_observers_throw_nothing_away(cast, as_user):
    task = make.task(cast.project)

    page = as_user(cast.observer).post(f"/tasks/{task.id}/delete", data={"version": task.version})

    assert page.status_code == 403
    assert task.deleted_at is None
