"""My day: what is mine, most urgent first, each line with the click it needs most."""

from datetime import date, datetime, timedelta

import pytest

from app.db import db
from tests import make
from workflows.materials import MaterialState
from workflows.meetings import Answer
from workflows.tasks import TaskState

TODAY = date(2026, 3, 2)


def section(page, title):
    """The card of that title, as text."""
    return page.text.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("due", "title"),
    [
        (TODAY - timedelta(days=1), "Overdue"),
        (TODAY, "Today"),
        (TODAY + timedelta(days=6), "This week"),
        (TODAY + timedelta(days=7), "Later"),
        (None, "Later"),
    ],
)
def test_a_task_stands_where_its_day_puts_it(cast, as_user, due, title):
    make.task(cast.project, cast.member, due=due)

    assert "Read the newspapers of 1975" in section(as_user(cast.member).get("/"), title)


def test_only_what_is_mine_and_open_is_shown(cast, as_user):
    make.task(cast.project, cast.coordinator, title="Another person's")
    make.task(cast.project, cast.member, title="Finished", state=TaskState.DONE)

    page = as_user(cast.member).get("/")

    assert "Another person's" not in page.text
    assert "Finished" not in page.text
    assert "Nothing waits for you" in page.text


@pytest.mark.parametrize(
    ("facts", "act"),
    [
        ({}, "finish"),
        ({"needs_review": True}, "start"),
        ({"needs_review": True, "state": TaskState.DOING}, "submit"),
    ],
)
def test_a_line_offers_the_act_that_comes_next(cast, as_user, facts, act):
    task = make.task(cast.project, cast.member, **facts)
    browser = as_user(cast.member)

    assert f'action="/tasks/{task.id}/{act}"' in browser.get("/").text
    assert browser.post(f"/tasks/{task.id}/{act}", data={"version": task.version}).status_code == 303


def test_who_left_the_project_has_its_tasks_no_more(cast, as_user):
    task = make.task(cast.project, cast.outsider)

    assert f"/tasks/{task.id}" not in as_user(cast.outsider).get("/").text


def test_the_coordinator_sees_work_to_review(cast, as_user):
    task = make.task(cast.project, cast.member, state=TaskState.IN_REVIEW, needs_review=True)

    assert f'action="/tasks/{task.id}/accept"' in as_user(cast.coordinator).get("/").text
    assert f'action="/tasks/{task.id}/accept"' not in as_user(cast.member).get("/").text


def test_a_material_waits_for_everybody_but_its_collector(cast, as_user):
    material = make.material(cast.project, cast.member, state=MaterialState.SUBMITTED)
    accept = f'action="/materials/{material.id}/accept"'

    assert accept in as_user(cast.coordinator).get("/").text
    for person in (cast.member, cast.observer, cast.outsider):
        assert accept not in as_user(person).get("/").text


def test_my_next_meetings_show_what_i_answered(cast, as_user):
    meeting = make.meeting(cast.project, cast.member)
    meeting.participants[0].answer = Answer.YES
    db.session.commit()

    page = as_user(cast.member).get("/").text

    assert "16 March 2026, 10:00 (UTC+5)" in page.replace("\u00a0", " ")
    assert 'value="yes" aria-pressed="true"' in page
    assert "Working meeting" not in as_user(cast.observer).get("/").text


def test_the_day_turns_at_midnight_of_the_reader(cast, as_user, clock):
    make.task(cast.project, cast.member, due=TODAY)
    clock.move_to(datetime.fromisoformat("2026-03-02T19:30:00+00:00"))
    assert "Read the newspapers" in section(as_user(cast.member).get("/"), "Overdue")

    cast.member.time_zone = "Europe/London"
    db.session.commit()
    assert "Read the newspapers" in section(as_user(cast.member).get("/"), "Today")


def test_a_long_day_asks_the_database_no_more_often(cast, as_user, queries):
    def fill(n):
        for _each in range(n):
            make.task(cast.project, cast.coordinator)
            make.task(cast.project, cast.member, state=TaskState.IN_REVIEW)
            make.material(cast.project, cast.member, state=MaterialState.SUBMITTED)
        make.meeting(cast.project, cast.coordinator)

    browser = as_user(cast.coordinator)
    counts = []
    for rows in (3, 12):
        fill(rows)
        with queries() as seen:
            browser.get("/")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_my_projects_say_which_stage_they_stand_in(cast, as_user):
    make.project(cast.outsider, title="Somebody else's")

    card = section(as_user(cast.member).get("/"), "My projects")

    assert "Cultural history" in card
    assert "Stage: Planning and preparation · Days left: 32" in card
    assert "Somebody else" not in card
