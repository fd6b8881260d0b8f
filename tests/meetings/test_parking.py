"""The parking place: the group parks topics, a meeting that is prepared takes them, what is left goes back."""

from datetime import timedelta

import pytest

from app.db import db
from app.journal.models import Entry
from app.meetings.minutes.models import Minutes, Outcome
from app.meetings.models import AgendaItem
from app.meetings.parking.models import ParkedTopic
from app.meetings.things.models import TopicThing
from tests import make
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState, OutcomeKind


@pytest.fixture
def place(cast):
    return f"/projects/{cast.project.id}/parking"


@pytest.fixture
def meeting(cast):
    return with_topics(make.meeting(cast.project, cast.coordinator, cast.member), "Seats", "Newspapers")


@pytest.fixture
def next_meeting(cast, meeting):
    starts = meeting.starts_wall + timedelta(days=7)
    return make.meeting(cast.project, cast.member, starts=starts, state=MeetingState.DRAFT, announced_at=None)


@pytest.fixture
def held(meeting, clock):
    clock.move_to(meeting.starts_at + timedelta(hours=2))
    meeting.state = MeetingState.HELD
    return make.save(meeting)


def with_topics(meeting, *titles):
    for position, title in enumerate(titles, 1):
        make.save(AgendaItem(meeting=meeting, project_id=meeting.project_id, position=position, title=title))
    return meeting


def topics():
    db.session.expire_all()
    return db.session.scalars(db.select(ParkedTopic).order_by(ParkedTopic.id)).all()


def park(browser, meeting, title="The theatre's archive"):
    browser.post(f"/meetings/{meeting.id}/park", data={"title": title})
    return topics()[-1]


def test_anybody_of_the_group_parks_a_topic_and_it_remembers_who_and_where(cast, as_user, meeting, place):
    browser = as_user(cast.member)

    browser.post(place, data={"title": "Interviews with miners"})
    topic = park(browser, meeting)
    refused = as_user(cast.observer).post(place, data={"title": "May I?"})

    shown = as_user(cast.observer).get(place).text
    assert "Interviews with miners" in shown
    assert cast.member.short_name in shown
    assert f'href="/meetings/{meeting.id}"' in shown
    assert (topic.parked_by_id, topic.from_meeting_id) == (cast.member.id, meeting.id)
    assert refused.status_code == 403
    assert len(topics()) == 2


def test_a_meeting_that_is_prepared_is_offered_what_waits_and_one_click_takes_it(cast, as_user, meeting, next_meeting):
    topic, browser = park(as_user(cast.member), meeting), as_user(cast.coordinator)
    offer = f"/meetings/{next_meeting.id}/take/{topic.id}"
    version = next_meeting.version

    offered = browser.get(f"/meetings/{next_meeting.id}").text
    to_a_member = as_user(cast.member).get(f"/meetings/{next_meeting.id}").text
    browser.post(offer)

    assert offer in offered
    assert offer not in to_a_member
    assert [item.title for item in next_meeting.agenda] == ["The theatre's archive"]
    assert next_meeting.version > version
    assert not topics()[0].is_waiting
    assert db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()[-1] == "meeting/take"


def test_of_two_meetings_the_first_takes_the_topic_and_the_second_is_refused(cast, as_user, meeting, next_meeting):
    topic, browser = park(as_user(cast.member), meeting), as_user(cast.coordinator)

    for taker in (next_meeting, meeting):
        page = browser.post(f"/meetings/{taker.id}/take/{topic.id}", follow_redirects=True)

    assert "This topic waits no longer" in page.text
    assert [len(taker.agenda) for taker in (meeting, next_meeting)] == [2, 1]


def test_a_topic_taken_off_the_agenda_again_waits_as_before(cast, as_user, meeting, next_meeting):
    topic, browser = park(as_user(cast.member), meeting), as_user(cast.coordinator)
    browser.post(f"/meetings/{next_meeting.id}/take/{topic.id}")

    browser.post(f"/meetings/{next_meeting.id}/edit", data=drawn(next_meeting, **{"agenda-0-title": ""}))

    assert topics()[0].is_waiting


def test_what_the_meeting_did_not_come_to_goes_back_with_what_it_is_about(cast, as_user, held, next_meeting, place):
    browser = as_user(cast.coordinator)
    facts = {"project_id": held.project_id, "meeting_id": held.id, "created_at": held.created_at}
    make.save(Outcome(nature=OutcomeKind.DECISION, text="Ask", agenda_item_id=held.agenda[0].id, **facts))
    task = make.task(cast.project)
    make.save(TopicThing(item_id=held.agenda[1].id, subject_type="task", subject_id=task.id, words=task.title))

    offered = browser.get(f"/meetings/{held.id}").text
    for _click in range(2):
        browser.post(f"/meetings/{held.id}/park-the-rest")
    left = browser.get(f"/meetings/{held.id}").text
    [topic] = topics()
    browser.post(f"/meetings/{next_meeting.id}/take/{topic.id}")

    assert "Not dealt with: Newspapers" in offered
    assert "Not dealt with" not in left
    assert "Left for another meeting" in left
    assert (topic.title, topic.from_meeting_id, topic.parked_by_id) == ("Newspapers", held.id, cast.coordinator.id)
    assert [(row.subject_type, row.subject_id) for row in next_meeting.agenda[0].things] == [("task", task.id)]


def test_only_the_coordinator_puts_all_of_it_back(cast, as_user, held):
    answer = as_user(cast.member).post(f"/meetings/{held.id}/park-the-rest")

    assert answer.status_code == 403
    assert topics() == []


def test_a_topic_is_put_back_from_the_screen_of_the_meeting_and_the_minutes_say_so(cast, as_user, meeting, clock):
    clock.move_to(meeting.starts_at + timedelta(minutes=1))
    browser, item = as_user(cast.member), meeting.agenda[1]
    way = f"/meetings/{meeting.id}/during/{item.id}/park"

    offered = browser.get(f"/meetings/{meeting.id}/during").text
    answer = browser.post(way)
    shown = browser.get(f"/meetings/{meeting.id}/during").text
    make.save(Minutes(project_id=meeting.project_id, meeting_id=meeting.id, text="We met."))
    minutes = browser.get(f"/meetings/{meeting.id}/minutes/formal?in=en").text

    assert way in offered
    assert answer.location.endswith(f"#topic-{item.id}")
    assert way not in shown
    assert topics()[0].from_item_id == item.id
    assert minutes.count("Left for another meeting.") == 1


def test_topics_stay_on_the_agenda_until_the_meeting_has_begun(cast, as_user, meeting):
    page = as_user(cast.member).post(
        f"/meetings/{meeting.id}/during/{meeting.agenda[0].id}/park", follow_redirects=True
    )

    assert "Topics go to the parking place once the meeting has begun or was cancelled." in page.text
    assert topics() == []


def test_the_topics_of_a_cancelled_meeting_can_wait_for_the_next_of_its_series(cast, as_user, meeting, next_meeting):
    series = make.series(cast.project, cast.coordinator)
    meeting.series_id = next_meeting.series_id = series.id
    meeting.state = MeetingState.CANCELLED
    db.session.commit()
    browser = as_user(cast.coordinator)

    browser.post(f"/meetings/{meeting.id}/park-the-rest")
    for topic in topics():
        browser.post(f"/meetings/{next_meeting.id}/take/{topic.id}")

    assert [item.title for item in next_meeting.agenda] == ["Seats", "Newspapers"]


def test_taken_back_by_the_meeting_it_came_from_a_topic_does_not_stand_there_twice(cast, as_user, meeting):
    browser = as_user(cast.coordinator)
    meeting.state = MeetingState.CANCELLED
    db.session.commit()
    browser.post(f"/meetings/{meeting.id}/park-the-rest")
    browser.post(f"/meetings/{meeting.id}/reopen", data={"version": meeting.version})

    browser.post(f"/meetings/{meeting.id}/take/{topics()[0].id}")

    assert [item.title for item in meeting.agenda] == ["Seats", "Newspapers"]
    assert [topic.title for topic in topics()] == ["Newspapers"]


def test_whoever_parked_a_topic_takes_it_away_and_nobody_else_but_the_coordinator(cast, as_user, meeting):
    topic = park(as_user(cast.coordinator), meeting)
    page = as_user(cast.member).post(f"/parking/{topic.id}/drop", follow_redirects=True)
    is_kept = topics()[0].is_waiting

    as_user(cast.coordinator).post(f"/parking/{topic.id}/drop")

    assert "Only whoever parked the topic or the coordinator can do this." in page.text
    assert is_kept
    assert not topics()[0].is_waiting


def test_a_topic_of_another_project_is_not_found(cast, as_user, next_meeting, meeting):
    foreign = make.meeting(make.project(cast.outsider, members=[cast.coordinator]), cast.outsider)
    topic = park(as_user(cast.outsider), foreign)

    answer = as_user(cast.coordinator).post(f"/meetings/{next_meeting.id}/take/{topic.id}")

    assert answer.status_code == 404
    assert next_meeting.agenda == []
