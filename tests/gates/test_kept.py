"""What a decision keeps for ever, and what the group reads of it."""

import pytest

from app.db import db
from app.gates.facts import facts
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Letter
from tests import make
from tests.gates.pages import decide, decisions, go
from workflows.meetings import MeetingState


def letters():
    return db.session.scalars(db.select(Letter).where(Letter.about == "gates/decide").order_by(Letter.id)).all()


def read(letter):
    """The text part of the letter, unfolded."""
    content, _title = compose(letter, KINDS[letter.about].build(letter))
    return content.decode().replace("=\r\n", "")


def test_the_conditions_are_kept_as_they_stood(cast, as_user):
    browser = as_user(cast.coordinator)
    decide(browser, cast.project, "NOT_YET", reason="Eight seats are free")
    make.sit(cast.project.numbered_seats[5], cast.outsider)

    kept = {condition["id"]: condition for condition in decisions()[0].conditions}
    page = browser.get(f"/decisions/{decisions()[0].id}").text

    assert (kept["seats_filled"]["done"], kept["seats_filled"]["wanted"]) == (2, 10)
    assert "2 / 10" in page
    assert "Eight seats are free" in page


def test_what_passed_without_being_met_is_named_with_its_reason(cast, as_user):
    browser = as_user(cast.coordinator)
    waivers = {
        "waiver-seats_filled": "Eight are enough",
        "waiver-meeting_held": "We met by telephone",
        "waiver-tasks_done": "None was given yet",
    }
    decide(browser, cast.project, "GO", **waivers)

    page = browser.get(f"/decisions/{decisions()[0].id}").text

    assert "Passed without being met" in page
    assert "Eight are enough" in page


def test_only_what_is_missing_is_passed(cast, as_user):
    go(as_user(cast.coordinator), cast.project)

    assert {waiver["id"] for waiver in decisions()[0].waivers} == {"seats_filled", "meeting_held", "tasks_done"}


@pytest.mark.parametrize("waived", ["seats_filled", "meeting_held"])
def test_one_reason_does_not_let_two_conditions_pass(cast, as_user, waived):
    answer = decide(as_user(cast.coordinator), cast.project, "GO", **{f"waiver-{waived}": "It can wait"})

    assert answer.status_code == 422
    assert 'value="It can wait"' in answer.text
    assert decisions() == []


def test_the_meeting_it_was_decided_at_is_kept(cast, as_user):
    meeting = make.meeting(cast.project, title="The third meeting", state=MeetingState.HELD)

    decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Too early", meeting_id=str(meeting.id))

    assert decisions()[0].meeting == meeting


def test_only_a_meeting_that_was_held_can_be_named(cast, as_user):
    meeting = make.meeting(cast.project, state=MeetingState.CANCELLED)

    answer = decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Too early", meeting_id=str(meeting.id))

    assert answer.status_code == 422


def test_a_meeting_of_another_project_cannot_be_named(cast, as_user):
    meeting = make.meeting(make.project(cast.outsider))

    answer = decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Too early", meeting_id=str(meeting.id))

    assert answer.status_code == 422


def test_an_outsider_finds_no_decision(cast, as_user):
    decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Too early")

    assert as_user(cast.outsider).get(f"/decisions/{decisions()[0].id}").status_code == 404


def test_each_person_reads_it_once_and_in_their_language(cast, as_user):
    cast.member.language, cast.observer.language = "kk", "ru"
    db.session.commit()

    go(as_user(cast.coordinator), cast.project)

    assert [(letter.user_id, letter.language) for letter in letters()] == [
        (cast.member.id, "kk"),
        (cast.observer.id, "ru"),
    ]


def test_the_letter_says_what_the_new_stage_asks(cast, as_user):
    go(as_user(cast.coordinator), cast.project, reason="The group can begin")

    text = read(letters()[0])

    assert "To the stage: Collecting materials" in text
    assert "The group can begin" in text
    assert "Every material says where it came from" in text
    assert f"/projects/{cast.project.id}" in text


def test_the_letter_says_what_is_missing_and_when_it_is_asked_again(cast, as_user):
    decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Eight seats are free", ask_again_on="2026-04-01")

    text = read(letters()[0])

    assert "All seats of the workgroup are taken: 2 / 10" in text
    assert "Ask again on: 1 April 2026" in text


def test_the_facts_take_at_most_three_statements_at_any_size(cast, queries):
    for _ in range(30):
        make.task(cast.project)
        make.material(cast.project, cast.member)
    project = cast.project
    project.plan.stage, [seat.holder for seat in project.seats]

    with queries() as seen:
        facts(project)

    assert len(seen) <= 3


def test_the_stages_page_shows_dates_conditions_and_decisions(cast, as_user):
    browser = as_user(cast.coordinator)
    decide(browser, cast.project, "NOT_YET", reason="Eight seats are free")

    page = as_user(cast.observer).get(f"/projects/{cast.project.id}/stages").text

    assert "05.01.2026 – 03.04.2026" in page
    assert "All seats of the workgroup are taken" in page
    assert "Eight seats are free" in page
