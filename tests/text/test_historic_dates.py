"""Dates of history: their bounds, their words in three languages, and what people type for them."""

from datetime import date

import pytest
from flask_babel import force_locale, gettext
from hypothesis import assume, given
from hypothesis import strategies as st

from app.historic_dates import parse
from app.historic_words import in_words
from app.typed_dates import read_typed

bases = st.one_of(
    st.dates(date(1000, 1, 1)).map(str),
    st.dates(date(1000, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(1000, 9999).map(str),
    st.builds("{}-{}".format, st.integers(1000, 9999), st.integers(21, 24)),
    st.integers(100, 999).map("{}X".format),
    st.integers(10, 98).map("{}XX".format),
    st.builds("{}{}".format, st.integers(1000, 9999), st.sampled_from(["-XX", "-XX-XX", "-06-XX"])),
)
sides = st.builds("{}{}".format, bases, st.sampled_from(["", "~", "?", "%"]))
intervals = st.builds("{}/{}".format, sides | st.sampled_from(["", ".."]), sides | st.sampled_from(["", ".."]))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1957", "1957-01-01", "1957-12-31"),
        ("1957?", "1957-01-01", "1957-12-31"),
        ("1957~", "1952-01-01", "1962-12-31"),
        ("1957%", "1952-01-01", "1962-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1957-06", "1957-06-01", "1957-06-30"),
        ("1957-21", "1957-03-01", "1957-05-31"),
        ("1957-22~", "1952-06-01", "1962-08-31"),
        ("1957-24", "1957-01-01", "1957-12-31"),
        ("2016-02-29~", "2011-02-28", "2021-02-28"),
        ("1957-06-XX", "1957-06-01", "1957-06-30"),
        ("1941-06-22/1945-05-09", "1941-06-22", "1945-05-09"),
        ("1957/..", "1957-01-01", None),
        ("../1957", None, "1957-12-31"),
        ("1957/", "1957-01-01", None),
        ("/1957", None, "1957-12-31"),
        ("0003~", "0001-01-01", "0008-12-31"),
        ("9999~", "9994-01-01", "9999-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf, earliest, latest):
    parsed = parse(edtf)

    assert parsed.date_min == (earliest and date.fromisoformat(earliest).toordinal())
    assert parsed.date_max == (latest and date.fromisoformat(latest).toordinal())


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("", "This is not a date."),
        ("../..", "This is not a date."),
        ("1957/1960/1970", "This is not a date."),
        ("-0300", "This is not a date."),
        ("١٩٥٧", "This is not a date."),
        ("0000", "Years run from 1 to 9999."),
        ("2018-02-30", "There is no such day in the calendar: %(date)s"),
        ("2018-13", "There is no such day in the calendar: %(date)s"),
        ("1945/1941", "The end comes before the beginning."),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_reason(edtf, reason):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the reason is compared below
        parse(edtf)

    assert refused.value.args == (reason,)


@pytest.mark.parametrize(
    ("edtf", "kk", "ru", "en"),
    [
        ("1957", "1957 ж.", "1957 г.", "1957"),
        ("1957~", "шамамен 1957 ж.", "около 1957 г.", "c. 1957"),
        ("1957?", "1957 ж. (?)", "1957 г. (?)", "1957 (?)"),
        ("195X", "1950-ші жылдар", "1950-е годы", "1950s"),
        ("194X~", "шамамен 1940-шы жылдар", "около 1940-х годов", "c. 1940s"),
        ("190X", "1900-ші жылдар", "1900-е годы", "1900s"),
        ("19XX", "XX ғасыр", "XX в.", "20th century"),
        ("1957-21", "1957 жылғы көктем", "весна 1957 г.", "spring 1957"),
        ("1957-06~", "шамамен 1957 жылғы маусым", "около июня 1957 г.", "c. June 1957"),
        ("2018-03-07", "2018 жылғы 7 наурыз", "7 марта 2018 г.", "7 March 2018"),
        ("1957-06-XX", "1957 жылғы маусым, күні белгісіз", "июнь 1957 г., день неизвестен", "June 1957, day unknown"),
        ("1941/1945", "1941–1945 жж.", "1941–1945 гг.", "1941–1945"),
        ("1941~/1945", "шамамен 1941 ж. – 1945 ж.", "около 1941 г. – 1945 г.", "c. 1941 – 1945"),
        ("1957/..", "1957 жылдан бастап", "с 1957 г.", "from 1957"),
        ("1957~/..", "шамамен 1957 жылдан бастап", "примерно с 1957 г.", "approximately from 1957"),
        ("2018-03-02/..", "2018 жылғы 2 наурыз күнінен бастап", "со 2 марта 2018 г.", "from 2 March 2018"),
        ("../195X", "1950-ші жылдарға дейін", "до 1950-х годов", "until the 1950s"),
        ("/1957", "? – 1957 ж.", "? – 1957 г.", "? – 1957"),
    ],
)
def test_a_date_in_words(edtf, kk, ru, en):
    words = [in_words(edtf, language).replace("\u00a0", " ") for language in ("kk", "ru", "en")]

    assert words == [kk, ru, en]


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1957", "1957"),
        (" 1957-06 ", "1957-06"),
        ("195Х", "195X"),
        ("07.03.2018", "2018-03-07"),
        ("7.3.2018 г.", "2018-03-07"),
        ("2018 ж. 7 нау.", "2018-03-07"),
        ("March 7, 2018", "2018-03-07"),
        ("Наурыз 2018", "2018-03"),
        ("март 2018", "2018-03"),
        ("03.2018", "2018-03"),
        ("шамамен 1957", "1957~"),
        ("ок. 1957", "1957~"),
        ("ca. 1957", "1957~"),
        ("1957 год?", "1957?"),
        ("1950-ші жылдар", "195X"),
        ("1950-жылдар", "195X"),
        ("1950-жылдары", "195X"),
        ("1950-жж.", "195X"),
        ("1950-ші жж.", "195X"),
        ("1950-е", "195X"),
        ("1950s", "195X"),
        ("ХХ в.", "19XX"),
        ("20 ғасыр", "19XX"),
        ("1941-1945", "1941/1945"),
        ("1941 — 1945 гг.", "1941/1945"),
        ("1941-1945 жылдар", "1941/1945"),
        ("1941-1950 жж.", "1941/1950"),
        ("1940-1950-жылдар", "1940/195X"),
        ("с 1941 по 1945 год", "1941/1945"),
        ("1941 жылдан 1945 жылға дейін", "1941/1945"),
        ("22.06.1941-09.05.1945", "1941-06-22/1945-05-09"),
        ("1941-06-22 – 1945-05-09", "1941-06-22/1945-05-09"),
        ("1957-", "1957/.."),
        ("from c. 1957", "1957~/.."),
        ("до марта 1957", "../1957-03"),
    ],
)
def test_what_librarians_type_is_read(typed, edtf):
    assert read_typed(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "This is not a date that can be read. Examples: %(examples)s"),
        ("57", "This is not a date that can be read. Examples: %(examples)s"),
        ("көптен бері", "This is not a date that can be read. Examples: %(examples)s"),
        ("1941 " * 1000, "This is not a date that can be read. Examples: %(examples)s"),
        ("1941-45", "Write both years in full, for example: 1941–1945"),
        ("1920–21", "Write both years in full, for example: 1941–1945"),
        ("30.02.2018", "There is no such day in the calendar: %(date)s"),
        ("1945-1941", "The end comes before the beginning."),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(typed, reason):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the reason is compared below
        read_typed(typed)

    assert refused.value.args == (reason,)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_example_that_the_form_gives_can_be_typed(app, language):
    with force_locale(language):
        given = gettext("In words or figures: 1957, about 1957, 30 August 1957, the 1950s.")

    examples = given.partition(": ")[2].rstrip(".").split(", ")
    assert [read_typed(example) for example in examples] == ["1957", "1957~", "1957-08-30", "195X"]


@given(sides | intervals, st.sampled_from(["kk", "ru", "en"]))
def test_what_we_write_can_be_typed_in_again(edtf, language):
    assume(is_date(edtf))

    assert read_typed(in_words(edtf, language)) == edtf


@given(st.text("0123456789-/.~?%X жгдсо") | sides | intervals)
def test_whatever_is_read_has_its_bounds_in_order(typed):
    try:
        parsed = parse(read_typed(typed))
    except ValueError:
        return

    assert None in (parsed.date_min, parsed.date_max) or parsed.date_min <= parsed.date_max


def is_date(edtf):
    try:
        parse(edtf)
    except ValueError:
        return False
    return True
