"""Many clicks at the same time: what is made is made once, and nothing of what each adds is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from app.db import db
from app.journal.models import Entry
from app.tasks.checklist.models import ChecklistItem
from app.tasks.labels.models import Label
from app.tasks.models import RepeatUnit, Task
from app.tasks.ties.models import dependency
from tests import make
from tests.at_once import CLICKS, codes, post_at_once
from tests.tasks.posts import facts


@pytest.mark.real_time
def test_twenty_clicks_make_one_task(cast, as_user):
    clients = [as_user(cast.coordinator).client for _ in range(CLICKS)]
    typed = facts(cast.project, form_key="drawn once", assignee_ids=[cast.member.id])

    answers = post_at_once(clients, f"/projects/{cast.project.id}/tasks/new", lambda: typed)

    task = db.session.scalars(db.select(Task)).one()
    assert codes(answers) == [303] * CLICKS
    assert {answer.headers["Location"] for answer in answers} == {f"/tasks/{task.id}"}
    assert db.session.scalars(db.select(Entry.kind)).all().count("task/create") == 1


@pytest.mark.real_time
def test_twenty_who_finish_a_task_that_repeats_make_one_next(cast, as_user):
    task = make.task(cast.project, cast.coordinator, repeat_every=1, repeat_unit=RepeatUnit.DAY)
    clients = [as_user(cast.coordinator).client for _ in range(CLICKS)]
    version = task.version

    answers = post_at_once(clients, f"/tasks/{task.id}/finish", lambda: {"version": version})

    assert codes(answers) == [303, *[409] * (CLICKS - 1)]
    assert db.session.scalar(db.select(db.func.count(Task.id))) == 2
    assert task.next_id is not None


@pytest.mark.real_time
def test_two_ties_at_once_close_no_circle(cast, as_user):
    first, second = make.task(cast.project, title="Scan"), make.task(cast.project, title="Describe")
    sides = {first.id: second.id, second.id: first.id}
    clients = [(task_id, as_user(cast.coordinator).client) for task_id in list(sides) * (CLICKS // 2)]
    db.session.rollback()

    def tie(side):
        task_id, client = side
        return client.post(f"/tasks/{task_id}/ties/after", data={"id": sides[task_id], "is_on": "1"})

    with ThreadPoolExecutor(CLICKS) as pool:
        list(pool.map(tie, clients))

    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(dependency)) == 1


@pytest.mark.real_time
def test_twenty_steps_written_at_once_are_all_there_each_at_its_own_place(cast, as_user):
    task = make.task(cast.project)
    clients = [as_user(cast.coordinator).client for _ in range(CLICKS)]

    answers = post_at_once(clients, f"/tasks/{task.id}/checklist", lambda: {"steps": "One more"})

    places = db.session.scalars(db.select(ChecklistItem.position).order_by(ChecklistItem.position)).all()
    assert codes(answers) == [303] * CLICKS
    assert places == list(range(1, CLICKS + 1))


@pytest.mark.real_time
def test_a_label_made_by_twenty_at_once_is_made_once(cast, as_user):
    clients = [as_user(cast.coordinator).client for _ in range(CLICKS)]

    answers = post_at_once(clients, f"/projects/{cast.project.id}/labels", lambda: {"name": "Scans", "tint": "1"})

    assert db.session.scalar(db.select(db.func.count(Label.id))) == 1
    assert codes(answers) == [303, *[422] * (CLICKS - 1)]
