import pytest

from app.db import db
from app.outbox.models import Letter
from tests import make
from tests.tasks.posts import newest, tallied
from workflows.tasks import TaskState


def test_a_task_goes_from_plan_to_done_and_is_counted_on_its_way(cast, as_user):
    member, coordinator = as_user(cast.member), as_user(cast.coordinator)
    member.post("/quick", data={"project_id": cast.project.id, "line": "A task"})
    task = newest()
    task.assignees, task.needs_review = [cast.member], True
    db.session.commit()

    for browser, trigger in ((member, "start"), (member, "submit"), (coordinator, "accept")):
        browser.post(f"/tasks/{task.id}/{trigger}", data={"version": task.version})

    assert task.state is TaskState.DONE
    assert (task.done_by, task.done_at is not None) == (cast.coordinator, True)
    assert tallied(cast.project) == {f"{cast.project.plan.stage.id}:DONE": 1}
    about = db.session.scalars(db.select(Letter.about).order_by(Letter.id)).all()
    assert about == ["tasks/submit", "tasks/accept"]


def test_a_task_opened_again_is_done_by_nobody(cast, as_user):
    task = make.task(cast.project, state=TaskState.DONE, done_by_id=cast.member.id)

    as_user(cast.member).post(f"/tasks/{task.id}/reopen", data={"version": task.version})

    assert (task.state, task.done_by_id, task.done_at) == (TaskState.TODO, None, None)


@pytest.mark.parametrize(
    ("person", "facts", "reason"),
    [
        ("member", {}, "Only people assigned to the task or the coordinator can do this."),
        ("coordinator", {}, "Somebody must be assigned to the task first."),
        ("coordinator", {"needs_review": True}, "This task needs a review: send it for review instead."),
        ("member", {"state": TaskState.IN_REVIEW}, "Only the coordinator can do this."),
    ],
)
def test_what_stands_in_the_way_is_said_before_it_is_tried(cast, as_user, person, facts, reason):
    task = make.task(cast.project, **facts)

    page = as_user(getattr(cast, person)).get(f"/tasks/{task.id}")

    assert reason in page.text


def test_a_refused_move_changes_nothing_and_says_why(cast, as_user):
    task = make.task(cast.project, cast.member, state=TaskState.IN_REVIEW)

    page = as_user(cast.member).post(f"/tasks/{task.id}/accept", data={"version": task.version}, follow_redirects=True)

    assert "Only the coordinator can do this." in page.text
    assert task.state is TaskState.IN_REVIEW


def test_of_two_who_move_at_once_one_wins(cast, as_user):
    task = make.task(cast.project, cast.member, needs_review=True)
    drawn = task.version

    first = as_user(cast.member).post(f"/tasks/{task.id}/start", data={"version": drawn})
    second = as_user(cast.coordinator).post(f"/tasks/{task.id}/cancel", data={"version": drawn})

    assert (first.status_code, second.status_code) == (303, 409)
    assert task.state is TaskState.DOING


def test_my_day_is_where_a_tick_pressed_there_leads_back_to(cast, as_user):
    task = make.task(cast.project, cast.member)

    answer = as_user(cast.member).post(
        f"/tasks/{task.id}/finish", data={"version": task.version}, headers={"Referer": "http://localhost/"}
    )

    assert answer.location == "/"


def test_a_word_that_is_no_move_is_no_page(cast, as_user):
    task = make.task(cast.project)

    assert as_user(cast.member).post(f"/tasks/{task.id}/explode").status_code == 404
