"""Minutes in their formal form: page, PDF and DOCX in two languages, and amendments of what is approved."""

from io import BytesIO

import pytest
from docx import Document

from app.meetings.minutes.as_pdf import drawn
from app.meetings.minutes.formal import formal_of
from app.meetings.minutes.models import Minutes, Outcome
from app.meetings.models import AgendaItem
from tests import make
from workflows.meetings import MeetingState, MinutesState, OutcomeKind

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture
def meeting(cast):
    made = make.meeting(
        cast.project, cast.coordinator, cast.member, state=MeetingState.HELD, chair_id=cast.coordinator.id
    )
    topic = {"project_id": made.project_id, "presenter_id": cast.member.id, "notes": f"Қаралды: {KAZAKH}"}
    item = make.save(AgendaItem(meeting_id=made.id, position=1, title="Газеттер", **topic))
    facts = {
        "project_id": made.project_id,
        "meeting_id": made.id,
        "agenda_item_id": item.id,
        "created_at": made.created_at,
    }
    make.save(Outcome(nature=OutcomeKind.DECISION, text="Тізім бекітілсін", **facts))
    make.save(Outcome(nature=OutcomeKind.ACTION, text="Тізім сұратылсын", person_id=cast.member.id, **facts))
    make.save(Minutes(project_id=made.project_id, meeting_id=made.id, text="#panic(1) Біз кездестік."))
    made.participants[1].attended = True
    return make.save(made)


def approve(browser, meeting):
    data = {"version": meeting.minutes.version}
    return browser.post(f"/meetings/{meeting.id}/minutes/approve", data=data, follow_redirects=True)


def words_of(answer):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.data)).paragraphs)


def test_the_minutes_stand_in_both_languages_one_after_the_other(cast, as_user, meeting):
    page = as_user(cast.member).get(f"/meetings/{meeting.id}/minutes/formal?in=both").text

    assert page.index("ХАТТАМАСЫ") < page.index("ПРОТОКОЛ")
    for words in ("Газеттер", KAZAKH, "Тізім бекітілсін", cast.member.short_name):
        assert page.count(words) >= 2


@pytest.mark.parametrize(("language", "words"), [("kk", "ТЫҢДАЛДЫ:"), ("ru", "СЛУШАЛИ:"), ("en", "HEARD:")])
def test_the_word_document_says_what_the_page_says(cast, as_user, meeting, language, words):
    answer = as_user(cast.member).get(f"/meetings/{meeting.id}/minutes.docx?in={language}")

    said = words_of(answer)
    for expected in (words, KAZAKH, "Тізім бекітілсін", cast.member.short_name, "#panic(1) Біз кездестік."):
        assert expected in said


def test_the_pdf_is_a_pdf_and_takes_what_people_write_for_no_code(cast, as_user, meeting):
    answer = as_user(cast.member).get(f"/meetings/{meeting.id}/minutes.pdf?in=both")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert len(drawn(formal_of(meeting, "both"), "png", ppi=30)) == 2


def test_an_outsider_gets_no_paper(cast, as_user, meeting):
    for page in ("minutes/formal", "minutes.pdf", "minutes.docx"):
        assert as_user(cast.outsider).get(f"/meetings/{meeting.id}/{page}").status_code == 404


def test_a_draft_says_so_and_approved_minutes_have_a_number(cast, as_user, meeting):
    browser = as_user(cast.coordinator)
    before = browser.get(f"/meetings/{meeting.id}/minutes/formal?in=en").text

    approve(browser, meeting)

    after = browser.get(f"/meetings/{meeting.id}/minutes/formal?in=en").text
    assert "Draft: not approved" in before
    assert "Draft: not approved" not in after
    assert "MINUTES No. 1 of the meeting" in after


def test_approved_minutes_are_corrected_by_numbered_amendments_alone(cast, as_user, meeting):
    browser = as_user(cast.coordinator)
    address = f"/meetings/{meeting.id}/minutes/amendments"
    early = browser.post(address, data={"text": "Too early"})
    approve(browser, meeting)

    for text in ("The year is 1975", "The street is Lenin"):
        browser.post(address, data={"text": text})
    by_member = as_user(cast.member).post(address, data={"text": "Not mine"})

    assert early.status_code == by_member.status_code == 422
    assert "Only approved minutes are amended" in early.text
    assert "Only the chair or the coordinator can do this." in by_member.text
    assert [(row.number, row.text) for row in meeting.minutes.amendments] == [
        (1, "The year is 1975"),
        (2, "The street is Lenin"),
    ]
    assert "Amendment 2" in words_of(browser.get(f"/meetings/{meeting.id}/minutes.docx?in=en"))
    assert meeting.minutes.text == "#panic(1) Біз кездестік."


def test_the_chair_approves_and_amends_without_being_coordinator(cast, as_user, meeting):
    meeting.chair_id = cast.member.id
    make.save(meeting)

    approve(as_user(cast.member), meeting)
    as_user(cast.member).post(f"/meetings/{meeting.id}/minutes/amendments", data={"text": "The year is 1975"})

    assert meeting.minutes.state is MinutesState.APPROVED
    assert len(meeting.minutes.amendments) == 1
