"""A task in one line, in Chromium: what is understood appears while one types, and can be refused."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.real_time
TASKS = "/projects/2/tasks"


def opened(chromium, demo, coordinator, **options):
    state = coordinator.context.storage_state()
    return Reader(chromium, demo.address, coordinator.words, storage_state=state, **options)


@pytest.fixture
def reader(chromium, demo, coordinator):
    reader = opened(chromium, demo, coordinator)
    yield reader
    reader.leaves()


def line(reader):
    return reader.page.get_by_role("textbox", name=reader.words("Task in one line"))


def piece(reader, words):
    return reader.page.get_by_role("checkbox", name=words)


def test_a_task_is_written_from_any_page_by_keyboard_alone(reader):
    w = reader.words
    reader.opens("/projects/2/materials")
    reader.page.keyboard.press("n")
    reader.page.keyboard.type("Ертең газетін іздеу завтра @мен !жоғары")
    expect(piece(reader, w("High", "priority"))).to_be_checked()
    expect(piece(reader, "завтра")).not_to_be_checked()

    piece(reader, "Ертең").press("Space")
    expect(piece(reader, "Ертең")).not_to_be_checked()
    expect(piece(reader, "Ертең")).to_be_focused()
    piece(reader, "завтра").press("Space")
    expect(reader.page.locator(".quick-title")).to_contain_text("Ертең газетін іздеу")
    line(reader).press("Enter")

    reader.reads(w("Materials"))
    reader.sees("Ертең газетін іздеу")
    reader.opens(TASKS)
    reader.sees("Ертең газетін іздеу")
    reader.sees_no("завтра")


def test_enter_waits_for_what_was_typed_last(reader):
    reader.opens(TASKS)
    reader.page.keyboard.press("n")
    reader.page.keyboard.type("Хат жіберу !төмен")
    reader.page.keyboard.press("Enter")

    reader.sees(reader.words("The task is written: %(title)s", title="Хат жіберу · "))


def test_one_task_after_another_without_leaving_the_line(reader):
    reader.opens("/")
    reader.page.keyboard.press("n")
    for title in ("Бірінші хат", "Екінші хат"):
        expect(line(reader)).to_be_focused()
        expect(line(reader)).to_have_value("")
        reader.page.keyboard.type(title)
        reader.page.keyboard.press("Control+Shift+Enter")
        reader.sees(title)

    expect(line(reader)).to_be_focused()
    assert reader.path == "/"


def test_without_script_the_pieces_are_seen_on_a_page_of_their_own(chromium, demo, coordinator):
    reader = opened(chromium, demo, coordinator, java_script_enabled=False)
    w = reader.words
    reader.opens(TASKS)
    line(reader).fill("Скриптсіз хат ертең 17.03.2018")
    line(reader).press("Enter")
    reader.reads(w("New task in one line"))

    expect(piece(reader, "ертең")).to_be_checked()
    expect(piece(reader, "17.03.2018")).not_to_be_checked()
    reader.presses(w("Add the task"))

    reader.sees("Скриптсіз хат 17.03.2018")
    assert reader.path == TASKS
    reader.leaves()
