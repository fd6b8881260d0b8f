"""The line as a page: read, shown with its pieces, and written once these were seen."""

import re

import pytest

from app.db import db
from app.outbox.models import Letter
from app.tasks.labels.models import Label
from app.tasks.models import Priority, Task
from tests import make
from tests.tasks.posts import newest, tallied

LINE = "Read the newspapers завтра @дәу !high %collecting #poems"


@pytest.fixture(autouse=True)
def _label(cast):
    make.save(Label(project_id=cast.project.id, name="Poems", folded="poems"))


def tokens(page):
    return re.findall(r'name="keep" value="([^"]+)"', page)


def ticked(page):
    return re.findall(r'name="keep" value="([^"]+)" checked', page)


def send(browser, project, line, **more):
    return browser.post("/quick", data={"project_id": project.id, "line": line, **more})


def test_a_plain_line_is_written_at_once_in_the_present_stage(cast, as_user):
    answer = send(as_user(cast.member), cast.project, "Ask the museum", next=f"/projects/{cast.project.id}/board")

    task = newest()
    assert answer.location == f"/projects/{cast.project.id}/board"
    assert (task.title, task.stage_id, task.due) == ("Ask the museum", cast.project.plan.stage.id, None)
    assert tallied(cast.project) == {f"{cast.project.plan.stage.id}:TODO": 1}


def test_the_page_where_it_was_written_leads_on_to_the_task(cast, as_user):
    browser = as_user(cast.member)

    answer = send(browser, cast.project, "Ask the museum", next=f"/projects/{cast.project.id}/board")

    said = browser.get(answer.location).text.partition('class="flash')[2].partition("</p>")[0]
    assert f'<a href="/tasks/{newest().id}">Open the task</a>' in said


def test_what_was_understood_is_shown_before_anything_is_written(cast, as_user):
    page = send(as_user(cast.coordinator), cast.project, LINE)

    assert page.status_code == 200
    assert newest() is None
    assert "Due date: 03.03.2026, Tuesday" in page.text
    assert "Assignee: Қасымов" in page.text
    assert len(ticked(page.text)) == 5


def test_the_pieces_that_stay_ticked_become_facts_of_the_task(cast, as_user):
    browser = as_user(cast.coordinator)
    page = send(browser, cast.project, LINE).text

    send(browser, cast.project, LINE, seen=LINE, keep=tokens(page))

    task = newest()
    assert (task.title, str(task.due), task.priority) == ("Read the newspapers", "2026-03-03", Priority.HIGH)
    assert task.assignees == [cast.member]
    assert task.stage_id == cast.project.plan.stages[1].id
    assert [label.name for label in task.labels] == ["Poems"]
    letters = db.session.scalars(db.select(Letter))
    assert [(letter.about, letter.user_id) for letter in letters] == [("tasks/assign", cast.member.id)]


def test_the_task_just_written_is_thrown_away_again_by_one_undo(cast, as_user):
    browser = as_user(cast.member)
    send(browser, cast.project, "Ask the museum")
    page = browser.get(f"/projects/{cast.project.id}/tasks").text

    browser.post(re.search(r'action="(/batches/[0-9a-f]{32}/take-back)"', page)[1])

    assert newest().deleted_at is not None
    assert "1 task is thrown away again." in browser.get(f"/projects/{cast.project.id}/tasks").text


def test_a_refused_piece_stays_in_the_title(cast, as_user):
    browser = as_user(cast.coordinator)
    page = send(browser, cast.project, LINE).text
    kept = [token for token in tokens(page) if not token.startswith(("day", "stage", "label"))]

    send(browser, cast.project, LINE, seen=LINE, keep=kept)

    assert newest().title == "Read the newspapers завтра %collecting #poems"
    assert newest().due is None


def test_a_line_changed_since_its_pieces_were_seen_is_shown_again_and_keeps_what_was_refused(cast, as_user):
    browser, seen = as_user(cast.coordinator), "Read завтра"

    page = send(browser, cast.project, "Read завтра !high", seen=seen)

    assert newest() is None
    assert ticked(page.text) == ["priority-12-17-HIGH"]
    assert "<b>Read завтра</b>" in page.text


def test_the_script_is_given_the_pieces_alone(cast, as_user):
    asked = {"project_id": cast.project.id, "line": LINE}

    part = as_user(cast.member).get("/quick", query_string=asked, headers={"X-Requested-With": "fetch"}).text

    assert len(ticked(part)) == 5
    assert "<html" not in part


def test_a_name_of_two_people_is_asked_about(cast, as_user, make_namesake):
    page = send(as_user(cast.coordinator), cast.project, "Write to @дәурен").text

    assert (len(tokens(page)), ticked(page)) == (2, [])


def test_a_task_can_be_followed_by_another(cast, as_user):
    browser, here = as_user(cast.member), "/projects?page=1"

    in_box = send(browser, cast.project, "First", next=here, another="here")
    on_page = send(browser, cast.project, "Second", next=here, another="page")

    assert in_box.location == "/projects?page=1#quick"
    assert on_page.location == f"/quick?project_id={cast.project.id}&next=/projects?page%3D1"


def test_a_second_click_makes_one_task(cast, as_user):
    browser = as_user(cast.member)

    answers = [send(browser, cast.project, "Ask the museum", form_key="one key") for _click in range(2)]

    assert db.session.scalar(db.select(db.func.count(Task.id))) == 1
    assert answers[0].location == answers[1].location


def test_a_line_without_a_title_and_one_too_long_come_back_as_they_were_typed(cast, as_user):
    browser = as_user(cast.member)
    day = send(browser, cast.project, "завтра").text
    bad = [{"line": "завтра", "seen": "завтра", "keep": tokens(day)}, {"line": ""}, {"line": "x" * 201},
           {"line": "y" * 301}]  # fmt: skip

    pages = [send(browser, cast.project, **fields) for fields in bad]

    assert [page.status_code for page in pages] == [422] * 4
    assert all(fields["line"] in page.text for fields, page in zip(bad, pages, strict=True))
    assert "Write in words what has to be done." in pages[0].text
    assert newest() is None


def test_a_project_that_is_not_ones_own_is_not_offered(cast, as_user):
    other = cast.project
    for person, code in ((cast.observer, 403), (cast.outsider, 403)):
        answer = send(as_user(person), other, "Mine")

        assert (answer.status_code, "Only people of the workgroup can do this." in answer.text) == (code, True)
    assert newest() is None


def test_the_way_to_the_line_stands_on_every_page_of_whoever_may_write_tasks(cast, as_user):
    project = f"/projects/{cast.project.id}"
    link = f'href="/quick?project_id={cast.project.id}"'

    assert link in as_user(cast.member).get(f"{project}/materials").text
    assert 'href="/quick"' in as_user(cast.member).get("/").text
    assert 'data-key="quick"' not in as_user(cast.observer).get(project).text
