"""What is found in a line, and that what is not taken stays in the title."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kazakh import sound, tidy
from app.tasks.models import Priority
from app.tasks.quick.reading import Known, When, decided, read, title_of

TODAY = date(2026, 3, 4)
AIGUL, DAUREN, AIBEK = 1, 2, 3
COLLECTING, RESEARCH = 7, 8
POEMS, LETTERS = 4, 5


def names(text):
    return {sound(word) for word in text.split()}


KNOWN = Known(
    people={AIGUL: names("Сейтова Айгүл"), DAUREN: names("Қасымов Дәурен Ахметұлы"), AIBEK: names("Нұрланов Айбек")},
    stages={
        COLLECTING: names("Материалдар жинау Сбор материалов Collecting materials"),
        RESEARCH: names("Зерттеу және сипаттау Исследование и описание Research and description"),
    },
    labels={POEMS: names("Өлең"), LETTERS: names("Хаттар Letters")},
    my_id=AIGUL,
)


def understood(line, refused=()):
    pieces = read(line, TODAY, KNOWN)
    kept = {piece.token for piece in pieces if piece.is_sure and line[piece.start : piece.end] not in refused}
    taken = decided(line, pieces, line, kept, pieces)
    return title_of(line, taken), {piece.kind: piece.value for piece in taken}


@pytest.mark.parametrize("line", [
    "Газеттерді оқу ертең @дәурен !жоғары %жинау",
    "Газеттерді оқу, 05.03, @Қасымов Д., !шұғыл, %материалдар жинау",
    "@даурен завтра !!! Газеттерді оқу %сбор материалов",
    "tomorrow Газеттерді оқу @kasymov !urg %collecting",
    "Газеттерді оқу @Дәурен Қасымов (ертең) !высокий %сбор",
])  # fmt: skip
def test_one_line_in_any_of_three_languages_holds_the_whole_task(line):
    title, found = understood(line)

    assert title.strip("()").strip() == "Газеттерді оқу"
    assert found == {
        "day": When(date(2026, 3, 5), None),
        "person": DAUREN,
        "priority": Priority.HIGH,
        "stage": COLLECTING,
    }


@pytest.mark.parametrize(("typed", "person"), [
    ("@айгүл", AIGUL), ("@Айгуль", AIGUL), ("@aigul", AIGUL), ("@АЙГ", AIGUL), ("@сейт", AIGUL), ("@мен", AIGUL),
    ("@Касымов", DAUREN), ("@дауреен", None), ("@ахмет", DAUREN), ("@Нұрланов А.", AIBEK), ("@маған", AIGUL),
    ("@", None), ("@museum", None), ("aigul@library.example", None),
])  # fmt: skip
def test_a_person_is_named_by_the_beginning_of_any_name_in_any_letters(typed, person):
    assert understood(f"Хат {typed}")[1].get("person") == person


@pytest.mark.parametrize(("typed", "label"), [
    ("#өлең", POEMS), ("#олен", POEMS), ("#хат", LETTERS), ("#letters", LETTERS), ("#", None), ("№5", None),
    ("#unknown", None),
])  # fmt: skip
def test_a_label_is_named_by_its_beginning(typed, label):
    title, found = understood(f"Іздеу {typed}")

    assert (title, found.get("label")) == ("Іздеу" if label else f"Іздеу {typed}", label)


def test_a_name_that_two_have_is_offered_for_both_and_taken_for_none():
    line = "Хат жазу @ай"
    pieces = read(line, TODAY, KNOWN)

    assert [(piece.value, piece.is_sure) for piece in pieces] == [(AIGUL, False), (AIBEK, False)]
    assert understood(line)[0] == line
    assert title_of(line, decided(line, pieces, line, {piece.token for piece in pieces}, pieces)) == "Хат жазу"


def test_several_people_are_named_one_after_the_other():
    pieces = read("Хат @дәурен @айбек", TODAY, KNOWN)

    assert [piece.value for piece in pieces] == [DAUREN, AIBEK]


def test_a_line_has_one_due_day_and_the_others_are_offered():
    line = "17.03.2018 суретін пятницаға емес, завтра сканерлеу, 20.03"
    title, found = understood(line)

    assert found == {"day": When(date(2026, 3, 5), None)}
    assert title == "17.03.2018 суретін пятницаға емес, сканерлеу, 20.03"


def test_a_refused_piece_gives_its_words_back_to_the_title():
    assert understood("Ертең газетін оқу завтра", refused=["Ертең"])[0] == "Ертең газетін оқу"
    assert understood("Прочитать !важно завтра", refused=["завтра", "!важно"])[0] == "Прочитать !важно завтра"


def test_what_was_refused_stays_refused_while_one_types_on():
    seen = "Ертең газеті"
    pieces = read(seen, TODAY, KNOWN)
    line = "Жаңа Ертең газеті завтра"

    taken = decided(line, read(line, TODAY, KNOWN), seen, set(), pieces)

    assert [line[piece.start : piece.end] for piece in taken] == ["завтра"]


SAID = (
    "ертең завтра today 17.03 17.03.2018 в пятницу дүйсенбіге дейін через 3 дня in week @ай @дәурен Сейтова !high !! "
    "%жинау материалдар % @ # #өлең ! , ; - (завтра) «бүгін» келесі аптада next 1975 газет, оқу. конца месяца до А."
)
WORDS = st.sampled_from(SAID.split(" "))
LINES = st.one_of(st.lists(WORDS | st.text(max_size=8), max_size=12).map(" ".join), st.text(max_size=80))


@given(LINES, st.data())
def test_no_word_of_the_line_is_ever_lost(line, data):
    try:
        line = tidy(line)
    except ValueError:
        return
    pieces = read(line, TODAY, KNOWN)
    kept = data.draw(st.sets(st.sampled_from([piece.token for piece in pieces]))) if pieces else set()

    taken = decided(line, pieces, line, kept, pieces)

    spans = {(piece.start, piece.end) for piece in taken}
    left = Counter(words(title_of(line, taken)))
    for start, end in spans:
        left += Counter(words(line[start:end]))
    assert left == Counter(words(line))


@given(LINES)
def test_pieces_stand_one_after_the_other_and_hold_whole_words(line):
    try:
        line = tidy(line)
    except ValueError:
        return
    spans = sorted({(piece.start, piece.end) for piece in read(line, TODAY, KNOWN)})

    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(line[start:end].strip() == line[start:end] != "" for start, end in spans)


def words(text):
    return re.findall(r"\w+", text)
