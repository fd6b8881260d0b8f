"""A project that was thrown away takes its things out of everybody's sight with it."""

import pytest

from app import clock
from app.db import db
from tests import make


@pytest.fixture
def pages(cast):
    task = make.task(cast.project, cast.member)
    material = make.material(cast.project, cast.member)
    meeting = make.meeting(cast.project, cast.member)
    project = f"/projects/{cast.project.id}"
    return [project, f"{project}/tasks", f"/tasks/{task.id}", f"/materials/{material.id}", f"/meetings/{meeting.id}"]


def test_nothing_of_a_project_thrown_away_is_found(cast, as_user, pages):
    browser = as_user(cast.member)
    assert [browser.get(page).status_code for page in pages] == [200] * len(pages)

    cast.project.deleted_at = clock.now()
    db.session.commit()

    assert [browser.get(page).status_code for page in pages] == [404] * len(pages)
