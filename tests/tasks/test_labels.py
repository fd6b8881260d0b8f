from app.db import db
from app.journal.models import Entry
from app.tasks.labels.models import Label
from tests import make
from tests.tasks.posts import form, newest


def labels_page(project):
    return f"/projects/{project.id}/labels"


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()


def test_the_coordinator_makes_a_label_in_a_colour(cast, as_user):
    browser = as_user(cast.coordinator)

    page = browser.post(labels_page(cast.project), data={"name": "Interviews", "tint": "2"}, follow_redirects=True)

    assert 'class="label label-2">Interviews' in page.text
    assert kinds_written() == ["label/create"]


def test_two_names_that_differ_in_case_or_keyboard_alone_are_one_label(cast, as_user):
    make.label(cast.project, "Сұхбат")

    page = as_user(cast.coordinator).post(labels_page(cast.project), data={"name": "сухбат", "tint": "2"})

    assert "There is a label of this name already." in page.text
    assert 'value="сухбат"' in page.text
    assert db.session.scalar(db.select(db.func.count(Label.id))) == 1


def test_a_label_may_be_called_anew_but_not_like_another(cast, as_user):
    label, _other = make.label(cast.project, "Interviews"), make.label(cast.project, "Scans")
    address, browser = f"/labels/{label.id}/edit", as_user(cast.coordinator)

    refused = browser.post(address, data={"name": "scans", "tint": "1", "version": label.version})
    browser.post(address, data={"name": "Talks", "tint": "3", "version": label.version})

    assert "There is a label of this name already." in refused.text
    assert (label.name, label.tint) == ("Talks", 3)
    entry = db.session.scalars(db.select(Entry)).one()
    assert entry.changes == {"name": ["Interviews", "Talks"], "tint": [1, 3]}


def test_a_label_put_away_is_seen_nowhere_until_undo_brings_it_back_to_its_tasks(cast, as_user):
    label = make.label(cast.project, "Interviews")
    task = make.task(cast.project, labels=[label])
    browser = as_user(cast.coordinator)

    gone = browser.post(f"/labels/{label.id}/delete", data={"version": label.version}, follow_redirects=True)

    assert f"/labels/{label.id}/restore" in gone.text
    assert "label label-1" not in browser.get(f"/tasks/{task.id}").text

    browser.post(f"/labels/{label.id}/restore")

    assert 'label-1">Interviews' in browser.get(f"/tasks/{task.id}").text
    assert kinds_written() == ["label/delete", "label/restore"]


def test_a_label_put_away_comes_back_when_its_name_is_made_again(cast, as_user):
    label = make.label(cast.project, "Interviews", deleted_at=cast.project.created_at)

    as_user(cast.coordinator).post(labels_page(cast.project), data={"name": "interviews", "tint": "4"})

    assert (label.name, label.tint, label.deleted_at) == ("interviews", 4, None)


def test_a_task_carries_many_labels_and_its_history_names_them(cast, as_user):
    first, second = make.label(cast.project, "Interviews"), make.label(cast.project, "Scans", tint=5)
    browser = as_user(cast.member)
    form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project, label_ids=[first.id, second.id])
    task = newest()

    page = browser.get(f"/tasks/{task.id}").text
    form(browser, f"/tasks/{task.id}/edit", cast.project, label_ids=[second.id], version=task.version)

    assert 'label-1">Interviews' in page
    assert 'label-5">Scans' in page
    assert task.labels == [second]
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "task/revise")).one()
    assert entry.changes["labels"] == [["Interviews", "Scans"], ["Scans"]]


def test_a_change_of_the_task_takes_no_label_off_that_was_put_away_meanwhile(cast, as_user):
    away = make.label(cast.project, "Interviews", deleted_at=cast.project.created_at)
    task = make.task(cast.project, labels=[away])

    form(as_user(cast.member), f"/tasks/{task.id}/edit", cast.project, title="New title", version=task.version)

    assert task.title == "New title"
    assert task.labels == [away]


def test_a_label_of_another_project_is_not_taken(cast, as_user):
    other = make.label(make.project(cast.outsider, title="Elsewhere"), "Theirs")

    page = form(as_user(cast.member), f"/projects/{cast.project.id}/tasks/new", cast.project, label_ids=[other.id])

    assert page.status_code == 422
    assert newest() is None


def test_members_read_the_labels_and_only_the_coordinator_changes_them(cast, as_user):
    label = make.label(cast.project, "Interviews")
    browser = as_user(cast.member)

    shown = browser.get(labels_page(cast.project))
    answers = [
        browser.post(labels_page(cast.project), data={"name": "Mine", "tint": "1"}),
        browser.get(f"/labels/{label.id}/edit"),
        browser.post(f"/labels/{label.id}/delete", data={"version": label.version}),
        browser.post(f"/labels/{label.id}/restore"),
    ]

    assert "Interviews" in shown.text
    assert "The coordinator makes and changes labels." in shown.text
    assert f"/labels/{label.id}" not in shown.text
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert kinds_written() == []


def test_outsiders_find_no_labels(cast, as_user):
    label = make.label(cast.project, "Interviews")
    browser = as_user(cast.outsider)

    assert browser.get(labels_page(cast.project)).status_code == 404
    assert browser.get(f"/labels/{label.id}/edit").status_code == 404
    assert browser.post(f"/labels/{label.id}/delete").status_code == 404
    assert browser.post(f"/labels/{label.id}/restore").status_code == 404
