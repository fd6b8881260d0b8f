"""Text as people type it: cleaned, found however it was spelled, put in the order of the alphabet."""

import sqlite3
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kazakh import ALPHABET, SORT_KEY_BYTES, Term, fold, has_mixed_script, query_terms, slug, sort_kk, tidy

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
# Letters of both scripts, twins, marks and controls: where folding and cleaning can go wrong.
tricky = st.text("AaHhIiİıЁёЙйҚқӘәІіſﬁ-_ 1'\u0306\u0307\u0308\u0345\u00ad\u2028\u202e\r\n\t\v")


@pytest.mark.parametrize(
    "spellings",
    [
        ["Қостанай", "Костанай", "КОСТАНАЙ", "қостанай"],
        ["Әуезов", "Ауезов", "ӘУЕЗОВ"],
        ["кітапхана", "китапхана", "кытапхана", "Кiтапхана"],
        ["Семёнов", "Семенов", normalize("NFD", "Семёнов")],
        ["Үй", "уй", "ұй"],
        ["Аба́й", "Абай"],
        ["Һәм", "хам", "hәм"],
        ["Нан", "Hан", "нан"],
        ["PDF-файл", "pdf-файл"],
    ],
)
def test_one_word_however_it_was_typed(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("text", "folded"), [("майы", "майи"), (normalize("NFD", "май"), "май"), ("Hotel", "hotel")])
def test_short_i_and_latin_words_stay_what_they_are(text, folded):
    assert fold(text) == folded


@given(storable | tricky)
def test_what_is_folded_stays_folded(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        (" … ", []),
        ("тарих", [Term(("тарих",), is_prefix=True)]),
        ("мектеп", [Term(("мектеп", "мектеб"), is_prefix=True)]),
        ("қазақ", [Term(("казак", "казаг"), is_prefix=True)]),
        ("мектеп үйі", [Term(("мектеп",), is_prefix=False), Term(("уйи",), is_prefix=True)]),
        ('"кітап" OR NEAR*', [Term(("китап",), False), Term(("or",), False), Term(("near",), True)]),
    ],
)
def test_the_last_word_of_a_search_may_go_on_and_change_its_last_sound(query, terms):
    assert query_terms(query) == terms


@pytest.mark.parametrize("stem_and_form", [("мектеп", "мектебінің"), ("кітап", "кітабы"), ("қазақ", "Қазағым")])
def test_a_stem_finds_its_forms(stem_and_form):
    stem, form = stem_and_form

    [term] = query_terms(stem)

    assert any(fold(form).startswith(beginning) for beginning in term.forms)


def test_letters_stand_in_the_order_of_the_kazakh_alphabet():
    assert len(ALPHABET) == 42
    assert all(sort_kk(one) < sort_kk(next_one) for one, next_one in pairwise(ALPHABET))
    assert [sort_kk(letter) for letter in ALPHABET] == [sort_kk(letter) for letter in ALPHABET.upper()]


@given(st.lists(st.text(ALPHABET + " ", max_size=12)))
def test_words_are_ordered_letter_by_letter(words):
    words = [" ".join(word.split()) for word in words]

    assert sorted(words, key=sort_kk) == sorted(words, key=lambda word: [f" {ALPHABET}".index(x) for x in word])


def test_names_stand_where_a_librarian_looks_for_them():
    shelf = ["1941 жыл", "«Абай жолы»", "Әбдіров", "Байтұрсынұлы", "Ғабдуллин", "Ел", "Ёлкин", "Козлов", "Қонаев"]
    shelf += ["Өмірбаев", "Ұлы жол", "Үмбетов", "Ықылас", "Iле", "Яковлев", "Abai", "Émile", "Zhdanov", "日本"]
    mixed = shelf[::-1]

    assert sorted(mixed, key=sort_kk) == shelf


def test_a_shorter_name_comes_first_and_a_hyphen_counts_as_a_space():
    assert sort_kk("Ахмет") < sort_kk("Ахмет Байтұрсынұлы") < sort_kk("Ахметов")
    assert sort_kk("Ақ-Мешіт") == sort_kk("ақ мешіт")


@given(storable)
def test_a_database_orders_keys_as_python_does(text):
    key = sort_kk(text)
    [(is_less,)] = sqlite3.connect(":memory:").execute("SELECT ? < ?", (key, sort_kk("қ")))

    assert bool(is_less) == (key < sort_kk("қ"))
    assert len(key) <= SORT_KEY_BYTES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Абай \t жолы ", "Абай жолы"),
        ("бір\r\nекі\u2028үш\x85төрт", "бір екі үш төрт"),
        ("Subject: x\x07\x1b[31m", "Subject: x[31m"),
        ("\u202eкері\u2066", "кері"),
        ("кі\u00adтап\u200bхана\ufeff", "кітапхана"),
        (normalize("NFD", "Йод ёлка"), "Йод ёлка"),
        ("👩\u200d🎓", "👩\u200d🎓"),
    ],
)
def test_a_field_of_one_line_holds_one_clean_line(typed, kept):
    assert tidy(typed) == kept


def test_longer_text_keeps_its_lines():
    assert tidy("\r\nбір\r\n\r\nекі\u2028үш\n", multiline=True) == "бір\n\nекі\nүш"


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_what_a_database_cannot_store_is_refused(text):
    with pytest.raises(ValueError, match="cannot be stored"):
        tidy(text)


@given(storable | tricky, st.booleans())
def test_clean_text_stays_as_it_is(text, multiline):
    clean = tidy(text, multiline)

    assert tidy(clean, multiline) == clean
    assert clean == normalize("NFC", clean)
    assert multiline or "\n" not in clean


@pytest.mark.parametrize(
    ("word", "mixed"),
    [("Iле", True), ("Тұлғалаp", True), ("PDF-файл", False), ("COVID-тан", False), ("Іле", False), ("Ile", False)],
)
def test_a_word_of_two_scripts_is_noticed(word, mixed):
    assert has_mixed_script(word) is mixed


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Әлихан Бөкейханов", "alikhan-bokeykhanov"),
        ("Тұлғалар мен оқиғалардың мәдени тарихы", "tulghalar-men-oqighalardyng-madeni-tarikhy"),
        ("Асель", "asel"),
        ("…", ""),
        ("тарих " * 20, "-".join(["tarikh"] * 8)),
        ("т" * 80, "t" * 60),
    ],
)
def test_an_address_can_be_read(text, address):
    assert slug(text) == address
