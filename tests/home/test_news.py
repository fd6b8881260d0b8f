"""What others changed in my things since I looked; what was returned to me."""

import re

from app.db import db
from app.notifications.noticing import take_notice
from tests import make
from tests.home.test_index import section
from tests.tasks.posts import form
from workflows.materials import MaterialState

CHANGED = "Changed since I looked"


def news(browser):
    """The lines of the card, as text, once the minute has passed."""
    take_notice()
    lines = re.findall(r'<div class="line-text">(.*?)<p', section(browser.get("/"), CHANGED), re.S)
    return [re.sub(r"<[^>]+>", "", line).replace("\xa0", " ") for line in lines]


def looks(browser, last=None):
    if last is None:
        last = re.search(r'formaction="/looked" name="last" value="(\d+)"', browser.get("/").text)[1]
    return browser.post("/looked", data={"last": last})


def rename(browser, task, title):
    project = task.project
    return form(
        browser, f"/tasks/{task.id}/edit", project, title=title, version=task.version, assignee_ids=task.assignee_ids
    )


def test_what_others_change_in_my_things_is_told_until_i_have_seen_it(cast, as_user):
    task = make.task(cast.project, cast.member)
    me, other = as_user(cast.member), as_user(cast.coordinator)
    assert CHANGED not in me.get("/").text

    rename(other, task, "Read it all")
    assert news(me) == ["Сейтова А. changed the task “Read it all”"]

    looks(me)
    assert CHANGED not in me.get("/").text

    rename(other, task, "Read half")
    assert news(me) == ["Сейтова А. changed the task “Read half”"]


def test_what_comes_while_i_look_is_not_taken_for_seen(cast, as_user):
    task = make.task(cast.project, cast.member)
    me, other = as_user(cast.member), as_user(cast.coordinator)
    rename(other, task, "First")
    take_notice()
    last = re.search(r'name="last" value="(\d+)"', me.get("/").text)[1]
    rename(other, task, "Second")

    looks(me, last)

    assert news(me) == ["Сейтова А. changed the task “Second”"]


def test_my_own_doing_is_no_news_to_me(cast, as_user):
    task = make.task(cast.project, cast.member)
    me = as_user(cast.member)

    rename(me, task, "Renamed")
    take_notice()

    assert CHANGED not in me.get("/").text


def test_others_things_and_others_projects_are_no_news(cast, as_user):
    theirs = make.task(cast.project, cast.coordinator)
    mine_once = make.task(cast.project, cast.outsider)
    other = as_user(cast.coordinator)
    rename(other, theirs, "Theirs")
    other.post(f"/tasks/{mine_once.id}/start", data={"version": mine_once.version})
    take_notice()

    assert CHANGED not in as_user(cast.member).get("/").text
    assert CHANGED not in as_user(cast.outsider).get("/").text


def test_a_meeting_that_i_am_invited_to_is_mine(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)

    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/cancel", data={"version": meeting.version})

    assert len(news(as_user(cast.member))) == 1
    assert news(as_user(cast.observer)) == []


def test_what_is_thrown_away_is_told_without_a_link_to_it(cast, as_user):
    task = make.task(cast.project, cast.member)
    as_user(cast.coordinator).post(f"/tasks/{task.id}/delete", data={"version": task.version})

    take_notice()
    card = section(as_user(cast.member).get("/"), CHANGED)

    assert "threw the task" in card
    assert f'href="/tasks/{task.id}"' not in card


def test_nonsense_is_not_taken_for_a_look(cast, as_user):
    browser = as_user(cast.member)

    for typed in ("", "x", "-1", "99999999999"):
        assert browser.post("/looked", data={"last": typed}).status_code == 400


def test_a_material_returned_to_its_collector_waits_for_them_alone(cast, as_user):
    make.material(cast.project, cast.member, title="Returned photograph", state=MaterialState.RETURNED)
    make.material(cast.project, cast.member, title="Draft", state=MaterialState.DRAFT)

    card = section(as_user(cast.member).get("/"), "Returned to me")

    assert "Returned photograph" in card
    assert "Draft" not in card
    assert "Returned to me" not in as_user(cast.coordinator).get("/").text


def test_who_has_left_one_of_their_projects_hears_no_more_of_it(cast, as_user):
    make.project(cast.outsider, members=[cast.member])
    task = make.task(cast.project, cast.member)
    rename(as_user(cast.coordinator), task, "Read it all")
    take_notice()
    assert len(news(as_user(cast.member))) == 1

    held = next(held for held in cast.member.memberships if held.seat.project_id == cast.project.id)
    held.left_at = cast.project.created_at
    db.session.commit()

    assert CHANGED not in as_user(cast.member).get("/").text


def test_news_cost_no_statement_of_their_own(cast, as_user, queries):
    for _task in range(12):
        rename(as_user(cast.coordinator), make.task(cast.project, cast.member), "Read it all")
        make.task(cast.project, cast.member, cast.coordinator, due=cast.project.starts_on)
    me = as_user(cast.member)
    with queries() as before:
        me.get("/")
    take_notice()
    db.session.commit()

    with queries() as after:
        page = me.get("/").text

    assert CHANGED in page
    assert len(after) == len(before)
