"""The register of decisions: found by their words, each with what follows from it and whether it is done."""

import pytest

from app.meetings.minutes.actions import settle
from app.meetings.models import AgendaItem
from tests import make
from workflows.meetings import MeetingState, OutcomeKind
from workflows.tasks import TaskState


@pytest.fixture
def meeting(cast):
    made = make.meeting(cast.project, cast.coordinator, state=MeetingState.HELD)
    for position, title in enumerate(("Newspapers", "Seats"), 1):
        make.save(AgendaItem(meeting=made, project_id=made.project_id, position=position, title=title))
    return made


@pytest.fixture
def register(cast, as_user):
    def read(query=""):
        return as_user(cast.member).get(f"/projects/{cast.project.id}/decisions{query}").text

    return read


def decide(cast, meeting, text, topic=0, nature=OutcomeKind.DECISION, **facts):
    item = meeting.agenda[topic]
    return make.save(settle(meeting, actor=cast.coordinator, nature=nature, text=text, agenda_item_id=item.id, **facts))


def test_a_decision_stands_with_the_actions_of_its_topic_and_their_state(cast, meeting, register):
    decide(cast, meeting, "Branches take part")
    decide(cast, meeting, "Seats are filled by May", topic=1)
    action = decide(cast, meeting, "Ask branch 8", nature=OutcomeKind.ACTION, person=cast.member)
    before = register()
    action.task.state = TaskState.DONE
    make.save(action.task)

    seats, branches = register().split("data-row")[1:]

    assert "To do" in before
    assert "Ask branch 8" in branches
    assert "Done" in branches
    assert "Ask branch 8" not in seats


def test_decisions_are_found_by_their_words_however_they_are_spelled(cast, meeting, register):
    decide(cast, meeting, "Қостанай газеттері қаралсын")
    decide(cast, meeting, "Seats are filled by May")

    found = register("?words=костанай")

    assert "Қостанай газеттері қаралсын" in found
    assert "Seats are filled by May" not in found
    assert "No decision holds these words." in register("?words=музей")


def test_a_long_register_is_read_page_by_page(cast, meeting, register):
    for n in range(51):
        decide(cast, meeting, f"Decision {n}")

    first = register()
    before = first.partition("?before=")[2].partition('"')[0]

    assert first.count("data-row") == 50
    assert register(f"?before={before}").count("data-row") == 1
