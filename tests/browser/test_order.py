"""A set is put in order by hand: a material is dragged by its handle, and the buttons do without it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.real_time
#: A hand stays over a place until the list has made room; it moves so often at most.
MOST_STEPS = 500


def titles(page):
    return page.locator(".thing-text > a").all_text_contents()


def test_a_material_is_dragged_to_its_place_and_moved_by_its_buttons(another):
    reader = another()
    reader.page.emulate_media(reduced_motion="reduce")  # what still slides to its place takes no other
    reader.page.set_viewport_size({"width": 1280, "height": 1400})
    reader.opens("/projects/2/materials?set=1&order=1")
    page, handles = reader.page, reader.page.locator("[data-handle]")
    first, *middle, last = titles(page)
    assert not Axe().run(page).violations_count

    start, end = handles.last.bounding_box(), page.locator(".thing").first.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    for step in range(MOST_STEPS):
        page.mouse.move(start["x"] + start["width"] / 2, end["y"] + 5 + step % 2)
        if titles(page)[0] == last:
            break
    with page.expect_navigation():
        page.mouse.up()

    assert titles(page) == [last, first, *middle]

    with page.expect_navigation():
        page.locator(".thing").filter(has_text=last).get_by_role(
            "button", name=reader.words("Make it the last")
        ).click()

    assert titles(page) == [first, *middle, last]
    assert reader.troubles == []
