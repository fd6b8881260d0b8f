"""Numbers, sizes and lengths of time in three languages; every space in them is unbroken."""

import pytest

from app.numbers import duration, file_size, number, percent

MB = 1024**2


def spaced(text):
    return text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("write", "kk", "ru", "en"),
    [
        (lambda language: number(12345.5, language=language), "12 345,5", "12 345,5", "12,345.5"),
        (lambda language: percent(7, 10, language=language), "70%", "70 %", "70%"),
        (lambda language: percent(999, 1000, language=language), "99%", "99 %", "99%"),
        (lambda language: percent(10, 10, language=language), "100%", "100 %", "100%"),
        (lambda language: percent(29, 100, language=language), "29%", "29 %", "29%"),
        (lambda language: percent(0, 0, language=language), "0%", "0 %", "0%"),
        (lambda language: file_size(0, language=language), "0 байт", "0 байт", "0 bytes"),
        (lambda language: file_size(1, language=language), "1 байт", "1 байт", "1 byte"),
        (lambda language: file_size(1024, language=language), "1 КБ", "1 КБ", "1 KB"),
        (lambda language: file_size(3 * MB // 2, language=language), "1,5 МБ", "1,5 МБ", "1.5 MB"),
        (lambda language: file_size(MB - 1, language=language), "1 МБ", "1 МБ", "1 MB"),
        (lambda language: file_size(700 * MB, language=language), "700 МБ", "700 МБ", "700 MB"),
        (lambda language: duration(0, language=language), "0 мин", "0 мин", "0 min"),
        (lambda language: duration(90, language=language), "1 сағ 30 мин", "1 ч 30 мин", "1 h 30 min"),
        (lambda language: duration(120, language=language), "2 сағ", "2 ч", "2 h"),
    ],
)
def test_each_language_writes_it_its_own_way(write, kk, ru, en):
    assert [write("kk"), write("ru"), write("en")] == [spaced(kk), spaced(ru), spaced(en)]


def test_the_reader_is_asked_when_no_language_is_named(reading):
    with reading("en"):
        assert number(1500.5) == "1,500.5"


def test_kazakh_is_written_where_there_is_no_reader():
    assert duration(90) == "1\u00a0сағ\u00a030\u00a0мин"


def test_a_megabyte_in_kazakh_has_no_latin_letter():
    assert file_size(5 * MB, language="kk").isascii() is False
    assert "M" not in file_size(5 * MB, language="kk")
