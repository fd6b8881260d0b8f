"""A page under a finger."""

from tests.browser.reader import Reader


def with_fingers(chromium, demo, coordinator):
    """The demo's coordinator at a screen that is touched."""
    return Reader(
        chromium,
        demo.address,
        coordinator.words,
        storage_state=coordinator.context.storage_state(),
        viewport={"width": 900, "height": 1100},
        has_touch=True,
    )


def swipe(reader, start, by):
    """A finger is put down, moved and lifted, in the page's own points."""
    session = reader.context.new_cdp_session(reader.page)
    x, y = start
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x + by[0] * step / 10, "y": y + by[1] * step / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        reader.page.wait_for_timeout(60)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
