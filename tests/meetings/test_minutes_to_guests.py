"""Approved minutes and their amendments reach those invited from outside, behind a link that opens nothing else."""

import re

import pytest

from app import clock
from app.db import db
from app.meetings.minutes.models import Minutes
from app.meetings.models import AgendaItem, Participant
from app.outbox.models import Letter
from tests import make
from workflows.letters import LetterState
from workflows.meetings import MeetingState, MinutesState

MARAT, SAULE = "marat@museum.kz", "saule@archive.kz"


@pytest.fixture
def meeting(cast):
    """A held meeting with approved minutes; two of those invited are guests."""
    made = make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.HELD)
    for name, address in (("Марат Әлиев", MARAT), ("Сәуле Иманова", SAULE)):
        guest = {"guest_name": name, "guest_address": address, "invited_at": clock.now()}
        make.save(Participant(project_id=made.project_id, meeting_id=made.id, **guest))
    make.save(AgendaItem(project_id=made.project_id, meeting_id=made.id, position=1, title="Газеттер"))
    approved = {"number": 1, "state": MinutesState.APPROVED}
    make.save(Minutes(project_id=made.project_id, meeting_id=made.id, text="Біз кездестік.", **approved))
    return made


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


def send(browser, meeting, *left_out):
    data = {"version": meeting.minutes.version, "left_out": list(left_out)}
    return browser.post(f"/meetings/{meeting.id}/minutes/send", data=data)


def amend(browser, meeting, text="The year is 1975"):
    return browser.post(f"/meetings/{meeting.id}/minutes/amendments", data={"text": text})


def told(about):
    return set(db.session.scalars(db.select(Letter.address).where(Letter.about == about)))


def row_of(meeting, address):
    return next(row for row in meeting.participants if row.guest_address == address)


def link_in(letters, address):
    letter = next(letter for letter in letters if address in letter["To"])
    return re.search(r"https?://[^/]+(/minutes/[\w-]+)\s", letter.get_body(("plain",)).get_content())[1]


def test_before_they_are_sent_the_page_says_to_whom_they_go(cast, browser, meeting):
    page = browser.get(f"/meetings/{meeting.id}").text

    names = f"{cast.member.short_name}, Марат Әлиев, Сәуле Иманова"
    assert f"The minutes go by letter to: {names}" in page


def test_a_guest_gets_the_minutes_unless_the_coordinator_leaves_them_out(cast, browser, meeting):
    send(browser, meeting, row_of(meeting, SAULE).id, "no number", 2**40)

    amend(browser, meeting)

    assert told("minutes/send") == told("minutes/amend") == {cast.member.email, MARAT}
    assert "Guests who got them: Марат Әлиев<" in browser.get(f"/meetings/{meeting.id}").text


def test_what_is_amended_before_the_sending_goes_with_the_minutes(browser, meeting, post_office):
    amend(browser, meeting)
    send(browser, meeting)

    letters = [letter for letter in post_office() if MARAT in letter["To"]]

    assert [letter["Subject"].strip() for letter in letters] == ["Minutes: Working meeting"]
    assert "The year is 1975" in letters[0].get_body(("plain",)).get_content()


def test_the_guests_link_opens_the_minutes_as_page_and_papers_and_nothing_else(browser, meeting, post_office, visitor):
    send(browser, meeting)
    path = link_in(post_office(), MARAT)

    page = visitor.get(path)
    paper = visitor.get(f"{path}/minutes.pdf?in=both")

    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Біз кездестік." in page.text
    assert set(re.findall(r'href="(/(?:projects|meetings|tasks|materials)/[^"]*)"', page.text)) == set()
    assert paper.data.startswith(b"%PDF-")
    assert visitor.get(f"{path}/minutes.docx").status_code == 200
    assert visitor.get(f"/meetings/{meeting.id}/minutes/formal").status_code == 302


def test_an_amendment_is_read_behind_the_same_link(browser, meeting, post_office, visitor):
    send(browser, meeting)
    path = link_in(post_office(), MARAT)

    amend(browser, meeting)

    assert "The year is 1975" in visitor.get(path).text
    assert "Minutes amended" in " ".join(letter["Subject"] for letter in post_office())


def test_who_is_not_invited_any_more_gets_no_letter_and_opens_no_link(browser, meeting, post_office, visitor):
    send(browser, meeting)
    path = link_in(post_office(), MARAT)
    amend(browser, meeting)
    row_of(meeting, MARAT).withdrawn_at = clock.now()
    db.session.commit()

    post_office()

    letters = db.session.scalars(db.select(Letter).where(Letter.about == "minutes/amend", Letter.address == MARAT))
    assert [letter.state for letter in letters] == [LetterState.VOID]
    assert visitor.get(path).status_code == 410
    assert visitor.get(f"{path}/minutes.pdf").status_code == 404
