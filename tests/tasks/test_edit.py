from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from tests import make
from tests.tasks.posts import facts, form, newest, tallied


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()


def test_a_change_is_written_down_with_old_and_new(cast, as_user):
    task = make.task(cast.project, title="Old title")

    form(as_user(cast.member), f"/tasks/{task.id}/edit", cast.project, title="New title", version=task.version)

    entry = db.session.scalars(db.select(Entry)).one()
    assert task.title == "New title"
    assert entry.changes["title"] == ["Old title", "New title"]


def test_two_who_edit_at_once_both_keep_their_text(cast, as_user):
    task = make.task(cast.project, title="As it was")
    drawn = task.version
    address = f"/tasks/{task.id}/edit"
    form(as_user(cast.coordinator), address, cast.project, title="The first to save", version=drawn)

    page = form(as_user(cast.member), address, cast.project, title="The second to save", version=drawn)

    assert page.status_code == 409
    assert "The first to save" in page.text
    assert "The second to save" in page.text
    assert task.title == "The first to save"
    assert f'value="{task.version}"' in page.text


def test_a_change_of_the_people_alone_is_seen_by_whoever_saves_later(cast, as_user):
    task = make.task(cast.project, title=facts(cast.project)["title"], description=facts(cast.project)["description"])
    drawn = task.version
    address = f"/tasks/{task.id}/edit"
    form(as_user(cast.coordinator), address, cast.project, assignee_ids=[cast.member.id], version=drawn)

    page = form(as_user(cast.member), address, cast.project, assignee_ids=[cast.coordinator.id], version=drawn)

    assert page.status_code == 409
    assert task.assignees == [cast.member]
    assert kinds_written() == ["task/assign"]


def test_only_those_newly_assigned_get_a_letter(cast, as_user):
    task = make.task(cast.project, cast.coordinator)
    people = [cast.coordinator.id, cast.member.id]

    address = f"/tasks/{task.id}/edit"
    form(as_user(cast.coordinator), address, cast.project, assignee_ids=people, version=task.version)

    assert db.session.scalars(db.select(Letter.user_id)).all() == [cast.member.id]


def test_a_task_moved_to_another_stage_is_counted_there(cast, as_user):
    browser = as_user(cast.member)
    browser.post("/quick", data={"project_id": cast.project.id, "line": "A task"})
    task = newest()
    later = cast.project.plan.stages[2]

    form(browser, f"/tasks/{task.id}/edit", cast.project, stage_id=later.id, version=task.version)

    assert tallied(cast.project) == {f"{later.id}:TODO": 1}


def test_a_form_without_a_version_changes_nothing(cast, as_user):
    task = make.task(cast.project, title="As it was")

    page = form(as_user(cast.member), f"/tasks/{task.id}/edit", cast.project)

    assert page.status_code == 409
    assert task.title == "As it was"


def test_observers_read_and_cannot_edit(cast, as_user):
    task = make.task(cast.project)
    browser = as_user(cast.observer)

    shown, edited = browser.get(f"/tasks/{task.id}"), browser.get(f"/tasks/{task.id}/edit")

    assert shown.status_code == 200
    assert "/edit" not in shown.text
    assert edited.status_code == 403
    assert "Only people of the workgroup can do this." in edited.text


def test_outsiders_find_no_task(cast, as_user):
    task = make.task(cast.project)
    browser = as_user(cast.outsider)

    assert browser.get(f"/tasks/{task.id}").status_code == 404
    assert browser.get(f"/tasks/{task.id}/edit").status_code == 404
    for act in ("edit", "start", "place", "delete", "restore"):
        assert browser.post(f"/tasks/{task.id}/{act}").status_code == 404


def test_the_preview_shows_the_description_as_it_will_read_and_saves_nothing(cast, as_user):
    task = make.task(cast.project, title="As it was")
    browser = as_user(cast.member)

    old = form(browser, f"/tasks/{task.id}/edit", cast.project, title="Typed", preview="1", version=task.version)
    new = form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project, title="Typed", preview="1")

    for page in (old, new):
        assert page.status_code == 200
        assert "From <strong>1975</strong> on." in page.text
        assert 'value="Typed"' in page.text
    assert task.title == "As it was"
    assert kinds_written() == []
