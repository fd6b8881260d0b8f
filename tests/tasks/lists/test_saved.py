"""Filters under a name: one's own, or shared with the project."""

import pytest

from app.db import db
from app.tasks.labels.models import Label
from app.tasks.lists.models import SavedFilter
from tests import make

QUERY = "state=DONE&sort=title"


@pytest.fixture
def filters(cast):
    return f"/projects/{cast.project.id}/tasks/filters"


def keep(browser, filters, title, **more):
    return browser.post(filters, data={"title": title, "query": QUERY, **more})


def names_seen(browser, cast):
    page = browser.get(f"/projects/{cast.project.id}/tasks").text
    return [title for title in ("Mine", "Everybody's") if title in page.replace("&#39;", "'")]


def test_a_filter_is_kept_with_its_order_and_opens_by_its_name(cast, as_user, filters):
    browser = as_user(cast.member)
    offered = browser.get(f"/projects/{cast.project.id}/tasks?{QUERY}").text

    answer = keep(browser, filters, "Mine")

    assert f"{filters}?query=state%3DDONE%26sort%3Dtitle" in offered
    assert answer.location == f"/projects/{cast.project.id}/tasks?{QUERY}"
    assert f'href="/projects/{cast.project.id}/tasks?state=DONE&amp;sort=title"' in browser.get(filters).text


def test_ones_own_is_seen_by_nobody_else_and_a_shared_one_by_all_of_the_project(cast, as_user, filters):
    keep(as_user(cast.member), filters, "Mine")
    keep(as_user(cast.member), filters, "Everybody's", is_shared="y")

    assert names_seen(as_user(cast.member), cast) == ["Mine", "Everybody's"]
    assert names_seen(as_user(cast.observer), cast) == ["Everybody's"]


def test_only_its_maker_takes_a_filter_away_and_the_coordinator_a_shared_one(cast, as_user, filters):
    keep(as_user(cast.member), filters, "Mine")
    keep(as_user(cast.member), filters, "Everybody's", is_shared="y")
    own, shared = db.session.scalars(db.select(SavedFilter.id).order_by(SavedFilter.id))

    codes = [as_user(person).post(f"/filters/{id}/delete").status_code for person, id in (
        (cast.coordinator, own), (cast.observer, shared), (cast.outsider, shared),
        (cast.coordinator, shared), (cast.member, own), (cast.member, own),
    )]  # fmt: skip

    assert codes == [404, 404, 404, 303, 303, 404]
    assert names_seen(as_user(cast.member), cast) == []


def test_an_observer_keeps_filters_but_shares_none(cast, as_user, filters):
    browser = as_user(cast.observer)

    assert keep(browser, filters, "Mine").status_code == 303
    assert keep(browser, filters, "Everybody's", is_shared="y").status_code == 422
    assert keep(browser, filters, "").status_code == 422
    assert names_seen(browser, cast) == ["Mine"]


def test_a_label_is_a_condition_of_the_list(cast, as_user):
    label = make.save(Label(project_id=cast.project.id, name="Poems", folded="poems"))
    make.task(cast.project, title="With it", labels=[label])
    make.task(cast.project, title="Without it")

    page = as_user(cast.member).get(f"/projects/{cast.project.id}/tasks?label={label.id}").text

    assert ("With it" in page, "Without it" in page) == (True, False)
