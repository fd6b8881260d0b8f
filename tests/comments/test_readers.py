"""Who reads and follows what is said, and about which things."""

import pytest

from app.comments.models import Comment, watcher
from tests import make
from tests.comments.pages import newest, pairs, said
from workflows.meetings import MeetingState


def test_observers_read_and_say_nothing(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.observer)
    said(as_user(cast.member), task, "To be read by all")

    page, answer = browser.get(f"/tasks/{task.id}").text, said(browser, task)

    assert "To be read by all" in page
    assert "/comments/on/" not in page
    assert answer.status_code == 403


def test_outsiders_find_no_comment(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.outsider)
    said(as_user(cast.member), task)
    comment = newest()

    assert said(browser, task).status_code == 404
    for path in (f"/comments/{comment.id}", f"/comments/{comment.id}/edit"):
        assert browser.get(path).status_code == 404
    for act in ("edit", "delete", "restore"):
        assert browser.post(f"/comments/{comment.id}/{act}").status_code == 404
    assert browser.post(f"/following/task/{task.id}", data={"is_on": "1"}).status_code == 404


def test_a_comment_goes_to_the_bin_with_its_task(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task)

    browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})

    assert browser.get(f"/comments/{newest().id}").status_code == 404


def test_nothing_can_be_said_about_a_kind_of_thing_that_has_no_comments(cast, as_user):
    assert as_user(cast.member).post("/comments/on/user/1", data={"text": "Hello"}).status_code == 404


def test_more_comments_than_a_page_holds_are_found_one_step_back(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    for number in range(52):
        facts = {
            "subject_type": "task",
            "subject_id": task.id,
            "author_id": cast.member.id,
            "text": f"No. {number} said",
        }
        make.save(Comment(project_id=cast.project.id, created_at=task.created_at, **facts))

    page = browser.get(f"/tasks/{task.id}").text
    earlier = page.partition("?before=")[2].partition("#")[0]
    before = browser.get(f"/tasks/{task.id}?before={earlier}").text

    assert "No. 2 said" in page
    assert "No. 1 said" not in page
    assert "No. 0 said" in before
    assert "No. 2 said" not in before


def test_who_comments_follows_the_task_and_may_stop(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task)
    followed = pairs(watcher)

    browser.post(f"/following/task/{task.id}", data={"is_on": "0"})

    assert followed == [("task", task.id, cast.member.id)]
    assert pairs(watcher) == []


def test_anybody_who_sees_the_task_may_follow_it_and_stands_among_its_followers(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.observer)

    for _click in range(2):
        browser.post(f"/following/task/{task.id}", data={"is_on": "1"})

    page = browser.get(f"/tasks/{task.id}").text
    assert pairs(watcher) == [("task", task.id, cast.observer.id)]
    assert 'aria-label="Петрова\u00a0О."' in page
    assert "Follow no more" in page


@pytest.mark.parametrize("kind", ["material", "meeting"])
def test_materials_and_meetings_are_talked_about_on_a_page_of_their_own(cast, as_user, kind):
    made = {"material": make.material, "meeting": make.meeting}[kind](cast.project, cast.member)
    talk, browser = f"/comments/on/{kind}/{made.id}", as_user(cast.member)

    shown = browser.get(f"/{kind}s/{made.id}").text
    answer = browser.post(talk, data={"text": "Who brings it?"})

    assert f'href="{talk}"' in shown
    assert answer.location == f"{talk}#comment-{newest().id}"
    for reader in (browser, as_user(cast.observer)):
        page = reader.get(talk).text
        assert "Who brings it?" in page
        assert f'href="/{kind}s/{made.id}"' in page


def test_a_meeting_that_is_not_announced_is_not_talked_about(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)

    assert as_user(cast.member).get(f"/comments/on/meeting/{meeting.id}").status_code == 404
