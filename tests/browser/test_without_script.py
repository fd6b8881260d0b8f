"""No page needs script to work: the same work is done by links and plain forms."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.real_time


@pytest.fixture
def reader(chromium, demo, coordinator):
    """The demo's coordinator again, in a browser that runs no script."""
    state = coordinator.context.storage_state()
    reader = Reader(chromium, demo.address, coordinator.words, storage_state=state, java_script_enabled=False)
    yield reader
    reader.leaves()


def test_a_task_is_written_changed_and_done(reader):
    w = reader.words
    reader.opens("/projects/2/tasks")
    reader.follows(w("New task"))
    reader.types(w("Title"), "Қалалық музейге бару")
    reader.presses(w("Save"))
    reader.reads("Қалалық музейге бару")

    reader.follows(w("Edit"))
    reader.chooses(w("Priority"), w("High", "priority"))
    reader.presses(w("Save"))
    reader.sees(w("High", "priority"))

    reader.presses(w("Mark as done", "task"))
    reader.sees(w("Done", "task"))


def test_an_invitation_is_answered_by_a_button(reader):
    w = reader.words
    reader.opens("/")
    answer = reader.page.get_by_role("button", name=w("Maybe", "answer"), exact=True).first
    answer.click()

    reader.sees(w("Your answer: %(answer)s", answer=w("Maybe", "answer")))


def test_the_menu_of_the_account_opens_and_leads_on(reader):
    w = reader.words
    reader.opens("/")
    reader.page.locator("summary[aria-label]").first.click()
    reader.page.get_by_role("banner").get_by_role("link", name=w("Keyboard shortcuts")).click()

    reader.reads(w("Keyboard shortcuts"))


def test_the_language_is_chosen_by_a_button_and_back(reader):
    reader.opens("/keys")
    for short, language in (("Рус", "ru"), ("Қаз", "kk")):
        reader.page.get_by_role("banner").get_by_role("button", name=short, exact=True).first.click()
        expect(reader.page.locator("html")).to_have_attribute("lang", language)
