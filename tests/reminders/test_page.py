"""The reminders of a meeting on its page: common ones, one's own, one at once, and what became of each."""

from datetime import timedelta

import pytest

from app.db import db
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState
from workflows.projects import ProjectState

DAY = 24 * 60


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member)


@pytest.fixture
def page(meeting):
    return f"/meetings/{meeting.id}/reminders"


def reminders():
    query = db.select(Letter).where(Letter.about == "meetings/remind").order_by(Letter.id)
    return db.session.scalars(query).all()


def own(number, unit, text=""):
    return {"own-number": number, "own-unit": unit, "own-text": text}


def test_a_person_is_reminded_at_their_own_hour_in_their_own_words(cast, as_user, meeting, page, clock, post_office):
    as_user(cast.member).post(f"{page}/own", data=own(3, "hours", "Take the photographs along"))
    clock.move_to(meeting.starts_at - timedelta(hours=3))
    plan_reminders()

    assert [letter.user_id for letter in reminders() if letter.params["text"]] == [cast.member.id]
    letters = [letter.get_body(("plain",)).get_content() for letter in post_office()]
    assert ["Take the photographs along" in letter for letter in letters] == [True]


def test_a_common_reminder_is_switched_off_for_oneself_alone(cast, as_user, meeting, page, clock):
    rule = meeting.reminder_rules[1]
    as_user(cast.member).post(f"{page}/{rule.id}/off")
    as_user(cast.member).post(f"{page}/{rule.id}/off")
    clock.move_to(meeting.starts_at - timedelta(days=1))

    plan_reminders()

    assert [letter.user_id for letter in reminders() if letter.params["rule"] == rule.id] == [cast.coordinator.id]


def test_what_was_switched_off_is_switched_on_again(cast, as_user, meeting, page, clock):
    rule = meeting.reminder_rules[1]
    for how in ("off", "on"):
        as_user(cast.member).post(f"{page}/{rule.id}/{how}")
    clock.move_to(meeting.starts_at - timedelta(days=1))

    plan_reminders()

    assert [letter.user_id for letter in reminders()] == [cast.coordinator.id, cast.member.id]


def test_the_coordinator_adds_and_takes_away_reminders_of_everybody(cast, as_user, meeting, page):
    browser = as_user(cast.coordinator)
    browser.post(f"{page}/common", data={"common-number": 2, "common-unit": "days"})
    hour = next(rule for rule in meeting.reminder_rules if rule.minutes_before == 60)

    browser.post(f"{page}/{hour.id}/remove")

    assert sorted(rule.minutes_before for rule in meeting.reminder_rules) == [DAY, 2 * DAY, 7 * DAY]


def test_a_member_changes_nobody_elses_reminders(cast, as_user, meeting, page):
    browser = as_user(cast.member)
    as_user(cast.coordinator).post(f"{page}/own", data=own(3, "hours"))
    theirs = meeting.reminder_rules[-1]

    answers = [
        browser.post(f"{page}/common", data={"common-number": 2, "common-unit": "days"}),
        browser.post(f"{page}/{meeting.reminder_rules[0].id}/remove"),
        browser.post(f"{page}/{theirs.id}/remove"),
        browser.post(f"{page}/now", data={"now-to": "all"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 404, 403]
    assert len(meeting.reminder_rules) == 4
    assert reminders() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (own(61, "days"), "Not more than 60 days before."),
        (own(20, "days"), "That moment has passed already."),
        (own("", "days"), "This field is required."),
        (own(3, "weeks"), "Not a valid choice"),
    ],
)
def test_a_reminder_that_cannot_come_is_refused(cast, as_user, meeting, page, typed, sentence):
    answer = as_user(cast.member).post(f"{page}/own", data=typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(meeting.reminder_rules) == 3


def test_one_more_at_once_goes_to_those_who_have_not_answered(cast, as_user, meeting, page, post_office):
    meeting.participants[0].answer = Answer.YES
    db.session.commit()
    now = {"now-to": "unanswered", "now-text": "Please answer today", "form_key": "once"}

    for _click in range(2):
        as_user(cast.coordinator).post(f"{page}/now", data=now)

    (letter,) = post_office()
    assert "member@library.example" in letter["To"]
    assert "Please answer today" in letter.get_body(("plain",)).get_content()


def test_nobody_is_reminded_at_once_of_a_draft(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)

    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/reminders/now", data={"now-to": "all"})

    assert reminders() == []


def test_the_table_says_who_is_reminded_when_and_what_became_of_it(cast, as_user, meeting, page, clock, post_office):
    meeting.participants[0].answer = Answer.NO
    db.session.commit()
    clock.move_to(meeting.starts_at - timedelta(days=7))
    plan_reminders()
    post_office()

    whole = as_user(cast.coordinator).get(page).text
    mine = as_user(cast.member).get(page).text

    assert whole.count("data-row") == 5
    assert whole.count("None: does not come") == 2
    assert "Sent" in whole
    assert mine.count("data-row") == 3
    assert "Сейтова" not in mine.partition('id="table"')[2].partition("</section>")[0]


def test_a_reminder_taken_away_is_not_sent_although_it_was_written(cast, as_user, meeting, page, clock, post_office):
    clock.move_to(meeting.starts_at - timedelta(hours=1))
    plan_reminders()
    rule = meeting.reminder_rules[2]

    as_user(cast.member).post(f"{page}/{rule.id}/off")

    assert ["coordinator@library.example" in letter["To"] for letter in post_office()] == [True]
    assert [letter.state for letter in reminders()] == [LetterState.SENT, LetterState.VOID]


def test_the_reminder_says_what_the_reader_still_owes(cast, as_user, meeting, clock, post_office):
    make.task(cast.project, cast.member, title="List the newspapers", due=meeting.starts_wall.date())
    make.task(cast.project, cast.coordinator, title="Of somebody else", due=meeting.starts_wall.date())
    clock.move_to(meeting.starts_at - timedelta(days=1))
    plan_reminders()

    letter = next(letter for letter in post_office() if "member@" in letter["To"])

    words = letter.get_body(("plain",)).get_content()
    assert "Your task due by then: List the newspapers" in words
    assert "Of somebody else" not in words
    assert "Please say whether you come" in words


def test_a_project_on_hold_reminds_of_its_meetings_but_not_of_its_tasks(cast, meeting, clock, post_office):
    make.task(cast.project, cast.member, title="List the newspapers", due=meeting.starts_wall.date())
    cast.project.state = ProjectState.ON_HOLD
    db.session.commit()
    clock.move_to(meeting.starts_at - timedelta(days=1))
    plan_reminders()

    words = [letter.get_body(("plain",)).get_content() for letter in post_office()]

    assert ["The meeting is near" in letter for letter in words] == [True, True]
    assert not any("List the newspapers" in letter for letter in words)
