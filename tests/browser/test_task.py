"""A task by the keyboard alone, in two browsers at once, and on its way through the bin."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.real_time
BOARD = "/projects/2/board"


@pytest.fixture
def reader(another):
    return another(BOARD)


def test_a_task_is_written_changed_put_back_and_done_by_the_keyboard_alone(reader):
    w, keys, title = reader.words, reader.page.keyboard, "Пернемен жазылған іс"
    keys.press("c")
    reader.reads(w("New task"))
    reader.field(w("Title")).focus()
    keys.type(title)
    reader.field(w("Description")).focus()
    keys.type("**Мұрағатта**")
    keys.press("Control+Enter")
    reader.reads(title)
    expect(reader.page.locator(".prose strong")).to_have_text("Мұрағатта")

    keys.press("e")
    reader.reads(w("Change the task"))
    reader.field(w("Title")).focus()
    keys.press("End")
    keys.type(", асығыс")
    keys.press("Control+Enter")
    reader.reads(f"{title}, асығыс")
    reader.page.get_by_role("status").get_by_role("button", name=w("Undo")).press("Enter")
    reader.reads(title)

    keys.press(".")
    reader.sees(w("Done by"))


def test_two_who_write_at_once_see_both_texts_and_neither_is_lost(reader, member):
    w, title = reader.words, "Музей қорын сипаттау"
    hers, theirs = "Айгүл: қордың тізімі.", "Дәурен: суреттердің тізімі."
    reader.adds(title)
    reader.page.locator(".board-title", has_text=title).click()
    reader.follows(w("Edit"))
    reader.types(w("Description"), hers)
    member.opens(reader.path)
    member.types(w("Description"), theirs)
    member.presses(w("Save"))
    member.sees(theirs)

    reader.presses(w("Save"))
    reader.sees(w("What the task says now"))
    reader.sees(theirs)
    reader.sees("Қасымов Д. Е.")
    expect(reader.field(w("Description"))).to_have_value(hers)

    reader.types(w("Description"), f"{theirs} {hers}")
    reader.presses(w("Save"))
    reader.reads(title)
    reader.sees(f"{theirs} {hers}")


def test_what_is_thrown_away_comes_back_by_the_line_that_says_so_and_out_of_the_bin(reader):
    w, title = reader.words, "Қате жазылған іс"
    reader.adds(title)
    expect(reader.card(title)).to_be_visible()
    for way in ("the line", "the bin"):
        reader.opens(BOARD)
        reader.page.locator(".board-title", has_text=title).click()
        reader.presses(w("Throw away"))
        said = reader.page.get_by_role("status").filter(has_text=w("Thrown away: %(title)s", title=title))
        expect(said).to_be_visible()
        if way == "the line":
            said.get_by_role("button", name=w("Undo")).press("Enter")
        else:
            reader.goes_to(w("Journal"))
            reader.follows(w("Bin"))
            thrown = reader.page.locator("[data-row]", has_text=title)
            thrown.get_by_role("button", name=w("Bring back")).press("Enter")
        reader.reads(title)

    reader.opens("/projects/2/bin")
    reader.sees_no(title)
