"""The list in other orders than by due day, with other columns."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from app.db import db
from app.tasks.models import Priority, Task
from tests import make
from tests.tasks.posts import form
from workflows.tasks import TaskState

STATES = list(TaskState)


def listed(page):
    return [int(number) for number in re.findall(r'<tr data-row="edit">.*?href="/tasks/(\d+)"', page, re.DOTALL)]


def walk(browser, address):
    """The ids on all pages of the list, one after the other, as its links lead."""
    ids = []
    while address:
        page = browser.get(address).text
        ids += listed(page)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        address = further and further[1].replace("&amp;", "&")
    return ids


def many(project, n=130):
    titles = ["Әбдіров", "Ақжар", "Бөлім", "Іле", "Қостанай", "Газет"]
    for number in range(n):
        facts = {"due": date(2026, 3, 1) + timedelta(days=number % 7) if number % 3 else None}
        facts |= {"priority": list(Priority)[number % 3], "state": STATES[number % 5]}
        make.task(project, title=titles[number % 6], **facts)
    return list(db.session.scalars(db.select(Task)))


ORDERS = {
    "title": lambda task: (task.sort_kk, task.id),
    "state": lambda task: (STATES.index(task.state), task.rank, task.id),
    "priority": lambda task: (
        [Priority.HIGH, Priority.NORMAL, Priority.LOW].index(task.priority),
        task.due is None,
        task.due or date.min,
        task.id,
    ),
    "": lambda task: (task.due is None, task.due or date.min, task.id),
    "-title": lambda task: (backwards(task.sort_kk), -task.id),
    "-state": lambda task: (-STATES.index(task.state), task.rank, task.id),
    "-priority": lambda task: (
        [Priority.LOW, Priority.NORMAL, Priority.HIGH].index(task.priority),
        task.due is None,
        task.due or date.min,
        task.id,
    ),
    "-due": lambda task: (0, -task.due.toordinal(), -task.id) if task.due else (1, 0, task.id),
}


def backwards(key):
    """Bytes that sort the other way round; a shorter one comes after the longer that begins like it."""
    return [*(255 - byte for byte in key), 256]


@pytest.mark.parametrize("sort", ORDERS)
def test_every_page_of_every_order_follows_the_one_before_and_misses_no_task(cast, as_user, sort):
    tasks = many(cast.project)

    shown = walk(as_user(cast.member), f"/projects/{cast.project.id}/tasks?state=all&sort={sort}")

    assert shown == [task.id for task in sorted(tasks, key=ORDERS[sort])]


def test_a_head_sorts_by_its_column_and_turned_once_more_the_other_way_round(cast, as_user):
    make.task(cast.project)
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/tasks"

    def head(query):
        return re.search(
            r'<th scope="col"([^>]*)><a class="sort" href="([^"]+)">Task', browser.get(address + query).text
        )

    assert head("").groups() == ("", f"{address}?sort=title")
    assert head("?sort=title").groups() == (' aria-sort="ascending"', f"{address}?sort=-title")
    assert head("?sort=-title").groups() == (' aria-sort="descending"', f"{address}?sort=title")


def test_titles_stand_in_the_order_of_the_kazakh_alphabet(cast, as_user):
    browser = as_user(cast.member)
    for title in ("Ілияс", "Өлең", "Әуезов", "Жамбыл", "Абай"):
        form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project, title=title)
    abai = db.session.scalar(db.select(Task).where(Task.title == "Абай"))
    renamed = {"title": "Ыбырай", "version": abai.version}
    form(browser, f"/tasks/{abai.id}/edit", cast.project, **renamed)

    page = browser.get(f"/projects/{cast.project.id}/tasks?sort=title").text

    titles = re.findall(r'href="/tasks/\d+">([^<]+)</a>', page)
    assert titles == ["Әуезов", "Жамбыл", "Өлең", "Ыбырай", "Ілияс"]
    by_key = db.session.scalars(db.select(Task.title).order_by(Task.sort_kk))
    assert list(by_key) == titles


def test_columns_are_chosen_by_the_address_and_go_along_to_the_next_page(cast, as_user):
    many(cast.project)
    address = f"/projects/{cast.project.id}/tasks?col=priority&col=estimate&col=labels"

    page = as_user(cast.member).get(address).text
    further = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")

    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page) == ["Task", "Priority", "Labels", "Estimate"]
    assert "col=priority&col=labels&col=estimate" in urlsplit(further).query


def test_what_is_unknown_in_an_address_is_left_aside(cast, as_user):
    task = make.task(cast.project)
    bad = "?sort=colour&col=colour&after=x&label=none&pick=a&words=%25"

    answer = as_user(cast.member).get(f"/projects/{cast.project.id}/tasks{bad.replace('&words=%25', '')}")

    assert (answer.status_code, listed(answer.text)) == (200, [task.id])
    for after in ("0", "99999999999", "7.", "7.2026-99-99", "7.2026-03-01", "-1", "7.x"):
        assert (
            as_user(cast.member).get(f"/projects/{cast.project.id}/tasks?sort=title&after={after}").status_code == 200
        )
