"""What topics are about: tasks, materials and the gate, chosen in the agenda's form and shown from both sides."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from app import clock as clocks
from app.db import db
from app.meetings.minutes.models import Minutes
from app.meetings.models import AgendaItem, Meeting
from app.meetings.things.models import TopicThing
from app.tasks.purging import purge_tasks
from app.text import index
from tests import make
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState, MinutesState


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def meeting(cast):
    made = make.meeting(cast.project, cast.coordinator, cast.member)
    make.save(AgendaItem(meeting=made, project_id=made.project_id, position=1, title="Newspapers"))
    return made


def edit(browser, meeting, *keys, **changes):
    data = drawn(meeting, **{"agenda-0-about": list(keys), **changes})
    return browser.post(f"/meetings/{meeting.id}/edit", data=data)


def gate_of(project):
    return f"stage {project.plan.stage.id}"


def about(meeting):
    """The topic is about these, beside the row that the database keeps of it."""
    db.session.expire_all()
    return [(row.subject_type, row.subject_id) for row in meeting.agenda[0].things]


def test_tasks_and_materials_are_found_by_their_words_in_the_form_and_nothing_is_saved_by_looking(
    cast, browser, meeting
):
    task = make.task(cast.project, title="Read the newspapers of 1975")
    material = make.material(cast.project, cast.member, title="Newspapers of 1976")
    for thing in (task, material):
        index(thing, thing.title_for_journal)
    db.session.commit()

    page = edit(browser, meeting, **{"title": "Typed anew", "look": "1", "agenda-0-words": "newspap"})

    assert f'value="task {task.id}"' in page.text
    assert f'value="material {material.id}"' in page.text
    assert f'value="{gate_of(cast.project)}"' in page.text
    assert "Typed anew" in page.text
    assert meeting.title == "Working meeting"


def test_what_a_topic_is_about_stands_on_the_meetings_pages_and_the_meeting_on_theirs(cast, as_user, browser, meeting):
    task, material = make.task(cast.project), make.material(cast.project, cast.member)

    edit(browser, meeting, f"task {task.id}", f"material {material.id}", gate_of(cast.project))

    reader = as_user(cast.observer)
    for page in (f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/during"):
        shown = reader.get(page).text
        for words in (f'"/tasks/{task.id}"', f'"/materials/{material.id}"', "Decision on the gate:"):
            assert words in shown
    for page in (f"/tasks/{task.id}", f"/tasks/about/material/{material.id}", f"/materials/{material.id}"):
        shown = reader.get(page).text
        assert "On the agenda of" in shown
        assert f'href="/meetings/{meeting.id}"' in shown


@pytest.mark.parametrize("kind", ["task", "material", "stage"])
def test_a_thing_of_another_project_is_refused_with_a_sentence(cast, browser, meeting, kind):
    foreign = make.project(cast.outsider)
    made = {
        "task": lambda: make.task(foreign),
        "material": lambda: make.material(foreign, cast.outsider),
        "stage": lambda: foreign.plan.stage,
    }[kind]()

    page = edit(browser, meeting, f"{kind} {made.id}", title="Typed anew")

    assert page.status_code == 422
    assert "Choose tasks, materials and stages of this project that are still there." in page.text
    assert "Typed anew" in page.text
    assert about(meeting) == []


def test_what_was_thrown_away_is_shown_no_more_and_what_is_gone_for_good_leaves_its_title(cast, browser, meeting):
    task = make.task(cast.project, title="Ask the theatre")
    edit(browser, meeting, f"task {task.id}")

    task.deleted_at = clocks.now()
    db.session.commit()
    shown = browser.get(f"/meetings/{meeting.id}").text
    purge_tasks([task.id])
    db.session.commit()

    assert task.title not in shown
    assert about(meeting) == [("task", None)]
    assert db.session.scalars(db.select(TopicThing.words)).all() == ["Ask the theatre"]


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED])
def test_a_meeting_that_is_not_announced_or_was_cancelled_is_not_named_at_the_task(cast, browser, state):
    meeting = make.meeting(cast.project, cast.member, title="Behind the curtain", state=state)
    item = make.save(AgendaItem(meeting=meeting, project_id=meeting.project_id, position=1, title="Newspapers"))
    task = make.task(cast.project)
    make.save(TopicThing(item_id=item.id, subject_type="task", subject_id=task.id, words=task.title))

    assert "Behind the curtain" not in browser.get(f"/tasks/{task.id}").text


def test_the_minutes_say_what_a_topic_was_about_although_the_task_is_called_otherwise_since(
    cast, browser, meeting, clock
):
    task = make.task(cast.project)
    edit(browser, meeting, f"task {task.id}", gate_of(cast.project))
    task.title = "Something else"
    make.save(Minutes(meeting=meeting, project_id=meeting.project_id, text="We met.", state=MinutesState.APPROVED))

    page = browser.get(f"/meetings/{meeting.id}/minutes/formal?in=en").text
    paper = browser.get(f"/meetings/{meeting.id}/minutes.docx?in=en").data
    pdf = browser.get(f"/meetings/{meeting.id}/minutes.pdf?in=en")

    said = [line.text for line in Document(BytesIO(paper)).paragraphs]
    for words in ("Task: Read the newspapers of 1975", f"Decision on the gate: {cast.project.plan.stage.title}"):
        assert words in page
        assert words in said
    assert pdf.data.startswith(b"%PDF")


def test_the_invitation_names_them_for_people_of_the_project_and_not_for_guests(cast, browser, post_office):
    task = make.task(cast.project)
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT, announced_at=None)
    make.save(AgendaItem(meeting=meeting, project_id=meeting.project_id, position=1, title="Newspapers"))
    edit(browser, meeting, f"task {task.id}", guests="Марат Әлиев <marat@museum.kz>")

    browser.post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})

    said = {letter["To"].addresses[0].addr_spec: body(letter) for letter in post_office()}
    assert f"Task: {task.title}" in said[cast.member.email]
    assert task.title not in said["marat@museum.kz"]


def body(letter):
    return letter.get_body(("plain",)).get_content()


def test_a_change_of_all_that_follow_leaves_what_their_topics_are_about(cast, browser, meeting):
    series = make.series(cast.project, cast.coordinator)
    task = make.task(cast.project)
    later = make.meeting(cast.project, cast.member, starts=meeting.starts_wall + timedelta(days=7), series_id=series.id)
    make.save(AgendaItem(meeting=later, project_id=later.project_id, position=1, title="Newspapers"))
    edit(browser, later, f"task {task.id}")
    meeting.series_id = series.id
    db.session.commit()

    edit(browser, meeting, place="Branch 8", scope="following")

    assert db.session.get(Meeting, later.id).place == "Branch 8"
    assert about(later) == [("task", task.id)]


def test_a_topic_that_is_taken_off_takes_what_it_is_about_with_it(cast, browser, meeting):
    edit(browser, meeting, gate_of(cast.project))

    edit(browser, meeting, **{"agenda-0-title": ""})

    assert db.session.scalars(db.select(TopicThing)).all() == []
