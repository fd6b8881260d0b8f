"""The project's page, the list of projects, and the places at its side."""

from datetime import date, datetime, timedelta

import pytest

from app import tally
from app.db import db
from tests import make
from workflows.meetings import MeetingState


def page(browser, project):
    return browser.get(f"/projects/{project.id}").text


def test_the_page_answers_its_questions_in_order(cast, as_user):
    make.task(cast.project, cast.member, title="Read the newspapers", due=date(2026, 2, 28))
    make.meeting(cast.project, title="The second meeting")

    text = page(as_user(cast.member), cast.project)

    order = [text.index(words) for words in ("stage-now", "What the gate asks", "My tasks")]
    order += [text.index(words) for words in ("The second meeting", 'class="seats"', "Materials</h2>")]
    assert order == sorted(order)
    assert "2 days late" in text
    assert cast.coordinator.short_name in text


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Days left: 32"), (32, "Days left: 0"), (35, "Days late: 3")], ids=["now", "last", "late"]
)
def test_the_present_stage_says_how_many_days_are_left(cast, as_user, clock, days, said):
    clock.shift(timedelta(days=days))

    assert said in page(as_user(cast.member), cast.project)


def test_a_free_seat_invites_for_who_may_invite(cast, as_user):
    link = f"/projects/{cast.project.id}/workgroup/invite?seat="

    assert link in page(as_user(cast.coordinator), cast.project)
    assert link not in page(as_user(cast.member), cast.project)


def test_only_open_tasks_of_mine_are_shown(cast, as_user):
    make.task(cast.project, cast.coordinator, title="Somebody else's")
    make.task(make.project(cast.member), cast.member, title="Of another project")

    text = page(as_user(cast.member), cast.project)

    assert "No open task of this project is yours." in text


def test_a_meeting_that_is_over_is_not_the_next_one(cast, as_user):
    make.meeting(cast.project, title="The first meeting", starts=datetime(2026, 2, 3, 10), state=MeetingState.HELD)

    assert "No meeting is announced." in page(as_user(cast.member), cast.project)


def test_the_collection_is_shown_by_month(cast, as_user, clock):
    tally.count(cast.project.id, "collected", "2026-03", 1)
    tally.count(cast.project.id, "collected", "2026-04", 2)
    db.session.commit()
    clock.shift(timedelta(days=31))

    text = page(as_user(cast.member), cast.project)

    assert "<title>March 2026: 1</title>" in text
    assert "<title>April 2026: 2</title>" in text
    assert "<title>February 2026: 0</title>" in text


def test_the_coordinator_finds_the_decision_at_the_gate_and_others_who_decides(cast, as_user):
    decision = f'"/projects/{cast.project.id}/gate?verdict=NOT_YET"'

    assert decision in page(as_user(cast.coordinator), cast.project)
    assert decision not in page(as_user(cast.member), cast.project)
    assert "Decides at this gate: Сейтова" in page(as_user(cast.member), cast.project)


def test_the_places_show_what_they_hold_and_letters_only_to_the_coordinator(cast, as_user):
    tally.count(cast.project.id, "tasks", f"{cast.project.plan.stage.id}:TODO", 1234)
    tally.count(cast.project.id, "materials", "DRAFT", 5)
    db.session.commit()

    text = page(as_user(cast.member), cast.project)

    assert "2 / 10" in text
    assert "1,234" in text
    assert f"/projects/{cast.project.id}/letters" not in text
    assert f"/projects/{cast.project.id}/letters" in page(as_user(cast.coordinator), cast.project)


@pytest.mark.parametrize(
    ("path", "place"),
    [("", ""), ("/stages", "/stages"), ("/workgroup", "/workgroup"), ("/tasks", "/tasks"), ("/board", "/board")],
)
def test_the_place_where_the_reader_is_is_marked(cast, as_user, path, place):
    text = as_user(cast.member).get(f"/projects/{cast.project.id}{path}").text

    lines = [line for line in text.splitlines() if 'class="place"' in line and 'aria-current="page"' in line]
    assert {f'href="/projects/{cast.project.id}{place}"' in line for line in lines} == {True}


def test_the_page_asks_the_same_of_the_database_at_three_and_at_thirty_things(cast, as_user, queries):
    browser = as_user(cast.coordinator)

    def grow(times):
        for _ in range(times):
            make.task(cast.project, cast.coordinator)
            make.material(cast.project, cast.member)

    grow(3)
    with queries() as few:
        page(browser, cast.project)
    grow(27)
    with queries() as many:
        page(browser, cast.project)

    assert len(many) == len(few)


def test_an_outsider_finds_no_project_and_not_in_the_list_either(cast, as_user):
    browser = as_user(cast.outsider)

    assert browser.get(f"/projects/{cast.project.id}").status_code == 404
    assert "No projects yet" in browser.get("/projects").text


def test_the_list_shows_my_projects_with_their_stage(cast, as_user):
    make.project(cast.outsider, title="Somebody else's")

    text = as_user(cast.observer).get("/projects").text

    assert "Cultural history" in text
    assert "Stage: Planning and preparation" in text
    assert "Somebody else" not in text


def test_the_next_meeting_takes_my_answer_and_says_who_comes(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, cast.coordinator)
    browser = as_user(cast.member)
    browser.post(f"/meetings/{meeting.id}/answer", data={"answer": "yes"})

    text = page(browser, cast.project)

    assert f'action="/meetings/{meeting.id}/answer"' in text
    assert 'Coming <span class="part-figure">1</span>' in text
    assert 'No answer <span class="part-figure">1</span>' in text


def test_the_states_of_the_collection_lead_to_their_lists(cast, as_user):
    tally.count(cast.project.id, "materials", "ACCEPTED", 7)
    db.session.commit()

    text = page(as_user(cast.member), cast.project)

    assert f'href="/projects/{cast.project.id}/materials?state=ACCEPTED">Accepted</a>' in text
    assert '<span class="part-figure">7</span>' in text


def test_a_young_collection_is_shown_from_its_first_months(cast, as_user):
    tally.count(cast.project.id, "collected", "2026-03", 1)
    db.session.commit()

    text = page(as_user(cast.member), cast.project)

    assert "<title>October 2025: 0</title>" in text
    assert "<title>September 2025: 0</title>" not in text


def test_a_missing_condition_leads_to_where_it_can_be_met(cast, as_user):
    assert f'<a href="/projects/{cast.project.id}/workgroup">All seats' in page(as_user(cast.member), cast.project)


def test_without_a_meeting_the_one_who_may_is_invited_to_call_it(cast, as_user):
    link = f"/projects/{cast.project.id}/meetings/new"

    assert link in page(as_user(cast.coordinator), cast.project)
    assert link not in page(as_user(cast.observer), cast.project)
