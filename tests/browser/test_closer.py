"""A large picture is looked at closely, by wheel, keys, buttons or fingers; how large it is is told and spoken."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.touch import middle, swipe, with_fingers

pytestmark = pytest.mark.real_time
PHOTOGRAPH = "/files/2/view"


def opened(reader):
    """The demo's photograph on its page, and the stage on which it is moved."""
    reader.opens(PHOTOGRAPH)
    reader.waits_until_the_page_has("data-closer-stage")
    stage = reader.page.locator("[data-closer-stage]")
    expect(stage).to_have_attribute("tabindex", "0")
    stage.scroll_into_view_if_needed()
    return stage


def box(reader):
    """What is seen of the picture: left, top, width and height in its own pixels."""
    return [float(side) for side in reader.page.locator("svg.closer-picture").get_attribute("viewBox").split()]


def test_the_wheel_keys_and_buttons_move_a_picture_and_say_how_large_it_is(chromium, demo, coordinator):
    reader = Reader(chromium, demo.address, coordinator.words, storage_state=coordinator.context.storage_state())
    stage, page = opened(reader), reader.page
    level = page.locator(".closer-level")
    whole, shown = box(reader), level.inner_text()

    x, y = middle(stage.bounding_box())
    page.mouse.move(x, y)
    page.mouse.wheel(0, -800)
    expect(level).not_to_have_text(shown)
    closer = box(reader)
    assert closer[2] < whole[2] / 2
    expect(page.locator("svg.closer-picture image[href*='/512,0,']")).to_have_count(1)
    expect(page.locator(".closer [role=status]")).to_have_text(f"{reader.words('Enlargement')}: {level.inner_text()}")

    stage.focus()
    page.keyboard.press("ArrowRight")
    assert box(reader)[0] > closer[0]
    page.keyboard.press("-")
    assert box(reader)[2] > closer[2]
    page.keyboard.press("0")
    assert box(reader) == whole
    page.get_by_role("button", name=reader.words("Larger")).click()
    assert box(reader)[2] < whole[2]
    reader.leaves()


def test_two_fingers_bring_a_picture_closer_and_one_moves_it(chromium, demo, coordinator):
    reader = with_fingers(chromium, demo, coordinator)
    x, y = middle(opened(reader).bounding_box())
    whole = box(reader)

    spread(reader, (x, y), 40, 160)
    closer = box(reader)
    swipe(reader, (x, y), (-60, -30))

    assert closer[2] < whole[2] / 2
    assert box(reader)[0] > closer[0]
    assert box(reader)[1] > closer[1]
    reader.leaves()


def spread(reader, around, start, end):
    """Two fingers are put down beside a point and moved apart."""
    session, (x, y) = reader.context.new_cdp_session(reader.page), around
    for step in range(11):
        apart = start + (end - start) * step / 10
        fingers = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": fingers}
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
