"""What was thrown away waits in the project's bin for thirty days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.comments.actions import write
from app.comments.models import Comment, mention, watcher
from app.db import db
from app.meetings.minutes.models import Outcome
from app.projects.bin import outdated, purge
from app.tasks.checklist.models import ChecklistItem
from app.tasks.labels.models import Label
from app.tasks.models import Task
from app.tasks.ties.models import dependency, task_link
from tests import make
from workflows.meetings import OutcomeKind


def bin_of(project):
    return f"/projects/{project.id}/bin"


def throw_away(browser, task):
    return browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})


def test_a_task_thrown_away_waits_in_the_bin_and_comes_back_from_there(cast, as_user):
    task, browser = make.task(cast.project, title="Thrown by mistake"), as_user(cast.member)
    throw_away(browser, task)

    page = browser.get(bin_of(cast.project)).text
    browser.post(f"/tasks/{task.id}/restore")

    assert "Thrown by mistake" in page
    assert f'action="/tasks/{task.id}/restore"' in page
    assert task.deleted_at is None
    assert "The bin is empty" in browser.get(bin_of(cast.project)).text


def test_everybody_sees_what_they_may_bring_back(cast, as_user):
    now = make.clock.now()
    make.task(cast.project, title="A task", deleted_at=now)
    make.label(cast.project, "A label", deleted_at=now)
    facts = {"subject_type": "task", "subject_id": make.task(cast.project).id, "created_at": now, "deleted_at": now}
    make.save(Comment(project_id=cast.project.id, author_id=cast.member.id, text="A comment", **facts))

    def seen(person):
        page = as_user(person).get(bin_of(cast.project)).text
        return [words for words in ("A task", "A label", "A comment") if words in page]

    assert seen(cast.member) == ["A task", "A comment"]
    assert seen(cast.coordinator) == ["A task", "A label"]
    assert seen(cast.observer) == []
    assert as_user(cast.outsider).get(bin_of(cast.project)).status_code == 404


def test_after_thirty_days_it_goes_for_good_with_all_that_is_its_own(cast, as_user, clock):
    label = make.label(cast.project)
    task, other = make.task(cast.project, cast.member, labels=[label]), make.task(cast.project)
    material, meeting = make.material(cast.project, cast.member), make.meeting(cast.project, cast.member)
    other.next_id = task.id
    make.step(task)
    grown = make.step(other, became_id=task.id)
    db.session.execute(dependency.insert().values(blocker_id=task.id, blocked_id=other.id))
    db.session.execute(task_link.insert().values(task_id=task.id, subject_type="material", subject_id=material.id))
    write(task, actor=cast.member, people=cast.project.people, text="@Сейтова, look")
    facts = {"project_id": cast.project.id, "meeting_id": meeting.id, "created_at": task.created_at}
    outcome = make.save(Outcome(nature=OutcomeKind.ACTION, text="Read them", task_id=task.id, **facts))
    task_id = task.id
    throw_away(as_user(cast.member), task)

    clock.shift(timedelta(days=29))
    purge()
    kept = db.session.get(Task, task_id)
    clock.shift(timedelta(days=2))
    db.session.rollback()
    purge()

    db.session.expire_all()
    assert kept is not None
    assert db.session.get(Task, task_id) is None
    assert (other.next_id, grown.became_id, outcome.task_id, outcome.text) == (None, None, None, "Read them")
    assert db.session.scalars(db.select(ChecklistItem.id)).all() == [grown.id]
    for table in (dependency, task_link, mention, watcher, Comment):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    assert "Read the newspapers" in as_user(cast.member).get(f"/projects/{cast.project.id}/journal").text


def test_labels_and_comments_go_for_good_too_and_answers_stay(cast, clock):
    now = make.clock.now()
    task = make.task(cast.project)
    label = make.label(cast.project, deleted_at=now)
    task.labels = [label]
    facts = {"project_id": cast.project.id, "subject_type": "task", "subject_id": task.id, "created_at": now}
    gone = make.save(Comment(author_id=cast.member.id, text="Gone", deleted_at=now, **facts))
    answer = make.save(Comment(author_id=cast.member.id, text="Stays", quoted_id=gone.id, **facts))

    clock.shift(timedelta(days=31))
    purge()

    db.session.expire_all()
    assert db.session.scalar(db.select(Label)) is None
    assert db.session.scalars(db.select(Comment)).all() == [answer]
    assert answer.quoted_id is None
    assert task.labels == []


@pytest.mark.parametrize("model", [Task, Comment])
def test_the_minute_does_not_read_what_is_not_thrown_away(app, model):
    connection = db.session.connection()
    question = outdated(model).compile(connection, compile_kwargs={"literal_binds": True})
    if connection.dialect.name == "sqlite":
        plan, way = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}"), f"ix_{model.kind}_purge"
    else:  # which of its indexes PostgreSQL takes follows from how much is thrown away
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan, way = connection.exec_driver_sql(f"EXPLAIN {question}"), "Index Cond: (deleted_at <"

    assert way in str(plan.all())
