import pytest

from app.db import db
from app.journal.models import Entry
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Event, Person, Place
from app.tasks.ties.models import dependency, task_link
from app.text import index
from tests import make
from tests.tasks.posts import undo_in
from workflows.meetings import MeetingState
from workflows.tasks import TaskState


def tie(browser, task, how, is_on=1, **fields):
    return browser.post(f"/tasks/{task.id}/ties/{how}", data={"is_on": is_on, **fields}, follow_redirects=True)


def waits(task, blocker):
    make.db.session.execute(dependency.insert().values(blocker_id=blocker.id, blocked_id=task.id))
    db.session.commit()


def pairs():
    return {(row.blocker_id, row.blocked_id) for row in db.session.execute(db.select(dependency))}


def links():
    return [tuple(row) for row in db.session.execute(db.select(task_link))]


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()


def test_a_task_says_what_must_be_done_first_and_what_waits_for_it(cast, as_user):
    scan, describe = make.task(cast.project, title="Scan"), make.task(cast.project, title="Describe")
    browser = as_user(cast.member)

    page = tie(browser, describe, "after", id=scan.id).text

    assert pairs() == {(scan.id, describe.id)}
    assert "This task waits for others that are not done yet:" in page
    assert "Scan" in page
    other = browser.get(f"/tasks/{scan.id}").text
    assert "Waits for this task" in other
    assert f'href="/tasks/{describe.id}">Describe' in other
    assert "waits for others" not in other
    assert kinds_written() == ["task/block"]


def test_waiting_is_a_warning_that_forbids_nothing(cast, as_user):
    scan, describe = make.task(cast.project), make.task(cast.project, cast.member, title="Describe")
    waits(describe, scan)

    as_user(cast.member).post(f"/tasks/{describe.id}/start", data={"version": describe.version})

    assert describe.state is TaskState.DOING


def test_what_is_done_is_waited_for_no_more(cast, as_user):
    scan, describe = make.task(cast.project, state=TaskState.DONE), make.task(cast.project)
    waits(describe, scan)

    page = as_user(cast.member).get(f"/tasks/{describe.id}").text

    assert "waits for others" not in page
    assert "To be done first" in page


def test_a_circle_is_refused_and_shown(cast, as_user):
    first, second, third = (make.task(cast.project, title=title) for title in ("Scan", "Describe", "Print"))
    waits(second, first)
    waits(third, second)

    page = tie(as_user(cast.member), first, "after", id=third.id).text

    assert "wait for each other in a circle: “Scan” → “Describe” → “Print” → “Scan”" in page
    assert pairs() == {(first.id, second.id), (second.id, third.id)}


def test_a_task_does_not_wait_for_itself(cast, as_user):
    task = make.task(cast.project, title="Scan")

    page = tie(as_user(cast.member), task, "before", id=task.id).text

    assert "“Scan” → “Scan”" in page
    assert pairs() == set()


def test_a_tie_taken_back_comes_again_by_undo(cast, as_user):
    scan, describe = make.task(cast.project, title="Scan"), make.task(cast.project, title="Describe")
    waits(describe, scan)
    browser = as_user(cast.member)

    page = tie(browser, scan, "before", is_on=0, id=describe.id).text
    without = pairs()
    browser.post(undo_in(page))

    assert without == set()
    assert pairs() == {(scan.id, describe.id)}
    assert kinds_written() == ["task/unblock", "task/block"]


def thing(cast, kind):
    if kind in ("person", "event", "place"):
        model = {"person": Person, "event": Event, "place": Place}[kind]
        return make.save(introduce(model, cast.project, "Museum"))
    maker = {"material": make.material, "meeting": make.meeting}[kind]
    return maker(cast.project, cast.member, title="Museum")


PAGES = {"person": "/persons", "event": "/events", "place": "/places", "material": "/materials", "meeting": "/meetings"}


@pytest.mark.parametrize("kind", PAGES)
def test_a_task_and_what_it_is_about_lead_to_each_other(cast, as_user, kind):
    task, about = make.task(cast.project, title="Ask there"), thing(cast, kind)
    browser = as_user(cast.member)

    page = tie(browser, task, "about", kind=kind, id=about.id).text
    of_thing = browser.get(f"/tasks/about/{kind}/{about.id}").text

    assert f'href="{PAGES[kind]}/{about.id}">Museum' in page
    assert f"/tasks/about/{kind}/{about.id}" in browser.get(f"{PAGES[kind]}/{about.id}").text
    assert f'href="/tasks/{task.id}">Ask there' in of_thing

    page = tie(browser, task, "about", is_on=0, kind=kind, id=about.id).text
    without = links()
    browser.post(undo_in(page))

    assert without == []
    assert links() == [(task.id, kind, about.id)]


def test_what_can_be_tied_is_found_by_its_words(cast, as_user):
    task = make.task(cast.project, title="Ask the museum")
    other, person = make.task(cast.project, title="Write to the museum"), thing(cast, "person")
    for one, words in ((task, task.title), (other, other.title), (person, "Museum")):
        index(one, words)
    db.session.commit()

    page = as_user(cast.member).get(f"/tasks/{task.id}/ties?words=muse").text

    assert f'href="/tasks/{other.id}">Write to the museum' in page
    assert f'href="/persons/{person.id}">Museum' in page
    assert f'href="/tasks/{task.id}">Ask' not in page


def test_nothing_of_another_project_can_be_tied(cast, as_user):
    task, elsewhere = make.task(cast.project), make.project(cast.coordinator, title="Elsewhere")
    other, material = make.task(elsewhere), make.material(elsewhere, cast.coordinator)
    draft = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    browser = as_user(cast.coordinator)

    answers = [
        tie(browser, task, "after", id=other.id),
        tie(browser, task, "before", id="x"),
        tie(browser, task, "about", kind="material", id=material.id),
        tie(browser, task, "about", kind="meeting", id=draft.id),
        tie(browser, task, "about", kind="user", id=cast.member.id),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert pairs() == set()
    assert links() == []


def test_observers_see_ties_and_make_none(cast, as_user):
    scan, describe = make.task(cast.project, title="Scan"), make.task(cast.project, title="Describe")
    waits(describe, scan)
    browser = as_user(cast.observer)

    page = browser.get(f"/tasks/{describe.id}").text

    assert "To be done first" in page
    assert "/ties" not in page
    assert browser.get(f"/tasks/{describe.id}/ties").status_code == 403
    assert tie(browser, describe, "after", id=scan.id).status_code == 403


def test_outsiders_find_no_ties(cast, as_user):
    material, task = make.material(cast.project, cast.member), make.task(cast.project)
    browser = as_user(cast.outsider)

    assert browser.get(f"/tasks/about/material/{material.id}").status_code == 404
    assert browser.get("/tasks/about/user/1").status_code == 404
    assert browser.get(f"/tasks/{task.id}/ties").status_code == 404
    assert tie(browser, task, "after", id=task.id).status_code == 404
