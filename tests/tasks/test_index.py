import re
from datetime import date, timedelta

import pytest

from tests import make
from workflows.tasks import TaskState


def titles(page):
    return re.findall(r'<a href="/tasks/\d+">([^<]+)</a>', page.text)


def address(cast, query=""):
    return f"/projects/{cast.project.id}/tasks?{query}"


def test_tasks_stand_by_due_day_and_those_without_one_last(cast, as_user):
    make.task(cast.project, title="Some day")
    make.task(cast.project, title="In April", due=date(2026, 4, 1))
    make.task(cast.project, title="In March", due=date(2026, 3, 10))

    assert titles(as_user(cast.observer).get(address(cast))) == ["In March", "In April", "Some day"]


def test_what_is_done_is_shown_only_when_asked_for(cast, as_user):
    make.task(cast.project, title="Open")
    make.task(cast.project, title="Finished", state=TaskState.DONE)
    browser = as_user(cast.member)

    assert titles(browser.get(address(cast))) == ["Open"]
    assert titles(browser.get(address(cast, "state=DONE"))) == ["Finished"]
    assert titles(browser.get(address(cast, "state=all"))) == ["Open", "Finished"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("due=late", ["Late"]),
        ("due=today", ["Today"]),
        ("due=week", ["Today", "Friday"]),
        ("due=month", ["Today", "Friday"]),
        ("words=фрид", []),
        ("words=ТОДАY", []),
        ("words=late", ["Late"]),
        ("state=NONSENSE&stage=abc&person=9999&due=never", ["Late", "Today", "Friday", "Next year"]),
    ],
)
def test_the_list_is_filtered_by_the_address(cast, as_user, query, found):
    browser = as_user(cast.member)
    for title, due in (
        ("Late", "2026-03-01"),
        ("Today", "2026-03-02"),
        ("Friday", "2026-03-06"),
        ("Next year", "2027-01-01"),
    ):
        data = {"title": title, "due": due, "priority": "NORMAL", "stage_id": cast.project.plan.stage.id}
        assert browser.post(f"/projects/{cast.project.id}/tasks/new", data=data).status_code == 303
    browser.get("/keys")

    assert titles(browser.get(address(cast, query))) == found


def test_one_persons_tasks_and_one_stages_tasks(cast, as_user):
    later = cast.project.plan.stages[1]
    make.task(cast.project, cast.member, title="Theirs")
    make.task(cast.project, cast.coordinator, title="Mine", stage_id=later.id)
    browser = as_user(cast.coordinator)

    assert titles(browser.get(address(cast, f"person={cast.coordinator.id}"))) == ["Mine"]
    assert titles(browser.get(address(cast, f"stage={later.id}"))) == ["Mine"]


def test_pages_of_the_list_neither_skip_nor_repeat(cast, as_user):
    for number in range(120):
        due = date(2026, 3, 3) + timedelta(days=number // 20) if number < 70 else None
        make.task(cast.project, title=f"Task {number:03}", due=due)
    browser, seen, page = as_user(cast.member), [], None

    page = browser.get(address(cast))
    seen += titles(page)
    while further := re.search(r'rel="next" href="([^"]+)"', page.text):
        page = browser.get(further[1].replace("&amp;", "&"))
        seen += titles(page)

    assert seen == [f"Task {number:03}" for number in range(120)]


def test_the_number_of_statements_does_not_grow_with_the_list(cast, as_user, queries):
    browser, list_address = as_user(cast.member), address(cast)
    counted = []
    for number in (3, 27):
        for _task in range(number):
            make.task(cast.project, cast.member, cast.coordinator, due=date(2026, 3, 9))
        with queries() as seen:
            browser.get(list_address)
        counted.append(len([statement for statement in seen if statement.startswith(("SELECT", "WITH"))]))

    assert counted[0] == counted[1] <= 8


def test_other_projects_tasks_stay_out(cast, as_user):
    other = make.project(cast.coordinator, title="Another")
    make.task(other, title="Elsewhere")

    assert titles(as_user(cast.coordinator).get(address(cast))) == []


def test_an_empty_list_says_what_to_do_next(cast, as_user):
    page = as_user(cast.member).get(address(cast))

    assert "Write down what has to be done in this stage, and who does it." in page.text
    assert "Nothing matches this filter" in as_user(cast.member).get(address(cast, "state=DONE")).text


def test_today_and_tomorrow_stand_in_words_and_other_days_in_figures(cast, as_user):
    for day in (1, 2, 3, 4):
        make.task(cast.project, due=date(2026, 3, day))

    for query in ("", "col=due"):
        cells = re.findall(
            r"<td data-label=\"Due date\">(.*?)</td>", as_user(cast.member).get(address(cast, query)).text
        )
        words = [re.sub("<[^>]+>", "", cell).strip() for cell in cells]
        assert words == ["01.03.2026", "today", "tomorrow", "04.03.2026"]
