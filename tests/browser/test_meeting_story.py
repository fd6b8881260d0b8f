"""The story of one meeting, in Kazakh: from the poll for its day, by two browsers at once, to its approved minutes."""

import pytest

from tests.browser.chapters import minutes, people, poll, project
from tests.browser.stories import begun

pytestmark = pytest.mark.real_time


def test_a_meeting_comes_from_the_poll_for_its_day_to_its_approved_minutes(story):
    people.the_first_link_makes_the_administrator_and_closes(story)
    project.the_coordinator_creates_a_project(story)
    people.one_is_invited_by_letter_and_takes_a_seat(story)
    poll.everybody_is_asked_for_a_day(story)
    poll.an_answer_is_given_without_signing_in(story)
    poll.the_choice_of_a_day_announces_the_meeting(story)
    minutes.two_write_under_different_topics(story)
    minutes.two_write_under_one_topic_and_no_word_is_lost(story)
    minutes.what_cannot_be_sent_stays_in_the_browser(story)
    minutes.who_is_there_is_ticked_off(story)
    minutes.a_decision_is_written_down_and_an_action_becomes_a_task(story)
    minutes.the_chair_approves_and_nothing_changes_any_more(story)
    minutes.the_others_get_them_by_letter(story)
    minutes.they_are_signed_on_paper(story)
    people.everybody_closes_the_browser(story)


@pytest.fixture
def story(chromium, tmp_path):
    with begun("kk", chromium, tmp_path) as story:
        yield story
