"""A meeting that recurs: a rule gives the days, each is a meeting of its own, and each is announced in its time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.db import db
from app.meetings.models import Meeting
from app.meetings.series.actions import announce_due
from app.meetings.series.models import Series
from app.meetings.series.rules import Rule, Unit, days_of, text_of
from app.outbox.models import Letter
from tests import make
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("first", "rule", "text", "days"),
    [
        (
            TUESDAY,
            Rule(Unit.WEEK, 2, (3,), times=4),
            "FREQ=WEEKLY;BYDAY=TU,TH;INTERVAL=2;COUNT=4",
            "0310 0312 0324 0326",
        ),
        (
            TUESDAY,
            Rule(Unit.WEEK, 1, until=date(2026, 3, 24)),
            "FREQ=WEEKLY;BYDAY=TU;INTERVAL=1;UNTIL=20260324",
            "0310 0317 0324",
        ),
        (TUESDAY, Rule(Unit.MONTH_DAY, 1, times=3), "FREQ=MONTHLY;BYMONTHDAY=10;INTERVAL=1;COUNT=3", "0310 0410 0510"),
        (
            date(2026, 1, 31),
            Rule(Unit.MONTH_DAY, 1, times=4),
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;INTERVAL=1;COUNT=4",
            "0131 0228 0331 0430",
        ),
        (TUESDAY, Rule(Unit.MONTH_WEEKDAY, 1, times=3), "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=1;COUNT=3", "0310 0414 0512"),
        (
            date(2026, 3, 27),
            Rule(Unit.MONTH_LAST, 1, times=3),
            "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=1;COUNT=3",
            "0327 0424 0529",
        ),
    ],
)
def test_the_rule_is_kept_as_rfc_5545_says_it_and_gives_these_days(first, rule, text, days):
    assert text_of(rule, first) == text
    assert [f"{day:%m%d}" for day in days_of(text, first)] == days.split()


def test_no_series_is_longer_than_two_years_of_weeks():
    rule = text_of(Rule(Unit.WEEK, 1, tuple(range(7)), until=date(2029, 1, 1)), TUESDAY)

    assert len(days_of(rule, TUESDAY)) == 104


def wish(**changes):
    wished = {
        "unit": "WEEK",
        "every": "1",
        "weekdays": ["0"],
        "times": "4",
        "skips_holidays": "y",
        "announce_days": "14",
    }
    return wished | changes


def look(browser, meeting, **changes):
    """The page with the days of the rule."""
    return browser.post(f"/meetings/{meeting.id}/repeat", data=wish(look="1", version=meeting.version, **changes)).text


def repeat(browser, meeting, *days, **changes):
    """Save a weekly meeting on these days of March and April."""
    browser.get(f"/meetings/{meeting.id}/repeat")
    page = look(browser, meeting, **changes)
    seen = page.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    days = [f"2026-{day}" for day in days]
    return browser.post(
        f"/meetings/{meeting.id}/repeat", data=wish(version=meeting.version, seen=seen, days=days, **changes)
    )


@pytest.fixture
def first(cast):
    """A draft on Monday 16 March at ten, a week before Nauryz."""
    return make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.DRAFT, announced_at=None)


@pytest.fixture
def weekly(cast, as_user, first):
    """The series: 16 and 30 March, 6 April; 23 March is a holiday."""
    repeat(as_user(cast.coordinator), first, "03-30", "04-06")
    return first


def all_meetings():
    return db.session.scalars(db.select(Meeting).order_by(Meeting.starts_at)).all()


def days():
    return [f"{meeting.starts_wall:%m-%d %H:%M}" for meeting in all_meetings()]


def series():
    return db.session.scalars(db.select(Series)).one()


def letters(about):
    return db.session.scalars(db.select(Letter).where(Letter.about == about).order_by(Letter.id)).all()


def announce(browser):
    return browser.post(f"/series/{series().id}/announce", data={"version": series().version})


def states():
    return [meeting.state.name for meeting in all_meetings()]


def test_whoever_drafts_a_meeting_says_there_that_it_recurs(cast, as_user):
    facts = {"starts_wall": "2026-03-16T10:00", "zone": "Asia/Qostanay", "minutes_long": 60, "repeats": "y"}
    data = {"title": "Monday's meeting", "people_ids": [cast.member.id], **facts}

    answer = as_user(cast.coordinator).post(f"/projects/{cast.project.id}/meetings/new", data=data)

    assert answer.location == f"/meetings/{all_meetings()[0].id}/repeat"


def test_the_days_are_shown_before_anything_is_written_and_holidays_are_skipped(cast, as_user, first):
    page = look(as_user(cast.coordinator), first)

    assert "Nowruz Holiday: skipped" in page
    assert 'value="2026-03-23" >' in page.replace("  ", " ")
    assert 'value="2026-03-30" checked' in page
    assert len(all_meetings()) == 1


def test_holidays_can_be_held_in_the_whole_series(cast, as_user, first):
    assert 'value="2026-03-23" checked' in look(as_user(cast.coordinator), first, skips_holidays="")


def test_days_that_nobody_has_seen_are_shown_instead_of_saved(cast, as_user, first):
    browser = as_user(cast.coordinator)

    unseen = browser.post(f"/meetings/{first.id}/repeat", data=wish(version=first.version, days=["2026-03-30"]))

    assert (unseen.status_code, len(all_meetings())) == (200, 1)
    assert 'value="2026-03-30" checked' in unseen.text


def test_each_day_becomes_a_draft_with_the_same_people_and_nobody_is_told(cast, as_user, weekly):
    assert days() == ["03-16 10:00", "03-30 10:00", "04-06 10:00"]
    assert states() == ["DRAFT"] * 3
    assert {tuple(row.user_id for row in meeting.invited) for meeting in all_meetings()} == {
        (cast.coordinator.id, cast.member.id)
    }
    assert len({meeting.uid for meeting in all_meetings()}) == 3
    assert (series().rule, series().exceptions) == ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=1;COUNT=4", "20260323")
    assert db.session.scalars(db.select(Letter)).all() == []


def test_a_tick_on_a_holiday_holds_the_meeting_all_the_same_and_other_days_cannot_be_smuggled_in(cast, as_user, first):
    repeat(as_user(cast.coordinator), first, "03-23", "03-25", "04-06")

    assert days() == ["03-16 10:00", "03-23 10:00", "04-06 10:00"]


def test_the_hour_of_the_clocks_stays_when_they_change(cast, as_user):
    berlin = make.meeting(cast.project, cast.member, zone="Europe/Berlin", state=MeetingState.DRAFT, announced_at=None)

    repeat(as_user(cast.coordinator), berlin, "03-30")

    assert days() == ["03-16 10:00", "03-30 10:00"]
    assert [meeting.starts_at.hour for meeting in all_meetings()] == [9, 8]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"times": "", "until": ""}, "Say until which day, or how many times."),
        ({"until": "2026-03-16"}, "Choose a later day, before the year 2100."),
        ({"until": "9999-12-31"}, "Choose a later day, before the year 2100."),
        ({"times": "105"}, "104"),
        ({"until": "in June"}, "Not a valid date"),
        ({"unit": "MONTH_LAST"}, "Not a valid choice"),
    ],
)
def test_a_rule_without_sense_is_refused_in_words(cast, as_user, first, typed, sentence):
    page = as_user(cast.coordinator).post(f"/meetings/{first.id}/repeat", data=wish(version=first.version, **typed))

    assert page.status_code == 422
    assert sentence in page.text


def test_announcing_invites_to_those_that_are_near_and_the_others_follow_in_their_time(cast, as_user, weekly, clock):
    announce(as_user(cast.coordinator))
    now = states()
    clock.move_to(datetime(2026, 3, 16, 4, 59, tzinfo=UTC))
    announce_due()
    early = states()
    clock.shift(timedelta(minutes=1))
    announce_due()
    announce_due()

    assert now == early == ["ANNOUNCED", "DRAFT", "DRAFT"]
    assert states() == ["ANNOUNCED", "ANNOUNCED", "DRAFT"]
    told = [(letter.subject_id, letter.user_id) for letter in letters("meetings/announce")]
    assert told == [(meeting.id, user.id) for meeting in all_meetings()[:2] for user in (cast.coordinator, cast.member)]


def test_nothing_is_announced_by_itself_before_the_series_is(weekly, clock):
    clock.move_to(datetime(2026, 3, 29, tzinfo=UTC))
    announce_due()

    assert states() == ["DRAFT"] * 3


def test_a_change_of_the_following_ones_touches_neither_what_was_moved_alone_nor_cancelled(cast, as_user, first):
    browser = as_user(cast.coordinator)
    repeat(browser, first, "03-30", "04-06", "04-13", "04-20", times="6")
    _first, second, alone, cancelled, last = all_meetings()
    browser.post(f"/meetings/{alone.id}/edit", data=drawn(alone, starts_wall="2026-04-07T12:00"))
    browser.post(f"/meetings/{cancelled.id}/cancel", data={"version": cancelled.version})
    announce(browser)

    changes = {"starts_wall": "2026-03-16T15:00", "place": "Branch 8", "people_ids": [cast.member.id]}
    browser.post(f"/meetings/{first.id}/edit", data=drawn(first, scope="following", **changes))

    assert days() == ["03-16 15:00", "03-30 15:00", "04-07 12:00", "04-13 10:00", "04-20 15:00"]
    assert [meeting.place for meeting in (second, alone, last)] == ["Branch 8", "Central library, room 4", "Branch 8"]
    assert [len(meeting.invited) for meeting in (second, alone, cancelled, last)] == [1, 2, 2, 1]
    assert {letter.subject_id for letter in letters("meetings/move")} == {first.id}
    assert {letter.subject_id for letter in letters("meetings/withdraw")} == {first.id}


def test_only_this_meeting_is_changed_unless_the_following_are_asked_for(cast, as_user, weekly):
    as_user(cast.coordinator).post(f"/meetings/{weekly.id}/edit", data=drawn(weekly, starts_wall="2026-03-17T11:00"))

    assert days() == ["03-17 11:00", "03-30 10:00", "04-06 10:00"]


def test_another_day_cannot_be_given_to_all_that_follow(cast, as_user, weekly):
    changed = drawn(weekly, scope="following", starts_wall="2026-03-17T10:00")
    page = as_user(cast.coordinator).post(f"/meetings/{weekly.id}/edit", data=changed)

    assert page.status_code == 422
    assert "Another day is given to one meeting alone" in page.text


def test_an_hour_that_the_clocks_skip_on_one_of_the_following_days_is_refused_with_that_day(cast, as_user):
    sunday = datetime(2026, 3, 22, 10, 0)
    berlin = make.meeting(cast.project, cast.member, starts=sunday, zone="Europe/Berlin", state=MeetingState.DRAFT)
    browser = as_user(cast.coordinator)
    repeat(browser, berlin, "03-29", weekdays=["6"])

    page = browser.post(
        f"/meetings/{berlin.id}/edit", data=drawn(berlin, scope="following", starts_wall="2026-03-22T02:30")
    )

    assert "The clocks skip this hour on 29.03.2026." in page.text
    assert days() == ["03-22 10:00", "03-29 10:00"]


def test_cancelling_the_following_tells_only_those_who_had_heard_of_them(cast, as_user, weekly):
    browser = as_user(cast.coordinator)
    announce(browser)

    browser.post(f"/meetings/{weekly.id}/cancel-following", data={"version": weekly.version})

    assert states() == ["CANCELLED"] * 3
    assert {letter.subject_id for letter in letters("meetings/cancel")} == {weekly.id}


def test_a_meeting_shows_its_place_among_the_others(cast, as_user, weekly):
    before, this, after = all_meetings()

    page = as_user(cast.member).get(f"/meetings/{this.id}").text

    assert "Meeting 2 of 3" in page
    assert "Every week: Monday" in page
    assert f'rel="prev" href="/meetings/{before.id}"' in page
    assert f'rel="next" href="/meetings/{after.id}"' in page


def test_the_list_of_meetings_has_one_line_for_the_drafts_of_a_series(cast, as_user, weekly):
    browser = as_user(cast.coordinator)
    page = browser.get(f"/projects/{cast.project.id}/meetings").text

    assert "To come: 3" in page
    assert page.count("data-row") == 1
    assert f"/meetings/{weekly.id}" in browser.get(f"/series/{series().id}").text


def test_nobody_else_sees_or_moves_a_series(cast, as_user, weekly):
    assert as_user(cast.outsider).get(f"/series/{series().id}").status_code == 404
    assert announce(as_user(cast.member)).status_code == 302
    assert series().announced_at is None
