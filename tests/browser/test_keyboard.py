"""The keyboard alone: every key of the list, on whatever layout the reader has."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.real_time
TASKS, BOARD, HOME = "/projects/2/tasks", "/projects/2/board", "/"


@pytest.fixture
def reader(another):
    return another()


def strikes(reader, code, letter):
    """The physical key, which gives this letter on the layout that is switched on."""
    keys = reader.context.new_cdp_session(reader.page)
    key = {"code": code, "key": letter, "windowsVirtualKeyCode": ord(code[-1])}
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def box(reader):
    return reader.page.locator("#quick-dialog")


def line(reader):
    return reader.page.get_by_role("textbox", name=reader.words("Task in one line"))


@pytest.mark.parametrize("letter", ["n", "т", "Т"], ids=["latin", "russian", "capitals-lock"])
def test_the_line_for_a_task_opens_on_every_layout_and_nothing_is_typed_into_it(reader, letter):
    reader.opens(HOME)

    strikes(reader, "KeyN", letter)

    expect(box(reader)).to_be_visible()
    expect(line(reader)).to_be_focused()
    expect(line(reader)).to_have_value("")


def test_two_keys_lead_to_a_place_on_a_kazakh_layout(reader):
    reader.opens(BOARD)

    strikes(reader, "KeyG", "п")
    strikes(reader, "KeyT", "е")

    reader.reads(reader.words("Tasks"))


def test_keys_are_only_letters_while_one_types(reader):
    reader.opens(TASKS)
    line(reader).focus()

    for code, letter in (("KeyN", "т"), ("KeyG", "п"), ("KeyB", "и"), ("Slash", ".")):
        strikes(reader, code, letter)

    expect(line(reader)).to_have_value("тпи.")
    assert reader.path == TASKS


def test_one_walks_down_the_list_and_changes_the_line_one_stands_on(reader):
    reader.opens(TASKS)
    second = reader.page.locator("[data-row]").nth(1)

    for code, letter in (("KeyJ", "о"), ("KeyJ", "о"), ("KeyJ", "о"), ("KeyK", "л")):
        strikes(reader, code, letter)
    expect(second).to_have_class(re.compile("is-chosen"))
    title = second.get_by_role("link").inner_text()
    strikes(reader, "KeyE", "у")

    reader.reads(reader.words("Change the task"))
    expect(reader.field(reader.words("Title")).first).to_have_value(title)


def test_the_next_step_of_a_task_is_one_key(reader):
    reader.opens("/projects/2/tasks/new")
    reader.types(reader.words("Title"), "Бір пернемен бастау")
    reader.presses(reader.words("Save"))
    reader.reads("Бір пернемен бастау")

    strikes(reader, "Period", "ю")

    reader.sees(reader.words("Done", "task"))


def test_the_commonest_thing_is_done_with_the_line_one_stands_on(reader):
    title = "Бір пернемен бітетін іс"
    reader.opens(TASKS)
    line(reader).fill(f"{title} бүгін @мен")
    line(reader).press("Enter")
    expect(reader.page.locator("[data-row]", has_text=title)).to_be_visible()
    reader.opens(HOME)
    titles = reader.page.locator("[data-row]").all_inner_texts()
    place = next(n for n, words in enumerate(titles) if title in words)

    for _step in range(place + 1):
        strikes(reader, "KeyJ", "о")
    strikes(reader, "Period", "ю")

    expect(reader.page.get_by_role("status")).to_contain_text(title)
    expect(reader.page.get_by_role("status")).to_contain_text(reader.words("Done", "task"))


def test_the_key_of_the_page_opens_its_own_form(reader):
    reader.opens("/projects/2/meetings")

    strikes(reader, "KeyC", "с")

    reader.reads(reader.words("New meeting"))


def test_whoever_switched_the_keys_off_presses_them_in_vain(reader):
    words = reader.words("Keyboard shortcuts")
    reader.opens("/settings")
    reader.page.get_by_role("checkbox", name=words).uncheck()
    reader.presses(reader.words("Save"))
    reader.sees(reader.words("Your settings are saved."))
    reader.opens(HOME)

    strikes(reader, "KeyN", "т")
    strikes(reader, "Slash", "?")

    expect(box(reader)).to_be_hidden()
    expect(reader.page.locator("#keys-dialog")).to_be_hidden()
    reader.opens("/settings")
    reader.page.get_by_role("checkbox", name=words).check()
    reader.presses(reader.words("Save"))
