"""A recording at the keyboard: a click on what is said goes there, space and arrows move, the line of now is marked."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.files import samples

pytestmark = pytest.mark.real_time
#: How many captions the first track of the recording has, once it is loaded.
CAPTIONS = """async () => {
  const track = document.querySelector("track");
  track.track.mode = "hidden";
  if (track.readyState < 2) await new Promise((resolve) => track.addEventListener("load", resolve, { once: true }));
  return track.track.cues.length;
}"""


@pytest.fixture
def reader(chromium, demo, coordinator):
    """The demo's coordinator where a recording plays that has a transcript."""
    reader = Reader(chromium, demo.address, coordinator.words, storage_state=coordinator.context.storage_state())
    material = coordinator.context.request.get("/materials/5").text()
    reader.opens(material.partition('/view"')[0].rpartition('"')[2] + "/view")
    words = {"name": "words.vtt", "mimeType": "text/vtt", "buffer": samples.webvtt((0, "Бірінші"), (1, "Екінші"))}
    reader.page.locator("input[type=file]").set_input_files(words)
    reader.presses(reader.words("Attach"))
    yield reader
    assert reader.troubles == []
    reader.leaves()


def now(reader):
    return reader.page.evaluate("document.querySelector('audio').currentTime")


def test_a_recording_is_played_from_its_lines_and_by_the_keyboard(reader):
    page, paused = reader.page, "document.querySelector('audio').paused"
    second = page.locator('a[data-at="1.0"]')

    second.click()
    expect(second).to_have_attribute("aria-current", "true")
    assert now(reader) >= 1

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowLeft")
    expect(second).not_to_have_attribute("aria-current", "true")
    was_paused = page.evaluate(paused)
    page.keyboard.press("Space")
    assert page.evaluate(paused) is not was_paused
    assert page.url.endswith("/view#words")


def test_everybody_plays_a_recording_on_show_from_its_lines(chromium, demo, coordinator):
    visitor = Reader(chromium, demo.address, coordinator.words)
    visitor.opens("/exhibit/2/kk")
    page = visitor.page
    page.locator(".shelf-piece a").last.click()
    first, last = page.locator("a[data-at][href]").first, page.locator("a[data-at][href]").last

    last.focus()
    page.keyboard.press("Enter")

    expect(last).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_attribute("aria-current", "true")
    assert now(visitor) >= 0.5
    assert page.evaluate(CAPTIONS) == 2
    assert visitor.troubles == []
    visitor.leaves()
