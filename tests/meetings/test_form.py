"""The form of a meeting: hours that clocks skip or repeat, zones, and topics that stay themselves."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.meetings.minutes.models import Outcome
from app.meetings.models import AgendaItem, Meeting
from tests import make
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState, OutcomeKind


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


def typed(cast, **changes):
    return {
        "title": "Working meeting",
        "starts_wall": "2026-03-16T10:00",
        "minutes_long": "60",
        "people_ids": [cast.coordinator.id, cast.member.id],
        **changes,
    }


def the_meeting():
    return db.session.scalars(db.select(Meeting)).one()


def topics(meeting, *titles):
    for position, title in enumerate(titles, 1):
        meeting.agenda.append(AgendaItem(project_id=meeting.project_id, position=position, title=title))
    db.session.commit()
    return meeting.agenda


def test_a_meeting_is_held_in_the_zone_that_is_chosen(cast, browser):
    browser.post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast, zone="Europe/Berlin"))

    assert the_meeting().zone == "Europe/Berlin"
    assert the_meeting().starts_at.hour == 9


def test_the_projects_zone_is_chosen_unless_another_is(cast, browser):
    page = browser.get(f"/projects/{cast.project.id}/meetings/new")

    assert '<option selected value="Asia/Qostanay">' in page.text


def test_a_zone_that_is_none_is_refused(cast, browser):
    answer = browser.post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast, zone="Asia"))

    assert answer.status_code == 422
    assert "Working meeting" in answer.text


def test_an_hour_that_comes_twice_in_its_zone_asks_which_one(cast, browser):
    data = typed(cast, starts_wall="2026-10-25T02:30", zone="Europe/Berlin")
    page = browser.post(f"/projects/{cast.project.id}/meetings/new", data=data)
    assert page.status_code == 422
    assert "This hour comes twice that night. Which one?" in page.text

    answer = browser.post(f"/projects/{cast.project.id}/meetings/new", data={**data, "fold": "1"})

    assert answer.status_code == 303
    assert the_meeting().starts_at.hour == 1


def test_of_two_equal_hours_there_is_no_eighth(cast, browser):
    data = typed(cast, starts_wall="2026-10-25T02:30", zone="Europe/Berlin", fold="7")

    answer = browser.post(f"/projects/{cast.project.id}/meetings/new", data=data)

    assert answer.status_code == 422
    assert "Choose one of the two." in answer.text


def test_the_first_day_of_all_is_refused_with_the_years_that_can_be_chosen(cast, browser):
    answer = browser.post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast, starts_wall="0001-01-01T00:00"))

    assert answer.status_code == 422
    assert "Choose a day between 1991 and 2099." in answer.text


def test_a_full_agenda_can_still_be_changed(cast, browser):
    meeting = make.meeting(cast.project, cast.member)
    topics(meeting, *(f"Topic {n}" for n in range(38)))

    page = browser.get(f"/meetings/{meeting.id}/edit")

    assert page.status_code == 200
    assert page.text.count('-title" maxlength="200"') == 40


def test_one_topic_more_leaves_the_others_with_what_was_settled_under_them(cast, browser):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    second = topics(meeting, "Seats", "Branches")[1]
    outcome = Outcome(
        project_id=cast.project.id,
        meeting=meeting,
        agenda_item_id=second.id,
        nature=OutcomeKind.DECISION,
        text="All branches take part",
        created_at=meeting.created_at,
    )
    make.save(outcome)
    more = {"agenda-2-title": "Newspapers", "agenda-2-minutes": "15", "agenda-0-title": "Free seats"}

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, **more))

    assert [item.title for item in meeting.agenda] == ["Free seats", "Branches", "Newspapers"]
    assert outcome.agenda_item_id == second.id == meeting.agenda[1].id


def test_a_topic_of_another_meeting_is_not_taken_over(cast, browser):
    other = topics(make.meeting(cast.project, cast.member), "Seats")[0]
    meeting = make.meeting(cast.project, cast.member)
    foreign = {"agenda-0-id": other.id, "agenda-0-title": "Taken over", "agenda-0-minutes": "5"}

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, **foreign))

    assert other.title == "Seats"
    assert [item.title for item in meeting.agenda] == ["Taken over"]


def test_the_journal_keeps_what_an_agenda_and_its_people_were(cast, browser):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.DRAFT)
    item = topics(meeting, "Seats")[0]
    changes = {"agenda-0-title": "Free seats", "people_ids": [cast.coordinator.id]}

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, **changes))

    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "meeting/revise")).one()
    assert entry.changes == {
        "agenda": [[[item.id, "Seats", 10, None]], [[item.id, "Free seats", 10, None]]],
        "people": [[cast.coordinator.id, cast.member.id], [cast.coordinator.id]],
    }


def test_a_meeting_without_a_day_goes_on_to_the_days_that_are_proposed(cast, browser):
    answer = browser.post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast, starts_wall=""))

    assert answer.location == f"/meetings/{the_meeting().id}/poll/days"
    for page in (f"/meetings/{the_meeting().id}", f"/projects/{cast.project.id}/meetings"):
        assert "The day is still open" in browser.get(page).text
    assert 'name="starts_wall" type="datetime-local" value=""' in browser.get(f"/meetings/{the_meeting().id}/edit").text


def test_what_is_announced_cannot_be_left_without_a_day(cast, browser):
    meeting = make.meeting(cast.project, cast.member)

    answer = browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, starts_wall=""))

    assert answer.status_code == 422
    assert "This field is required." in answer.text


def test_topics_that_take_longer_than_the_meeting_are_said_to(cast, browser):
    meeting = make.meeting(cast.project, cast.member, minutes_long=15, chair_id=cast.member.id)
    topics(meeting, "Газеттер", "Фотосуреттер")

    page = browser.get(f"/meetings/{meeting.id}").text

    assert "Longer than the meeting, in minutes: 5" in page
    assert f"<dt>Chair</dt><dd>{cast.member.full_name}</dd>" in page
