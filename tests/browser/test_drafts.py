"""What was typed and not taken is still in the form when its page is opened again; what was taken is not."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.real_time
FORM, OTHER = "/projects/2/tasks/new", "/projects/1/tasks/new"


@pytest.fixture
def reader(another):
    """The demo's coordinator again, in a tab that has kept nothing yet."""
    return another()


def title(reader):
    return reader.field(reader.words("Title")).first


def types_a_title(reader, text):
    reader.opens(FORM)
    title(reader).press_sequentially(text)


def test_a_form_that_did_not_reach_us_keeps_its_words_in_the_tab(reader):
    types_a_title(reader, "Қалалық музейге бару")
    cookies = reader.context.cookies()
    reader.context.clear_cookies()
    reader.presses(reader.words("Save"))
    reader.reads(reader.words("That did not reach us whole"))

    reader.context.add_cookies(cookies)
    reader.opens(FORM)

    expect(title(reader)).to_have_value("Қалалық музейге бару")


def test_a_form_that_was_taken_is_empty_the_next_time(reader):
    types_a_title(reader, "Мұрағатқа хат")
    reader.presses(reader.words("Save"))
    reader.reads("Мұрағатқа хат")

    reader.opens(FORM)

    expect(title(reader)).to_have_value("")


def test_one_projects_words_do_not_turn_up_in_another(reader):
    types_a_title(reader, "Осы жобаның ісі")

    reader.opens(OTHER)

    expect(title(reader)).to_have_value("")


def test_one_persons_words_do_not_turn_up_in_anothers_form(reader, member):
    types_a_title(reader, "Менің ісім")
    reader.context.clear_cookies()

    reader.context.add_cookies(member.context.cookies())
    reader.opens(FORM)

    expect(title(reader)).to_have_value("")


def test_a_list_of_names_has_room_for_one_more_and_keeps_all_of_them(reader):
    reader.opens("/projects/2/materials/new")
    places = reader.page.locator("[name^=places-]")
    for number in range(4):
        places.nth(number).fill(f"Ауыл {number}")

    reader.opens("/projects/2/materials/new")

    expect(places).to_have_count(5)
    assert [place.input_value() for place in places.all()] == ["Ауыл 0", "Ауыл 1", "Ауыл 2", "Ауыл 3", ""]
