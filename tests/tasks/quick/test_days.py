"""Words for the day when a thing is due, in three languages at once. It is Wednesday, 4 March 2026."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks.quick.days import due_of
from app.tasks.quick.line import words_of

TODAY = date(2026, 3, 4)


def due(text, today=TODAY):
    found = due_of(words_of(text), today)
    return found and str(found.day)


@pytest.mark.parametrize(("day", "said"), [
    ("2026-03-04", ["бүгін", "сегодня", "today"]),
    ("2026-03-05", ["ертең", "ЕРТЕҢГЕ", "завтра", "на завтра", "Tomorrow"]),
    ("2026-03-06", ["бүрсігүні", "бурсигуни", "послезавтра", "the day after tomorrow"]),
    ("2026-03-09", ["дүйсенбі", "дүйсенбіде", "дуйсенбиге дейин", "в понедельник", "до понедельника", "Monday"]),
    ("2026-03-06", ["жұма", "жұмада", "осы жұмада", "в пятницу", "к пятнице", "в пт", "by Friday"]),
    ("2026-03-11", ["сәрсенбі", "в среду", "Wednesday"]),
    ("2026-03-13", ["келесі жұма", "в следующую пятницу", "next friday"]),
    ("2026-03-06", ["осы аптада", "на этой неделе", "до конца недели", "аптаның соңына дейін", "end of the week"]),
    ("2026-03-13", ["келесі аптада", "на следующей неделе", "next week"]),
    ("2026-03-31", ["осы айда", "до конца месяца", "айдың соңына дейін", "by the end of the month"]),
    ("2026-04-30", ["келесі айда", "в следующем месяце", "next month"]),
    ("2026-03-07", ["3 күннен кейін", "үш күннен кейін", "через 3 дня", "через три дня", "in 3 days"]),
    ("2026-03-11", ["аптадан кейін", "бір аптадан соң", "через неделю", "in a week"]),
    ("2026-04-04", ["айдан кейін", "через месяц", "in a month"]),
    ("2026-03-17", ["17.03", "17.03.2026", "17.03.26", "2026-03-17", "17 наурыз", "17 наурызға дейін", "17 марта",
                    "до 17 марта", "17 March", "March 17th", "2026 жылғы 17 наурыз", "17 марта 2026 года"]),
    ("2027-03-03", ["03.03", "3 наурыз", "3 марта"]),
])  # fmt: skip
def test_a_day_is_named_in_kazakh_russian_and_english(day, said):
    assert {text: due(text) for text in said} == dict.fromkeys(said, day)


@pytest.mark.parametrize("text", [
    "1.5", "1/12", "3.14", "31.02", "через день", "пт", "май", "в 1975", "10.12.1", "неделя", "ертеңгі", "0.00",
    "32.01", "through", "99.99.2026", "in", "до", "3", "через 3", "week", "00.03", "17.03.1", "2026-13-01", "next",
    "а", "бір",
])  # fmt: skip
def test_what_only_looks_like_a_day_is_none(text):
    assert due(text) is None


@pytest.mark.parametrize(("text", "is_sure"), [
    ("17.03.2018", False),
    ("2018-03-17", False),
    ("2018 жылғы 17 наурыз", False),
    ("среда", False),
    ("в среду", True),
    ("17.03.2026", True),
])  # fmt: skip
def test_a_day_gone_by_and_a_word_of_two_meanings_are_in_doubt(text, is_sure):
    assert due_of(words_of(text), TODAY).is_sure is is_sure


def test_the_end_of_this_week_is_sunday_once_friday_is_over():
    saturday = date(2026, 3, 7)

    assert due("на этой неделе", saturday) == "2026-03-08"
    assert due("келесі аптада", saturday) == "2026-03-13"


def test_the_29th_of_february_waits_for_its_year_and_a_month_for_its_last_day():
    assert due("29 февраля") == "2028-02-29"
    assert due("через месяц", date(2026, 1, 31)) == "2026-02-28"


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_day_of_the_week_is_the_next_of_that_name_and_never_today(today, weekday):
    names = ("дүйсенбі", "вторник", "Wednesday", "бейсенбіде", "в пятницу", "сенбі", "Sunday")

    found = date.fromisoformat(due(names[weekday], today))

    assert found.weekday() == weekday
    assert timedelta(days=1) <= found - today <= timedelta(days=7)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    due(text)


@pytest.mark.parametrize("text", [
    "ертең 15:00", "ертең сағат 15:00-де", "завтра в 15:00", "в 15:00 завтра", "tomorrow 15:00", "at 15:00 tomorrow",
    "5 наурыз 15:00-ге дейін", "05.03 15:00", "2026-03-05 15:00",
])  # fmt: skip
def test_a_day_may_have_a_time_behind_it_or_before_it(text):
    assert due_of(words_of(text), TODAY) == (date(2026, 3, 5), True, time(15))


@pytest.mark.parametrize("text", ["15:00", "в 15:00", "tomorrow 24:00", "tomorrow 9:60", "завтра 15.00", "9:30 12:00"])
def test_a_time_without_a_day_is_none(text):
    assert due(text) is None
