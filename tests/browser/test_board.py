"""The board in a browser: what others do appears by itself, a finger scrolls and never moves a card, keys move it."""

import pytest
from playwright.sync_api import expect

from tests.browser.touch import middle, swipe, with_fingers

pytestmark = pytest.mark.real_time
BOARD = "/projects/2/board"
#: For another's change to be seen, in milliseconds: the board asks every five seconds.
SEEN = 15_000


@pytest.fixture
def reader(another):
    """The demo's coordinator at the board, in a tab of their own."""
    return another(BOARD)


@pytest.fixture
def other(another):
    """The same board in another browser."""
    return another(BOARD)


@pytest.fixture
def card(reader):
    """A fresh card in the first column, seen on the reader's board."""
    title = "Музей қорымен келісу"
    line = reader.page.get_by_role("textbox", name=reader.words("Task in one line"))
    line.fill(title)
    line.press("Enter")
    expect(reader.card(title)).to_be_visible()
    yield title
    reader.opens(BOARD)
    reader.page.locator(".board-title", has_text=title).first.click()
    reader.presses(reader.words("Throw away"))


def column(reader, state):
    return reader.column(reader.words(state, "task"))


def test_what_one_moves_the_other_sees_without_a_reload(reader, card, other):
    expect(column(other, "To do")).to_contain_text(card)
    other.page.evaluate("window.isStillHere = true")

    reader.lifts(card)
    reader.drops_after("ArrowRight")
    expect(column(reader, "Done")).to_contain_text(card)

    expect(column(other, "Done")).to_contain_text(card, timeout=SEEN)
    assert other.page.evaluate("window.isStillHere")
    expect(other.page.locator("[data-board-says]")).to_contain_text("1")


def test_a_lifted_card_stays_in_the_hand_whatever_others_do(reader, card, other):
    watching = other.context.new_page()
    watching.goto(BOARD)
    expect(column(other, "To do")).to_contain_text(card)
    other.lifts(card)

    reader.lifts(card)
    reader.drops_after("ArrowRight")
    there = watching.get_by_role("region", name=other.words("Done", "task"))
    expect(there).to_contain_text(card, timeout=SEEN)

    expect(other.page.locator(".is-lifted")).to_contain_text(card)
    other.page.keyboard.press("Escape")
    expect(column(other, "Done")).to_contain_text(card, timeout=SEEN)


def test_a_board_that_has_not_changed_is_answered_without_a_page(reader):
    def is_unchanged(answer):
        return answer.url.endswith(BOARD) and answer.status == 304

    with reader.page.expect_response(is_unchanged, timeout=SEEN) as asked:
        pass

    assert asked.value.status == 304


def test_keys_move_a_card_and_a_voice_follows(reader, card):
    says, w = reader.page.locator("[data-board-says]"), reader.words
    reader.lifts(card)
    expect(says).to_have_text(
        w("%(title)s is lifted. Arrows move it, Space puts it down, Esc takes it back.", title=card)
    )
    expect(column(reader, "In progress")).to_contain_text(w("Somebody must be assigned to the task first."))

    reader.page.keyboard.press("ArrowRight")
    done = w("Done", "task")
    expect(says).to_have_text(w("%(title)s: %(column)s, place %(position)s", title=card, column=done, position=1))

    reader.page.keyboard.press("Escape")
    expect(says).to_have_text(w("%(title)s is where it was.", title=card))
    expect(column(reader, "To do")).to_contain_text(card)


def test_a_card_is_given_to_somebody_by_moving_it_into_their_column(reader, card):
    reader.opens(f"{BOARD}?by=person")
    hands = reader.page.locator('[data-column^="person-"]').first

    reader.lifts(card)
    reader.drops_after("ArrowRight")

    expect(hands).to_contain_text(card)
    put_down = reader.words(
        "%(title)s is put down: %(column)s", title=card, column=hands.get_by_role("heading").inner_text()
    )
    expect(reader.page.locator("[data-board-says]")).to_have_text(put_down)
    reader.page.reload()
    expect(hands).to_contain_text(card)


def test_a_finger_on_a_card_scrolls_and_only_its_handle_moves_it(chromium, demo, coordinator, card):
    phone = with_fingers(chromium, demo, coordinator)
    phone.opens(BOARD)
    posts = []
    phone.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    todo, done = column(phone, "To do"), column(phone, "Done")

    swipe(phone, middle(phone.page.locator(".board-title", has_text=card).bounding_box()), (200, -60))
    expect(todo).to_contain_text(card)
    assert posts == []

    start = middle(phone.handle(card).bounding_box())
    swipe(phone, start, (middle(done.bounding_box())[0] - start[0], 0))
    expect(done).to_contain_text(card)
    phone.leaves()


def test_the_last_move_is_taken_back_by_the_button_and_by_the_key(reader, card):
    undone = reader.page.locator("[data-board-undo]")
    first = column(reader, "To do").locator("[data-task]").first.get_attribute("data-task")
    for how in ("button", "key"):
        reader.lifts(card)
        reader.drops_after("ArrowRight")
        expect(column(reader, "Done")).to_contain_text(card)
        expect(undone).to_be_visible()
        expect(undone).to_contain_text(card)

        if how == "button":
            undone.get_by_role("button").click()
        else:
            reader.page.keyboard.press("Control+z")

        expect(column(reader, "To do")).to_contain_text(card)
        put_down = reader.words("%(title)s is put down: %(column)s", title=card, column=reader.words("To do", "task"))
        expect(reader.page.locator("[data-board-says]")).to_have_text(put_down)
        expect(undone).to_be_hidden()
    reader.page.reload()
    expect(column(reader, "To do").locator("[data-task]").first).to_have_attribute("data-task", first)
    expect(column(reader, "To do")).to_contain_text(card)
