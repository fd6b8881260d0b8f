"""Much invented data, among which people go on working."""

from app.accounts.queries import by_email
from app.db import db
from app.meetings.models import Meeting
from app.seeds import synthetic
from app.tasks.models import Task
from tests import make


def test_after_invented_data_the_next_thing_gets_the_next_number(app, as_user):
    [project_id] = synthetic.seed(tasks=3, materials=2, meetings=2)
    browser = as_user(by_email("synthetic0@library.example"))

    answer = browser.post(f"/projects/{project_id}/tasks/new", data={"title": "By hand", "priority": "NORMAL"})

    assert answer.status_code == 303
    assert db.session.scalar(db.select(db.func.max(Task.id))) == 4
    assert make.save(Meeting(**meeting_facts(project_id))).id == 3


def meeting_facts(project_id):
    kept = ("title", "starts_wall", "zone", "starts_at", "created_by_id", "created_at")
    old = db.session.scalars(db.select(Meeting)).first()
    return {"project_id": project_id, "uid": "by hand", **{name: getattr(old, name) for name in kept}}
