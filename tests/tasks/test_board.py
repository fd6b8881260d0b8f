import html
import json
import re

from app.db import db
from app.tasks import rank
from app.tasks.models import Task
from tests import make
from tests.tasks.posts import tallied
from workflows.tasks import TaskState

BY_SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}


def board(browser, cast, query=""):
    return browser.get(f"/projects/{cast.project.id}/board?{query}").text


def column(page, state):
    """The titles of one column, from top to bottom."""
    section = re.search(rf'data-column="{state}".*?</section>', page, re.DOTALL)[0]
    return re.findall(r'class="board-title" href="[^"]+">([^<]+)<', section)


def moves(page, task):
    """Where the page lets a card go, as its script reads it."""
    name = re.search(rf'data-task="{task.id}" data-version="\d+" data-moves="([^"]*)"', page)[1]
    shared = html.unescape(re.search(r'data-board-drawn data-moves="([^"]*)"', page)[1])
    return json.loads(shared)[name]


def place(browser, task, headers=None, **given):
    data = {"version": task.version, "trigger": "", "before": "", **given}
    return browser.post(f"/tasks/{task.id}/place", data=data, headers=headers)


def three(cast, *people, **facts):
    return [make.task(cast.project, *people, title=title, **facts) for title in ("One", "Two", "Three")]


def test_columns_are_the_states_of_the_life_cycle(cast, as_user):
    for state in TaskState:
        make.task(cast.project, title=f"This is {state.value}", state=state)

    page = board(as_user(cast.observer), cast)

    assert re.findall(r'data-column="(\w+)"', page) == ["todo", "doing", "in_review", "done", "cancelled"]
    assert column(page, "in_review") == ["This is In review"]


def test_a_card_is_put_before_another_and_last(cast, as_user):
    one, two, three_ = three(cast)
    browser = as_user(cast.member)

    place(browser, three_, before=one.id)
    assert column(board(browser, cast), "todo") == ["Three", "One", "Two"]

    place(browser, two, before=one.id)
    assert column(board(browser, cast), "todo") == ["Three", "Two", "One"]

    place(browser, three_)
    assert column(board(browser, cast), "todo") == ["Two", "One", "Three"]


def test_cards_that_share_a_rank_can_be_parted(cast, as_user):
    _one, two, three_ = three(cast, rank="n")
    browser = as_user(cast.member)

    place(browser, three_, before=two.id)

    assert column(board(browser, cast), "todo") == ["One", "Three", "Two"]


def test_ranks_never_outgrow_their_column(cast, as_user):
    _one, two, three_ = three(cast)
    browser = as_user(cast.member)

    for turn in range(170):
        moved, below = (two, three_) if turn % 2 else (three_, two)
        place(browser, moved, before=below.id)

    assert all(len(text) <= rank.LONGEST for text in db.session.scalars(db.select(Task.rank)))
    assert set(column(board(browser, cast), "todo")) == {"One", "Two", "Three"}


def test_a_card_moved_by_script_goes_on_with_its_new_version_and_moves(cast, as_user):
    task = make.task(cast.project, cast.member)
    browser = as_user(cast.member)

    answer = place(browser, task, BY_SCRIPT, trigger="start")

    assert (task.state, answer.json["version"]) == (TaskState.DOING, task.version)
    assert answer.json["moves"] == moves(board(browser, cast), task)
    assert tallied(cast.project)[f"{task.stage_id}:DOING"] == 1


def test_the_plain_form_leads_back_to_the_board(cast, as_user):
    task = make.task(cast.project, cast.member)

    answer = place(as_user(cast.member), task, trigger="start")

    assert (answer.status_code, answer.location) == (303, f"/projects/{cast.project.id}/board")
    assert task.state is TaskState.DOING


def test_the_page_of_a_move_offers_the_columns_and_says_what_stands_in_the_way(cast, as_user):
    task = make.task(cast.project)

    page = as_user(cast.coordinator).get(f"/tasks/{task.id}/place").text

    assert re.search(r'value="start" id="to-doing" disabled', page)
    assert "Somebody must be assigned to the task first." in page


def test_a_card_says_where_it_may_not_go_and_why(cast, as_user):
    task = make.task(cast.project)

    written = moves(board(as_user(cast.coordinator), cast), task)

    assert written["doing"] == {"trigger": "start", "reasons": ["Somebody must be assigned to the task first."]}
    assert written["done"]["reasons"] == []


def test_a_refused_drop_is_answered_with_its_reasons_and_changes_nothing(cast, as_user):
    task = make.task(cast.project)
    browser = as_user(cast.coordinator)

    answer = place(browser, task, BY_SCRIPT, trigger="start")
    page = browser.post(
        f"/tasks/{task.id}/place", data={"version": task.version, "trigger": "start"}, follow_redirects=True
    )

    assert (answer.status_code, answer.json) == (409, {"reasons": ["Somebody must be assigned to the task first."]})
    assert "Somebody must be assigned to the task first." in page.text
    assert task.state is TaskState.TODO


def test_a_card_that_somebody_else_moved_is_drawn_anew(cast, as_user):
    task = make.task(cast.project, cast.member)

    answer = place(as_user(cast.member), task, BY_SCRIPT, version=task.version + 1)

    assert (answer.status_code, answer.json) == (409, {"stale": True})


def test_a_neighbour_that_is_not_there_puts_the_card_last(cast, as_user):
    one, _two, _three = three(cast)
    other = make.task(make.project(cast.outsider), title="Foreign")
    browser = as_user(cast.member)

    for stranger in (other.id, 999_999, "nonsense", -1):
        assert place(browser, one, BY_SCRIPT, before=stranger).status_code == 200

    assert column(board(browser, cast), "todo") == ["Two", "Three", "One"]


def test_observers_move_nothing(cast, as_user):
    task = make.task(cast.project)
    browser = as_user(cast.observer)

    assert place(browser, task).status_code == 403
    assert browser.get(f"/tasks/{task.id}/place").status_code == 403
    assert "/place" not in board(browser, cast)


def test_a_long_column_is_shown_page_by_page(cast, as_user):
    for number in range(30):
        make.task(cast.project, title=f"Card {number:02}")
    browser, seen, query = as_user(cast.member), [], ""

    while query is not None:
        page = board(browser, cast, query)
        seen += column(page, "todo")
        further = re.search(r'href="[^"]*board\?(todo=\d+)"', page)
        query = further[1] if further else None

    assert seen == [f"Card {number:02}" for number in range(30)]


def test_only_mine_shows_the_readers_cards(cast, as_user):
    make.task(cast.project, cast.member, title="Mine")
    make.task(cast.project, cast.coordinator, title="Theirs")

    assert column(board(as_user(cast.member), cast, "mine=1"), "todo") == ["Mine"]


def test_the_board_takes_as_many_statements_for_few_cards_as_for_many(cast, as_user, queries):
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/board"
    counted = []
    for number in (3, 27):
        for place_ in range(number):
            make.task(cast.project, cast.member, state=list(TaskState)[place_ % 5])
        with queries() as seen:
            browser.get(address)
        counted.append(len([statement for statement in seen if statement.startswith(("SELECT", "WITH"))]))

    assert counted[0] == counted[1] <= 8


def test_a_full_board_in_kazakh_stays_light(cast, as_user):
    for state in TaskState:
        for _card in range(12):
            make.task(cast.project, cast.member, title="1975 жылғы газет тігінділерін қарап шығу", state=state)

    assert len(board(as_user(cast.member), cast).encode()) < 75_000
