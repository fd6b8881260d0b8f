"""The settings of a project: its words, its seats, its life."""

import pytest

from app.db import db
from app.journal.models import Entry
from workflows.projects import ProjectState


def settings(project, **typed):
    words = {f"{field}_{code}": "" for field in ("title", "description") for code in ("kk", "ru", "en")}
    facts = {"version": project.version, "title_en": "Cultural history", "seat_count": "10"}
    return words | facts | {"time_zone": "Asia/Qostanay"} | typed


def save(browser, project, **typed):
    return browser.post(f"/projects/{project.id}/edit", data=settings(project, **typed))


def move(browser, project, trigger):
    return browser.post(f"/projects/{project.id}/edit/{trigger}", data={"version": project.version})


def test_a_title_in_each_language_is_read_in_that_language(cast, as_user):
    save(as_user(cast.coordinator), cast.project, title_kk="Мәдени тарих", title_ru="Культурная история")
    cast.member.language = "ru"
    db.session.commit()

    assert "Культурная история" in as_user(cast.member).get(f"/projects/{cast.project.id}").text
    assert "<h1>Cultural history</h1>" in as_user(cast.observer).get(f"/projects/{cast.project.id}").text


def test_the_title_in_the_projects_own_language_stays(cast, as_user):
    answer = save(as_user(cast.coordinator), cast.project, title_en=" ", title_kk="Мәдени тарих")

    assert answer.status_code == 422
    assert "Мәдени тарих" in answer.text
    assert cast.project.original("title") == "Cultural history"


def test_a_title_in_another_language_can_be_taken_away(cast, as_user):
    browser = as_user(cast.coordinator)
    save(browser, cast.project, title_kk="Мәдени тарих")

    save(browser, cast.project)

    assert cast.project.worded("title", "kk") == "Cultural history"


def test_the_group_gets_more_seats(cast, as_user):
    save(as_user(cast.coordinator), cast.project, seat_count="12")

    assert [seat.number for seat in cast.project.numbered_seats] == list(range(1, 13))


def test_the_group_never_has_fewer_seats_than_are_taken(cast, as_user):
    answer = save(as_user(cast.coordinator), cast.project, seat_count="1")

    assert answer.status_code == 422
    assert "Seat 2 is taken, so the group cannot have fewer seats." in answer.text
    assert cast.project.seat_count == 10


def test_a_seat_left_out_comes_back_with_its_duty(cast, as_user):
    browser = as_user(cast.coordinator)

    save(browser, cast.project, seat_count="4")
    fewer = len(cast.project.numbered_seats)
    save(browser, cast.project, seat_count="10")

    assert fewer == 4
    assert cast.project.numbered_seats[9].duty == "Duty 10"


def test_a_seat_left_out_is_not_sat_down_in(cast, as_user):
    save(as_user(cast.coordinator), cast.project, seat_count="4")

    assert [seat.is_free for seat in cast.project.seats if seat.number in (4, 5)] == [True, False]


def test_what_changed_is_in_the_journal(cast, as_user):
    save(as_user(cast.coordinator), cast.project, seat_count="12", title_kk="Мәдени тарих")

    entry = db.session.scalars(db.select(Entry)).one()
    assert entry.kind == "project/revise"
    assert entry.changes == {"title_kk": ["", "Мәдени тарих"], "seat_count": [10, 12]}


def test_two_people_do_not_overwrite_each_other(cast, as_user):
    browser, drawn = as_user(cast.coordinator), cast.project.version
    save(browser, cast.project, title_en="The first")

    late = save(browser, cast.project, title_en="The second", version=drawn)

    assert late.status_code == 409
    assert cast.coordinator.short_name in late.text
    assert "The second" in late.text
    assert cast.project.original("title") == "The first"


@pytest.mark.parametrize("who", ["member", "observer"])
def test_only_the_coordinator_changes_settings(cast, as_user, who):
    assert save(as_user(getattr(cast, who)), cast.project).status_code == 403
    assert as_user(getattr(cast, who)).get(f"/projects/{cast.project.id}/edit").status_code == 403


def test_an_outsider_finds_no_settings(cast, as_user):
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/edit").status_code == 404


def test_a_completed_project_is_archived_and_reopened(cast, as_user):
    cast.project.state = ProjectState.COMPLETED
    db.session.commit()
    browser, states = as_user(cast.coordinator), []
    for trigger in ("archive", "reopen"):
        assert move(browser, cast.project, trigger).status_code == 303
        states.append(cast.project.state)

    assert states == [ProjectState.ARCHIVED, ProjectState.RUNNING]


def test_nobody_completes_a_project_by_a_button(cast, as_user):
    browser = as_user(cast.coordinator)

    assert [move(browser, cast.project, trigger).status_code for trigger in ("complete", "go_on")] == [404, 404]
    assert "Complete the project" not in browser.get(f"/projects/{cast.project.id}/edit").text


def test_a_member_moves_nothing(cast, as_user):
    cast.project.state = ProjectState.ON_HOLD
    db.session.commit()

    move(as_user(cast.member), cast.project, "resume")

    assert cast.project.state is ProjectState.ON_HOLD


def test_the_moves_are_offered_on_the_page(cast, as_user):
    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/edit").text

    assert "Put on hold" in page
