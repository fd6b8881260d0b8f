"""The screen of a meeting that goes on: notes by two at once, clocks, attendance, and what the last one gave to do."""

from datetime import timedelta

import pytest

from app.meetings.minutes.models import Minutes, Outcome
from app.meetings.models import AgendaItem
from tests import make
from workflows.meetings import MeetingState, MinutesState, OutcomeKind

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def meeting(cast, clock):
    made = make.meeting(cast.project, cast.coordinator, cast.member)
    for position, title in enumerate(("Seats", "Newspapers"), 1):
        make.save(AgendaItem(meeting=made, project_id=made.project_id, position=position, title=title))
    clock.move_to(made.starts_at + timedelta(minutes=1))
    return made


@pytest.fixture
def page(meeting):
    return f"/meetings/{meeting.id}/during"


@pytest.fixture
def notes(meeting, page):
    return f"{page}/{meeting.agenda[0].id}/notes"


def test_notes_are_kept_as_they_are_typed(cast, as_user, meeting, notes):
    for base, text in enumerate(("Seven seats", "Seven seats of ten are taken")):
        answer = as_user(cast.member).post(notes, data={"notes": text, "base": base}, headers=SCRIPT)
        assert f'name="base" value="{base + 1}"' in answer.text

    assert meeting.agenda[0].notes == "Seven seats of ten are taken"
    assert meeting.agenda[0].noted_by_id == cast.member.id


def test_of_two_who_write_at_once_the_second_sees_both_texts_and_nothing_is_lost(cast, as_user, meeting, notes):
    as_user(cast.member).post(notes, data={"notes": "Seven seats", "base": 0}, headers=SCRIPT)

    answer = as_user(cast.coordinator).post(notes, data={"notes": "Three are free", "base": 0}, headers=SCRIPT)
    page = as_user(cast.coordinator).post(notes, data={"notes": "Three are free", "base": 0})

    assert answer.status_code == page.status_code == 409
    assert "Seven seats" in answer.text
    assert "Seven seats" in page.text
    assert "Three are free" in page.text
    assert meeting.agenda[0].notes == "Seven seats"


def test_two_texts_are_joined_or_ones_own_is_kept(cast, as_user, meeting, notes):
    as_user(cast.member).post(notes, data={"notes": "Seven seats", "base": 0}, headers=SCRIPT)

    as_user(cast.coordinator).post(notes, data={"notes": "Three are free", "join": 1})
    joined = meeting.agenda[0].notes
    as_user(cast.coordinator).post(notes, data={"notes": "Seven taken, three free", "mine": 2})

    assert joined == "Seven seats\n\nThree are free"
    assert meeting.agenda[0].notes == "Seven taken, three free"


def test_keeping_only_ones_own_does_not_swallow_a_third_text(cast, as_user, meeting, notes):
    as_user(cast.member).post(notes, data={"notes": "Seven seats", "base": 0}, headers=SCRIPT)
    as_user(cast.member).post(notes, data={"notes": "Seven seats, said Ольга", "base": 1}, headers=SCRIPT)

    answer = as_user(cast.coordinator).post(notes, data={"notes": "Three are free", "mine": 1})

    assert answer.status_code == 409
    assert meeting.agenda[0].notes == "Seven seats, said Ольга"


def test_a_page_left_open_says_who_writes_there_now(cast, as_user, notes, clock):
    as_user(cast.member).post(notes, data={"notes": "Seven seats", "base": 0}, headers=SCRIPT)

    behind = as_user(cast.coordinator).get(f"{notes}?base=0").text
    level = as_user(cast.coordinator).get(f"{notes}?base=1").text
    clock.shift(timedelta(minutes=2))
    later = as_user(cast.coordinator).get(f"{notes}?base=1").text

    assert "has written here meanwhile" in behind
    assert 'name="base" value="0"' in behind
    assert "Writing here now" in level
    assert "Writing here now" not in later


def test_the_clock_of_a_topic_runs_until_the_next_is_begun(cast, as_user, meeting, page, clock):
    first, second = meeting.agenda
    browser = as_user(cast.member)
    browser.post(f"{page}/{first.id}/begin")
    clock.shift(timedelta(minutes=12))

    shown = browser.get(page).text
    browser.post(f"{page}/{second.id}/begin")

    assert "12 / 10" in shown
    assert "Longer than planned" in shown
    assert first.minutes_spoken(first.ended_at + timedelta(hours=1)) == 12
    assert second.is_spoken_of


def test_who_is_there_is_ticked_off_and_makes_the_quorum(cast, as_user, meeting, page):
    meeting.quorum = 1
    make.save(meeting)

    as_user(cast.member).post(f"{page}/attendance", data={"present": [meeting.participants[1].id]})

    assert [row.attended for row in meeting.participants] == [False, True]
    assert "There is a quorum" in as_user(cast.member).get(page).text


def test_of_two_who_tick_off_at_once_neither_takes_away_what_the_other_ticked(cast, as_user, meeting, page):
    first, second = meeting.participants
    as_user(cast.member).post(f"{page}/attendance", data={"present": [first.id]})
    as_user(cast.coordinator).post(f"{page}/attendance", data={"present": [second.id]})
    both = [row.attended for row in meeting.participants]

    as_user(cast.member).post(f"{page}/attendance", data={"present": [second.id], "shown": [first.id, second.id]})

    assert both == [True, True]
    assert [row.attended for row in meeting.participants] == [False, True]


def test_an_action_of_a_topic_becomes_a_task_and_stands_under_the_topic(cast, as_user, meeting, page):
    item = meeting.agenda[1]
    typed = {"nature": "ACTION", "text": "Ask branch 8", "person_id": cast.member.id, "agenda_item_id": item.id}

    answer = as_user(cast.member).post(f"/meetings/{meeting.id}/outcomes", data={**typed, "during": "1"})

    assert answer.location == f"{page}#topic-{item.id}"
    assert meeting.outcomes[0].agenda_item_id == item.id
    assert meeting.outcomes[0].task.assignees == [cast.member]


def test_a_topic_of_another_meeting_takes_no_outcome(cast, as_user, meeting):
    other = make.meeting(cast.project, cast.member)
    foreign = make.save(AgendaItem(meeting=other, project_id=other.project_id, position=1, title="Elsewhere"))
    typed = {"nature": "DECISION", "text": "Ask branch 8", "agenda_item_id": foreign.id}

    assert as_user(cast.member).post(f"/meetings/{meeting.id}/outcomes", data=typed).status_code == 422
    assert meeting.outcomes == []


def test_what_the_last_meeting_gave_to_do_comes_first(cast, as_user, meeting, page):
    last = make.meeting(
        cast.project, cast.member, state=MeetingState.HELD, starts=meeting.starts_wall - timedelta(days=7)
    )
    task = make.task(cast.project, cast.member, title="List the newspapers")
    facts = {"project_id": cast.project.id, "meeting": last, "created_at": last.created_at}
    make.save(Outcome(nature=OutcomeKind.ACTION, text="List the newspapers", task_id=task.id, **facts))

    shown = as_user(cast.member).get(page).text

    assert "Given to do last time" in shown
    assert shown.index("List the newspapers") < shown.index("Seats")


def test_an_observer_reads_along_and_writes_nothing(cast, as_user, meeting, page, notes):
    shown = as_user(cast.observer).get(page)
    answer = as_user(cast.observer).post(notes, data={"notes": "I was here", "base": 0})

    assert shown.status_code == 200
    assert "textarea" not in shown.text
    assert answer.status_code == 403


def test_notes_are_closed_with_the_minutes(cast, as_user, meeting, notes):
    made = {"project_id": cast.project.id, "meeting": meeting, "text": "We met."}
    make.save(Minutes(state=MinutesState.APPROVED, **made))

    as_user(cast.member).post(notes, data={"notes": "One more thing", "base": 0})

    assert meeting.agenda[0].notes == ""
