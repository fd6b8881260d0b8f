"""The timeline in a browser: bars are moved by mouse, finger and keys, and the page says what changed."""

import pytest
from playwright.sync_api import expect

from tests.browser.touch import middle, swipe, with_fingers

pytestmark = pytest.mark.real_time
TIMELINE = "/projects/2/timeline?unit=week"


@pytest.fixture
def reader(another):
    return another()


@pytest.fixture
def bar(reader):
    """A fresh task, due today, as its bar in this week."""
    title = "Мұражайға хат жазу"
    reader.opens("/projects/2/board")
    reader.adds(f"{title} бүгін")
    reader.opens(TIMELINE)
    yield reader.page.locator("[data-task]", has_text=title)
    reader.page.goto(reader.page.url)
    reader.page.locator("td a", has_text=title).click()
    reader.presses(reader.words("Throw away"))


def dates(bar):
    return bar.get_attribute("data-starts"), bar.get_attribute("data-due")


def test_a_bar_is_moved_drawn_longer_and_put_back_and_the_page_says_so(reader, bar):
    says = reader.page.locator("[data-axis-says]")
    day = reader.page.locator(".axis").bounding_box()["width"] / 7
    _none, due = dates(bar)

    x, y = middle(bar.locator(".axis-bar").bounding_box())
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x - 0.6 * day, y, steps=4)
    expect(says).to_contain_text("Esc")
    reader.page.mouse.up()
    expect(reader.page.locator(".flash")).to_contain_text("Мұражайға хат жазу")
    expect(bar).not_to_have_attribute("data-due", due)

    bar.focus()
    for key in ("Control+ArrowLeft", "Control+ArrowLeft", "Enter"):
        reader.page.keyboard.press(key)
    expect(bar).not_to_have_attribute("data-starts", "")
    expect(bar).to_be_focused()
    was = dates(bar)

    reader.page.keyboard.press("Shift+ArrowLeft")
    reader.page.keyboard.press("Escape")
    expect(says).to_have_text(reader.words("%(title)s is where it was.", title="Мұражайға хат жазу"))
    reader.page.locator(".flash").get_by_role("button", name=reader.words("Undo")).click()
    expect(bar).to_have_attribute("data-starts", "")
    assert dates(bar)[1] == was[1]


def test_a_finger_scrolls_until_it_has_chosen_a_bar(chromium, demo, coordinator, bar):
    phone = with_fingers(chromium, demo, coordinator)
    phone.opens(TIMELINE)
    title, (_none, due) = "Мұражайға хат жазу", dates(bar)
    there = phone.page.locator("[data-task]", has_text=title)
    day = phone.page.locator(".axis").bounding_box()["width"] / 7

    swipe(phone, middle(there.locator(".axis-bar").bounding_box()), (-day, 0))
    expect(there).to_have_attribute("data-due", due)

    phone.page.touchscreen.tap(*middle(there.locator(".axis-bar").bounding_box()))
    expect(phone.page.locator("[data-axis-says]")).to_have_text(title)
    swipe(phone, middle(there.locator(".axis-bar").bounding_box()), (-day, 0))
    expect(there).not_to_have_attribute("data-due", due)
    phone.leaves()


def test_what_is_refused_goes_back_and_says_why(reader, bar):
    stale = reader.context.new_page()
    stale.goto(reader.page.url)
    theirs = stale.locator("[data-task]", has_text="Мұражайға хат жазу")
    bar.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".flash")).to_be_visible()

    was = dates(theirs)
    theirs.focus()
    stale.keyboard.press("ArrowLeft")
    stale.keyboard.press("Enter")

    expect(stale.locator("[data-axis-says]")).not_to_contain_text("Esc")
    expect(stale.locator("[data-axis-says]")).not_to_be_empty()
    assert dates(theirs) == was
    stale.close()
