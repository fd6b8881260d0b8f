"""A comment at the keyboard: names offered behind an @, a preview beside the form, words that outlive a reload."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.real_time
TASK = "/tasks/11"


@pytest.fixture
def reader(chromium, demo, coordinator):
    """The demo's coordinator at a task's page."""
    reader = Reader(chromium, demo.address, coordinator.words, storage_state=coordinator.context.storage_state())
    reader.opens(TASK)
    yield reader
    assert reader.troubles == []
    reader.leaves()


def comment(reader):
    return reader.page.locator("#comment-text")


def offered(reader):
    return reader.page.get_by_role("option")


def test_a_name_is_offered_behind_an_at_sign_and_taken_by_the_keyboard(reader):
    comment(reader).press_sequentially("Рахмет, @қас")
    expect(offered(reader)).to_have_text(["Қасымов Д. Е."])

    comment(reader).press("Enter")
    comment(reader).press_sequentially("қарап шықсын")
    reader.presses(reader.words("Write the comment"))

    expect(reader.page.locator(".comment .mention").last).to_have_text("@Қасымов Д. Е.")


def test_the_arrows_choose_among_names_and_escape_leaves_the_text_alone(reader):
    comment(reader).press_sequentially("@")
    first, second = offered(reader).nth(0), offered(reader).nth(1)
    expect(first).to_have_attribute("aria-selected", "true")

    comment(reader).press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    comment(reader).press("Escape")

    expect(offered(reader)).to_have_count(0)
    expect(comment(reader)).to_have_value("@")
    comment(reader).fill("")


def test_the_preview_is_drawn_beside_the_form_and_nothing_is_sent(reader):
    n = reader.page.locator(".comment").count()
    comment(reader).fill("**қою**")

    reader.presses(reader.words("Preview"))

    expect(reader.page.locator("[data-preview] strong")).to_have_text("қою")
    expect(reader.page.locator(".comment")).to_have_count(n)
    assert reader.path == TASK
    comment(reader).fill("")


def test_a_comment_that_was_not_sent_is_there_again_after_a_reload(reader):
    comment(reader).press_sequentially("Әлі жіберілген жоқ")

    reader.page.reload()

    expect(comment(reader)).to_have_value("Әлі жіберілген жоқ")
    comment(reader).fill("")


def test_a_step_is_ticked_without_losing_the_place(reader):
    reader.opens("/tasks/8")
    reader.page.get_by_role("checkbox", name="1977 жылғы тігінді").click()

    expect(reader.page.get_by_role("checkbox", name="1977 жылғы тігінді")).to_have_attribute("aria-checked", "true")
    assert "#checklist" in reader.page.url
