"""Days and hours in words, and the hours that a change of the clocks skips or repeats."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import (
    ago,
    day,
    day_and_weekday,
    day_in_year,
    instants_of,
    moment,
    neighbours_of_gap,
    offset_label,
    relative_day,
    short_day,
    wall,
    weekday,
)

NAURYZ = date(2018, 3, 7)
ZONE = "Asia/Qostanay"
NOW = datetime(2018, 3, 7, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("write", "kk", "ru", "en"),
    [
        (day, "2018 жылғы 7 наурыз", "7 марта 2018\u00a0г.", "7 March 2018"),
        (weekday, "сәрсенбі", "среда", "Wednesday"),
        (
            day_and_weekday,
            "2018 жылғы 7 наурыз, сәрсенбі",
            "среда, 7 марта 2018\u00a0г.",
            "Wednesday, 7 March 2018",
        ),
    ],
)
def test_a_day_is_written_as_official_letters_write_it(reading, write, kk, ru, en):
    written = []
    for language in ("kk", "ru", "en"):
        with reading(language):
            written.append(write(NAURYZ))

    assert written == [kk, ru, en]
    assert [write(NAURYZ, language=language) for language in ("kk", "ru", "en")] == written


def test_tables_have_the_year_in_four_figures():
    assert short_day(NAURYZ) == "07.03.2018"
    assert short_day(date(957, 3, 7)) == "07.03.0957"


def test_the_year_is_left_out_within_the_same_year():
    assert day_in_year(NAURYZ, date(2018, 12, 31), language="kk") == "7 наурыз"
    assert day_in_year(NAURYZ, date(2019, 1, 1), language="kk") == "2018 жылғы 7 наурыз"


def test_a_meeting_is_shown_by_the_clock_on_the_wall():
    local = datetime(2018, 3, 15, 10, 0)

    assert wall(local, ZONE, language="kk") == "2018 жылғы 15 наурыз, бейсенбі, 10:00 (UTC+6)"
    assert wall(local, ZONE, language="ru") == "четверг, 15 марта 2018\u00a0г., 10:00 (UTC+6)"
    assert wall(local, ZONE, language="en") == "Thursday, 15 March 2018, 10:00 (UTC+6)"


def test_an_instant_is_shown_in_the_zone_of_its_reader():
    assert moment(NOW, ZONE, language="kk") == "2018 жылғы 7 наурыз, 10:00 (UTC+6)"
    assert moment(NOW, "America/New_York", language="en") == "6 March 2018, 23:00 (UTC−5)"


@pytest.mark.parametrize(
    ("instant", "zone", "label"),
    [
        (datetime(2024, 2, 29, 17, 59, tzinfo=UTC), ZONE, "UTC+6"),
        (datetime(2024, 2, 29, 18, 0, tzinfo=UTC), ZONE, "UTC+5"),
        (NOW, "Asia/Kolkata", "UTC+5:30"),
        (NOW, "America/St_Johns", "UTC−3:30"),
        (NOW, "UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_by_its_offset(instant, zone, label):
    assert offset_label(instant, zone) == label


@pytest.mark.parametrize(
    ("past", "kk", "ru", "en"),
    [
        (timedelta(seconds=59), "just now", "just now", "just now"),
        (timedelta(minutes=5), "5 минут бұрын", "5 минут назад", "5 minutes ago"),
        (timedelta(hours=23), "23 сағат бұрын", "23 часа назад", "23 hours ago"),
        (timedelta(days=3), "3 күн бұрын", "3 дня назад", "3 days ago"),
    ],
)
def test_how_long_ago_something_was(reading, past, kk, ru, en):
    for language, words in (("kk", kk), ("ru", ru), ("en", en)):
        with reading(language):
            assert ago(NOW - past, NOW) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (-1, "yesterday"),
        (-2, "2 days late"),
        (99, "in 99 days"),
    ],
)
def test_how_far_a_due_day_is(reading, days, words):
    with reading("en"):
        assert relative_day(NAURYZ + timedelta(days=days), NAURYZ) == words


def test_a_day_far_away_is_named_by_its_date():
    assert relative_day(date(2018, 2, 10), NAURYZ + timedelta(days=3000)) == "10.02.2018"


def test_an_hour_as_a_rule_is_one_instant():
    assert instants_of(datetime(2018, 3, 15, 10, 0), ZONE) == [datetime(2018, 3, 15, 4, 0, tzinfo=UTC)]


def test_an_hour_that_clocks_repeat_is_two_instants():
    repeated = datetime(2024, 2, 29, 23, 30)

    assert instants_of(repeated, ZONE) == [
        datetime(2024, 2, 29, 17, 30, tzinfo=UTC),
        datetime(2024, 2, 29, 18, 30, tzinfo=UTC),
    ]


def test_an_hour_that_clocks_skip_has_two_neighbours():
    skipped = datetime(2018, 3, 25, 2, 30)

    assert instants_of(skipped, "Europe/Berlin") == []
    assert neighbours_of_gap(skipped, "Europe/Berlin") == (
        datetime(2018, 3, 25, 1, 30),
        datetime(2018, 3, 25, 3, 30),
    )


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)),
    st.sampled_from([ZONE, "Europe/Berlin", "Asia/Tehran", "Australia/Lord_Howe"]),
)
def test_what_is_offered_for_a_skipped_hour_exists(local, zone):
    offered = [local] if instants_of(local, zone) else neighbours_of_gap(local, zone)

    assert all(instants_of(other, zone) for other in offered)
