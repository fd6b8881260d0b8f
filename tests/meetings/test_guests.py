"""People from outside the group, invited by address."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import calendars, make
from tests.meetings.forms import drawn
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState

MARAT = "Марат Әлиев <marat@museum.kz>"


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.DRAFT, announced_at=None)


def invite(browser, meeting, *lines):
    return browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, guests="\n".join(lines)))


def announce(browser, meeting):
    browser.post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})


def to_guest(letters):
    return [letter for letter in letters if "marat@museum.kz" in letter["To"]]


def links(letter):
    words = letter.get_body(("plain",)).get_content().split()
    return [word for word in words if word.startswith("http")]


def test_a_guest_gets_the_invitation_in_the_projects_language_with_one_link(cast, browser, meeting, post_office):
    invite(browser, meeting, MARAT)
    announce(browser, meeting)

    (letter,) = to_guest(post_office())

    assert letter["Subject"].strip().startswith("Meeting: Working meeting")
    assert [link.split("/")[3] for link in links(letter)] == ["answers"]
    calendar = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    assert calendars.read(calendar.get_content()).vevent.attendee.value == "MAILTO:marat@museum.kz"


def test_a_guest_answers_by_the_link_without_an_account(cast, browser, meeting, post_office, visitor):
    invite(browser, meeting, MARAT)
    announce(browser, meeting)
    path = "/" + links(to_guest(post_office())[0])[0].split("/", 3)[3]

    page = visitor.get(path)
    answer = visitor.post(path, data={"answer": "maybe"})

    assert "Марат Әлиев" in page.text
    assert answer.status_code == 303
    assert meeting.guests[0].answer is Answer.MAYBE
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "meeting/answer_guest")).one()
    assert entry.params["name"] == "Марат Әлиев"


def test_a_guest_taken_off_is_told_so_and_the_link_is_dead(browser, meeting, post_office, visitor):
    invite(browser, meeting, MARAT)
    announce(browser, meeting)
    path = "/" + links(to_guest(post_office())[0])[0].split("/", 3)[3]

    invite(browser, meeting)

    (letter,) = to_guest(post_office())
    assert letter["Subject"].strip().startswith("Invitation withdrawn")
    assert visitor.get(path).status_code == 410


def test_a_guest_is_told_of_a_move_of_a_cancelling_and_is_reminded(browser, meeting, post_office, clock):
    invite(browser, meeting, MARAT)
    announce(browser, meeting)
    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, guests=MARAT, starts_wall="2026-03-17T11:00"))
    told = [letter["Subject"].strip().partition(":")[0] for letter in to_guest(post_office())]
    clock.move_to(meeting.reminder_rules[1].due_at)
    plan_reminders()
    told += [letter["Subject"].strip().partition(":")[0] for letter in to_guest(post_office())]
    browser.post(f"/meetings/{meeting.id}/cancel", data={"version": meeting.version})
    told += [letter["Subject"].strip().partition(":")[0] for letter in to_guest(post_office())]

    assert told == ["New time or place", "Reminder", "Cancelled"]


def test_one_address_typed_twice_gets_one_letter(browser, meeting):
    invite(browser, meeting, MARAT, "Marat <MARAT@museum.kz>")
    announce(browser, meeting)

    found = db.session.scalars(db.select(Letter).where(Letter.address == "marat@museum.kz")).all()
    assert [letter.state for letter in found] == [LetterState.QUEUED]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("member@library.example", "belongs to the project: choose them above."),
        ("Марат Әлиев", "This is not a guest&#39;s address: Марат Әлиев"),
        ("marat@", "This is not a guest&#39;s address: marat@"),
    ],
)
def test_a_wrong_guest_is_refused_and_what_was_typed_stays(browser, meeting, line, sentence):
    answer = invite(browser, meeting, MARAT, line)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "marat@museum.kz&gt;" in answer.text
    assert meeting.guests == []


def test_more_guests_than_a_room_holds_are_refused(browser, meeting):
    answer = invite(browser, meeting, *(f"guest{n}@museum.kz" for n in range(31)))

    assert answer.status_code == 422
    assert "Not more than 30 guests." in answer.text
