"""Whatever is typed into a form: an answer, never a crash; what is refused is shown again and writes nothing."""

import re

import pytest
from markupsafe import escape

from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

WORDS = {
    "nothing": "",
    "blanks": " \t\r\n ",
    "controls": "a\x01\x07\x1b\x7f\x85\u202e\u2028b",
    "emoji": "👩🏽‍🚀🗿",
    "half a character pair": b"\xed\xa0\xbd",
}
KINDS = {
    "nothing": "",
    "words": "<b>seven</b>",
    "a number larger than any row's": str(2**63),
    "a negative number": "-1",
    "no number": "NaN",
    "digits of another script": "٣²",
    "a day that never was": "2026-02-30T25:61",
    "the end of time": "9999-12-31T23:59",
    "the beginning of time": "0001-01-01",
}
TAKEN = (200, 302, 303)
REFUSED = (400, 403, 404, 409, 410, 422)
WITH_WORDS = [name for name, form in FORMS.items() if form.lines]
ERROR = re.compile(r'class="invalid-feedback"[^>]*>(?:<svg.*?</svg>)?([^<]+)', re.DOTALL)


@pytest.fixture(autouse=True)
def on_its_ground(name, request):
    """The first account's form is the only one of an installation in which nobody has one."""
    if name == "accounts.first":
        request.getfixturevalue("empty_installation")


def write_all(name, words):
    return dict.fromkeys(FORMS[name].lines, words)


def too_long(name):
    """Longer than any field may be, and all of them together no longer than a form may be."""
    return "Ж" * (126_000 // len(FORMS[name].lines))


def choices(name, things):
    """What a form takes besides words: choices, numbers, days, people."""
    return [field for field in FORMS[name].typed(things) if field not in ("version", "files", *FORMS[name].lines)]


def send_each(post, name, changes):
    """Post the form with each change; one that is refused has written nothing."""
    before = rows()
    for change in changes:
        answer = post(name, **change)
        assert answer.status_code in TAKEN + REFUSED, change
        if answer.status_code in TAKEN:
            before = rows()
        assert rows() == before, change


@pytest.mark.parametrize("name", WITH_WORDS)
def test_no_words_break_a_form_or_leave_half_of_it_written(post, name):
    send_each(post, name, [write_all(name, words) for words in WORDS.values()])


@pytest.mark.parametrize("name", FORMS)
def test_no_choice_number_or_day_breaks_a_form_or_leaves_half_of_it_written(post, things, name):
    send_each(post, name, [{field: typed} for field in choices(name, things) for typed in KINDS.values()])


@pytest.mark.parametrize("name", WITH_WORDS)
def test_words_that_are_too_long_are_refused_and_still_there(post, name):
    typed = too_long(name)
    before = rows()

    answer = post(name, **write_all(name, typed))

    assert answer.status_code == 422
    assert answer.text.count(typed) >= len(FORMS[name].lines)
    assert ERROR.search(answer.text)
    assert rows() == before


@pytest.mark.parametrize("name", [name for name in WITH_WORDS if name != "accounts.sign_in"])
def test_a_refused_form_shows_the_other_words_again(post, name):
    *others, wrong = FORMS[name].lines
    words = {field: f"Typed <{field}> & «kept»" for field in others}

    answer = post(name, **words, **{wrong: too_long(name)})

    assert answer.status_code == 422
    assert all(str(escape(typed)) in answer.text for typed in words.values())
