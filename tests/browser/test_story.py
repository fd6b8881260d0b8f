"""The product's story in a real browser, with real letters: an empty installation comes to its second stage.

The test is the table of contents; its chapters stand beside it. What is on the screen is looked up by its message id
in the language's catalogue; what people type is in `tales`.
"""

import pytest

from tests.browser.chapters import meetings, people, project, work
from tests.browser.stories import begun
from tests.browser.tales import TALES

pytestmark = pytest.mark.real_time


def test_a_library_takes_its_project_from_the_first_stage_to_the_second(story):
    people.the_first_link_makes_the_administrator_and_closes(story)
    project.the_coordinator_creates_a_project(story)
    people.people_are_invited_by_letter_and_take_their_seats(story)
    people.the_eleventh_is_refused(story)
    work.tasks_are_written_and_given_out(story)
    work.cards_move_by_mouse_by_keyboard_and_by_form(story)
    work.a_material_is_collected_returned_and_accepted(story)
    meetings.a_meeting_is_announced_answered_and_moved(story)
    meetings.the_meeting_is_held_and_written_up(story)
    work.the_rest_of_the_work_is_done(story)
    project.the_coordinator_decides_at_the_gate(story)
    project.the_journal_tells_it_all(story)
    project.the_letters_can_be_read_without_their_secrets(story)
    work.a_small_picture_has_been_made(story)
    people.people_sign_in_by_password_and_by_link(story)
    people.who_leaves_keeps_their_name(story)
    people.everybody_closes_the_browser(story)


@pytest.fixture(params=TALES)
def story(request, chromium, tmp_path):
    with begun(request.param, chromium, tmp_path) as story:
        yield story
