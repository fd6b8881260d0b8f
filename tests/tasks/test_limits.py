import re

from tests import make
from tests.tasks.test_board import board
from workflows.tasks import TaskState


def limit(browser, cast, **limits):
    data = {"version": cast.project.version, **limits}
    return browser.post(f"/projects/{cast.project.id}/board/limits", data=data)


def figure(page, state):
    """What stands beside the title of a column, and whether it warns."""
    head = re.search(rf'id="column-{state}">.*?</h2>', page, re.DOTALL)[0]
    return re.sub(r"<[^>]+>", "", head).split(maxsplit=2)[-1], "is-over" in head


def start(browser, cast, number):
    tasks = [make.task(cast.project, cast.member) for _task in range(number)]
    for task in tasks:
        browser.post(f"/tasks/{task.id}/place", data={"version": task.version, "trigger": "start"})
    return tasks


def test_a_column_that_holds_more_than_its_limit_warns_and_forbids_nothing(cast, as_user):
    browser = as_user(cast.coordinator)
    limit(browser, cast, doing=3)
    browser.get("/")

    start(browser, cast, 3)
    assert figure(board(browser, cast), "doing") == ("3 / 3", False)

    (fourth,) = start(browser, cast, 1)
    assert fourth.state is TaskState.DOING
    assert figure(board(browser, cast), "doing") == ("4 / 3", True)


def test_an_empty_field_takes_a_limit_away(cast, as_user):
    browser = as_user(cast.coordinator)
    limit(browser, cast, todo=5, doing=3)

    limit(browser, cast, todo="", doing=3)

    assert cast.project.board_limits == {"doing": 3}


def test_only_the_coordinator_sets_limits(cast, as_user):
    for person in (cast.member, cast.observer):
        assert limit(as_user(person), cast, doing=3).status_code == 403
        assert "board/limits" not in board(as_user(person), cast)

    assert limit(as_user(cast.outsider), cast, doing=3).status_code == 404
    assert cast.project.board_limits == {}


def test_a_limit_is_a_number_of_cards(cast, as_user):
    browser = as_user(cast.coordinator)

    for typed in ("0", "-1", "1000", "many", "9" * 40):
        assert limit(browser, cast, doing=typed).status_code == 422

    assert cast.project.board_limits == {}


def test_of_two_who_set_limits_at_once_the_second_is_told(cast, as_user):
    browser = as_user(cast.coordinator)
    drawn = cast.project.version
    limit(browser, cast, doing=3)

    answer = browser.post(f"/projects/{cast.project.id}/board/limits", data={"version": drawn, "doing": 9})

    assert answer.status_code == 409
    assert cast.project.board_limits == {"doing": 3}
