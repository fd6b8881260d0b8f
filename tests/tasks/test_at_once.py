"""Many clicks on one new task at the same time: one is made, and every click leads to it."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.tasks.models import Task
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
