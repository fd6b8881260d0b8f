"""Whom a comment names: an @ and a name as people write it."""

import pytest
from markupsafe import Markup

from app.accounts.people import Named
from app.comments.mentions import address_to, mentioned_in, with_marks


def person(number, surname, given_name, patronymic=""):
    return Named(number, surname, given_name, patronymic, b"")


DAUREN = person(1, "Қасымов", "Дәурен", "Ержанұлы")
AIGUL = person(2, "Сейтова", "Айгүл")
IRINA = person(3, "Литвиненко", "Ирина", "Павловна")
DAUREN_TOO = person(4, "Қасымова", "Дәурен")
NO_SURNAME = person(5, "", "Ерлан")
PEOPLE = (DAUREN, AIGUL, IRINA, DAUREN_TOO, NO_SURNAME)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Қасымов Д. Е. қарап шықсын", [DAUREN]),
        ("@Қасымов\u00a0Д.\u00a0Е., қарап шықсын", [DAUREN]),
        ("Спасибо, @литвиненко!", [IRINA]),
        ("@Айгүл Сейтова және @Ирина", [AIGUL, IRINA]),
        ("(@Ерлан)", [NO_SURNAME]),
        ("@Қасымова Д. келсін", [DAUREN_TOO]),
        ("@Қасымов келсін", [DAUREN]),
    ],
)
def test_a_name_behind_an_at_sign_names_its_person(text, named):
    assert mentioned_in(text, PEOPLE) == named


@pytest.mark.parametrize(
    "text", ["Айгүл", "aigul@Айгүл", "@Дәурен", "@Сейтовалар", "@@Айгүл", "@", "@ Айгүл", "@Біреу", "a.@Айгүл"]
)
def test_a_word_that_is_no_name_or_not_one_persons_alone_names_nobody(text):
    assert mentioned_in(text, PEOPLE) == []


def test_who_is_ticked_and_not_named_stands_in_front_of_the_text():
    assert address_to([AIGUL, IRINA], "@Ирина, қараңыз") == "@Сейтова А. @Ирина, қараңыз"


def test_names_stand_out_and_tags_stay_as_they_are():
    html = Markup('<p>@Айгүл, <a href="x@Айгүл">&lt;@Біреу&gt;</a> @Ирина</p>')

    marked = with_marks(html, PEOPLE)

    assert marked == (
        '<p><b class="mention">@Айгүл</b>, <a href="x@Айгүл">&lt;@Біреу&gt;</a> <b class="mention">@Ирина</b></p>'
    )
