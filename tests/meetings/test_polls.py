"""When the day is open, those invited say which of the proposed ones suit them, and one is chosen."""

import re
from datetime import UTC, datetime

import pytest

from app.db import db
from app.meetings.polls.models import Slot, SlotChoice, Suits
from app.outbox.models import Letter
from tests import make
from workflows.letters import LetterState
from workflows.meetings import MeetingState
from workflows.projects import ProjectState

DAYS = ["2026-03-16T10:00", "2026-03-17T15:00", "2026-03-18T10:00"]


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, cast.observer, state=MeetingState.DRAFT)


@pytest.fixture
def asked(cast, as_user, meeting):
    """The meeting, with everybody asked for a day."""
    propose(as_user(cast.coordinator), meeting)
    return meeting


def propose(browser, meeting, days=DAYS, **facts):
    data = {f"days-{number}-starts_wall": day for number, day in enumerate(days)} | {"version": meeting.version} | facts
    return browser.post(f"/meetings/{meeting.id}/poll/days", data=data)


def slots(meeting):
    return db.session.scalars(db.select(Slot).where(Slot.meeting_id == meeting.id).order_by(Slot.starts_at)).all()


def say(browser, meeting, *said):
    data = {f"slot-{slot.id}": says for slot, says in zip(slots(meeting), said, strict=False)}
    return browser.post(f"/meetings/{meeting.id}/poll", data=data)


def said(person):
    query = db.select(SlotChoice.says).join(Slot).order_by(Slot.starts_at)
    return db.session.scalars(query.where(SlotChoice.participant.has(user_id=person.id))).all()


def letters(about="meetings/ask_for_day"):
    return db.session.scalars(db.select(Letter).where(Letter.about == about).order_by(Letter.id)).all()


def choose(browser, meeting, slot):
    return browser.post(f"/meetings/{meeting.id}/poll/{slot.id}/choose", data={"version": meeting.version})


def words_to(person, post_office):
    letter = next(letter for letter in post_office() if person.email in letter["To"])
    return letter.get_body(("plain",)).get_content()


def test_everybody_invited_gets_a_letter_with_the_days(cast, asked):
    assert [letter.user_id for letter in letters()] == [cast.coordinator.id, cast.member.id, cast.observer.id]


def test_the_days_are_shown_in_the_readers_own_zone(cast, as_user, asked, post_office):
    cast.member.time_zone = "Europe/Berlin"
    db.session.commit()

    page = as_user(cast.member).get(f"/meetings/{asked.id}/poll").text

    assert "06:00 (UTC+1)" in page
    assert "06:00 (UTC+1)" in words_to(cast.member, post_office)


def test_the_letters_link_answers_without_signing_in_and_opening_it_says_nothing(cast, asked, app, post_office):
    path = re.search(r"https?://[^/]+(/polls/\S+)", words_to(cast.member, post_office))[1]
    visitor = app.test_client()

    page = visitor.get(path)
    before = said(cast.member)
    answer = visitor.post(path, data={f"slot-{slot.id}": "yes" for slot in slots(asked)})

    assert (page.status_code, page.headers["Cache-Control"], before) == (200, "no-store", [])
    assert answer.status_code == 303
    assert said(cast.member) == [Suits.YES] * 3


def test_the_latest_word_counts_and_a_day_left_open_stays_as_it_was(cast, as_user, asked):
    browser = as_user(cast.member)

    say(browser, asked, "yes", "if_needed")
    say(browser, asked, "no")

    assert said(cast.member) == [Suits.NO, Suits.IF_NEEDED]


def test_the_page_marks_the_days_on_which_most_could_come(cast, as_user, asked):
    say(as_user(cast.member), asked, "yes", "if_needed", "no")
    say(as_user(cast.observer), asked, "if_needed", "yes", "yes")

    page = as_user(cast.coordinator).get(f"/meetings/{asked.id}/poll").text

    assert re.findall(r'class="is-best">\s*<th scope="row">([^<]+) <', page) == [
        "16 March 2026, 10:00 (UTC+5)",
        "17 March 2026, 15:00 (UTC+5)",
    ]
    assert "Answered: 2 / 3" in page


def test_choosing_a_day_gives_the_meeting_its_time_and_announces_it(cast, as_user, asked):
    answer = choose(as_user(cast.coordinator), asked, slots(asked)[1])

    assert answer.location == f"/meetings/{asked.id}"
    assert (asked.state, asked.polled_at) == (MeetingState.ANNOUNCED, None)
    assert (asked.starts_wall, asked.starts_at) == (
        datetime(2026, 3, 17, 15, 0),
        datetime(2026, 3, 17, 10, 0, tzinfo=UTC),
    )
    assert [letter.user_id for letter in letters("meetings/announce")] == [cast.member.id, cast.observer.id]


def test_a_second_click_settles_nothing_twice(cast, as_user, asked):
    first, second, _third = slots(asked)
    version = asked.version
    choose(as_user(cast.coordinator), asked, first)

    answer = as_user(cast.coordinator).post(f"/meetings/{asked.id}/poll/{second.id}/choose", data={"version": version})

    assert answer.status_code == 409
    assert asked.starts_wall == first.starts_wall


def test_once_the_day_is_settled_nobody_says_anything_more(cast, as_user, asked):
    choose(as_user(cast.coordinator), asked, slots(asked)[0])

    say(as_user(cast.member), asked, "no")

    assert said(cast.member) == []
    assert "No day is asked for any more." in as_user(cast.member).get(f"/meetings/{asked.id}/poll").text


def test_only_those_who_said_nothing_are_asked_once_more(cast, as_user, asked):
    say(as_user(cast.member), asked, "yes")

    as_user(cast.coordinator).post(f"/meetings/{asked.id}/poll/nudge")

    assert [letter.user_id for letter in letters("meetings/ask_again")] == [cast.coordinator.id, cast.observer.id]


def test_who_answers_in_the_meantime_is_not_asked_again(cast, as_user, asked, post_office):
    as_user(cast.coordinator).post(f"/meetings/{asked.id}/poll/nudge")
    say(as_user(cast.member), asked, "yes")

    post_office()

    states = {letter.user_id: letter.state for letter in letters("meetings/ask_again")}
    assert states[cast.member.id] is LetterState.VOID
    assert states[cast.observer.id] is LetterState.SENT


def test_other_days_keep_what_was_said_to_those_that_stay(cast, as_user, asked):
    say(as_user(cast.member), asked, "yes", "no", "yes")

    propose(as_user(cast.coordinator), asked, [DAYS[0], "2026-03-20T10:00"])

    assert said(cast.member) == [Suits.YES]
    assert len(slots(asked)) == 2


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([DAYS[0]], "Propose at least two days."),
        ([DAYS[0], "2026-02-01T10:00"], "This day has passed:"),
        ([DAYS[0], "tomorrow"], "Not a valid datetime value."),
        ([DAYS[0], DAYS[0]], "Propose at least two days."),
        ([DAYS[0], "9999-01-01T10:00"], "Choose a day between 1991 and 2099."),
    ],
    ids=["one", "past", "no day", "twice", "far off"],
)
def test_days_that_make_no_choice_are_refused_with_what_was_typed(cast, as_user, meeting, days, sentence):
    answer = propose(as_user(cast.coordinator), meeting, days)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert DAYS[0] in answer.text
    assert slots(meeting) == []


def test_of_an_hour_that_comes_twice_it_is_asked_which_one_is_proposed(cast, as_user, meeting):
    meeting.zone = "Europe/Berlin"
    db.session.commit()
    days = ["2026-10-25T02:30", "2026-10-25T02:30"]

    asked = propose(as_user(cast.coordinator), meeting, days)
    propose(as_user(cast.coordinator), meeting, days, **{"days-0-fold": "0", "days-1-fold": "1"})

    assert asked.status_code == 422
    assert asked.text.count("This hour comes twice that night. Which one?") >= 2
    assert [slot.starts_at.hour for slot in slots(meeting)] == [0, 1]
    page = as_user(cast.coordinator).get(f"/meetings/{meeting.id}/poll/days").text
    assert re.findall(r'name="days-(\d)-fold" value="(\d)" checked', page) == [("0", "0"), ("1", "1")]

    choose(as_user(cast.coordinator), meeting, slots(meeting)[1])

    assert (meeting.fold, meeting.starts_at) == (1, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))


def test_an_hour_that_clocks_skip_is_refused_with_its_neighbours(cast, as_user, meeting):
    meeting.zone = "Europe/Berlin"
    db.session.commit()

    answer = propose(as_user(cast.coordinator), meeting, [DAYS[0], "2026-03-29T02:30"])

    assert answer.status_code == 422
    assert "The clocks skip this hour. Choose 01:30 or 03:30." in answer.text


def test_a_meeting_needs_no_day_of_its_own_before_one_is_chosen(cast, as_user, meeting):
    meeting.is_day_open = True
    db.session.commit()
    browser = as_user(cast.coordinator)
    propose(browser, meeting)

    browser.post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})
    early = meeting.state
    choose(browser, meeting, slots(meeting)[0])

    assert (early, meeting.state, meeting.is_day_open) == (MeetingState.DRAFT, MeetingState.ANNOUNCED, False)
    assert "optional" not in browser.get(f"/meetings/{meeting.id}/poll").text


def test_a_day_that_has_passed_meanwhile_is_not_settled_on(cast, as_user, asked, clock):
    clock.move_to(datetime(2026, 3, 16, 5, 0, tzinfo=UTC))

    choose(as_user(cast.coordinator), asked, slots(asked)[0])

    assert asked.state is MeetingState.DRAFT


def test_members_propose_and_choose_nothing(cast, as_user, asked):
    browser = as_user(cast.member)

    assert propose(browser, asked).status_code == 403
    assert choose(browser, asked, slots(asked)[0]).status_code == 403
    assert browser.post(f"/meetings/{asked.id}/poll/nudge").status_code == 403


def test_outsiders_find_no_poll(cast, as_user, asked):
    assert as_user(cast.outsider).get(f"/meetings/{asked.id}/poll").status_code == 404


def test_who_is_invited_later_is_asked_too(cast, as_user, asked):
    other = make.user("later@library.example")
    make.sit(cast.project.seats[2], other)
    people = [row.user_id for row in asked.participants] + [other.id]
    hour = {"starts_wall": "2026-03-16T10:00", "zone": asked.zone, "minutes_long": "60"}
    form = {"title": asked.title, "people_ids": people, "version": asked.version, **hour}

    as_user(cast.coordinator).post(f"/meetings/{asked.id}/edit", data=form)

    assert letters()[-1].user_id == other.id


def test_a_project_that_is_completed_asks_for_nothing(cast, asked, post_office):
    cast.project.state = ProjectState.COMPLETED
    db.session.commit()

    post_office()

    assert {letter.state for letter in letters()} == {LetterState.VOID}
