import re
from datetime import date

import pytest

from app.db import db
from app.tasks.models import Task
from tests import make
from tests.tasks.posts import tallied
from tests.tasks.test_board import BY_SCRIPT, board, column, place
from workflows.tasks import TaskState

# The clock stands on Monday 2 March 2026.


def columns(page):
    return re.findall(r'data-column="([^"]+)"', page)


def group(person_or_stage):
    return f"{type(person_or_stage).__name__.lower().replace('user', 'person')}-{person_or_stage.id}"


def test_columns_can_be_the_people(cast, as_user):
    make.task(cast.project, cast.member, title="His")
    make.task(cast.project, cast.member, cast.coordinator, title="Of both")
    make.task(cast.project, title="Free")
    make.task(cast.project, cast.member, title="Over", state=TaskState.DONE)

    page = board(as_user(cast.observer), cast, "by=person")

    assert columns(page) == ["nobody", group(cast.coordinator), group(cast.member)]
    assert column(page, group(cast.member)) == ["His", "Of both"]
    assert column(page, group(cast.coordinator)) == ["Of both"]
    assert column(page, "nobody") == ["Free"]


def test_a_card_put_into_somebodys_column_is_taken_from_the_one_it_came_from(cast, as_user):
    other = make.user(surname="Жаңа")
    make.sit(make.seat(cast.project, 11), other)
    cast.project.seat_count = 11
    task = make.task(cast.project, cast.member, cast.coordinator)

    answer = place(
        as_user(cast.member), task, BY_SCRIPT, by="person", column=group(other), home=group(cast.coordinator)
    )

    assert answer.json["version"] == task.version
    assert {person.id for person in task.assignees} == {cast.member.id, other.id}


def test_a_card_put_among_what_nobody_does_is_given_to_nobody(cast, as_user):
    task = make.task(cast.project, cast.member)

    place(as_user(cast.member), task, by="person", column="nobody", home=group(cast.member))

    assert task.assignees == []


def test_who_is_given_a_card_on_the_board_gets_a_letter(cast, as_user, post_office):
    task = make.task(cast.project)

    place(as_user(cast.coordinator), task, by="person", column=group(cast.member), home="nobody")

    assert [letter["To"].addresses[0].addr_spec for letter in post_office()] == [cast.member.email]


def test_columns_can_be_the_stages(cast, as_user):
    first, second = cast.project.plan.stages[:2]
    task = make.task(cast.project, title="Early")
    make.task(cast.project, title="Later", stage_id=second.id)
    make.task(cast.project, title="Outside", stage_id=None)
    browser = as_user(cast.member)

    page = board(browser, cast, "by=stage")
    assert columns(page) == [*(group(stage) for stage in cast.project.plan.stages), "no-stage"]
    assert (column(page, group(first)), column(page, "no-stage")) == (["Early"], ["Outside"])

    place(browser, task, by="stage", column=group(second), home=group(first))
    assert column(board(browser, cast, "by=stage"), group(second)) == ["Later", "Early"]
    assert tallied(cast.project)[f"{second.id}:TODO"] == 1


def test_columns_can_be_the_labels(cast, as_user):
    poems, letters = make.label(cast.project, "Poems"), make.label(cast.project, "Letters")
    task = make.task(cast.project, title="Marked", labels=[poems])
    make.task(cast.project, title="Plain")
    browser = as_user(cast.member)

    page = board(browser, cast, "by=label")
    assert columns(page) == [group(letters), group(poems), "unlabelled"]
    assert (column(page, group(poems)), column(page, "unlabelled")) == (["Marked"], ["Plain"])

    place(browser, task, by="label", column=group(letters), home=group(poems))
    assert [label.name for label in task.labels] == ["Letters"]

    place(browser, task, by="label", column="unlabelled", home=group(letters))
    assert task.labels == []


def test_columns_can_be_the_weeks_in_which_work_is_due(cast, as_user):
    for title, day in {"Late": 1, "Today": 2, "Sunday": 8, "Next": 9}.items():
        make.task(cast.project, title=title, due=date(2026, 3, day))
    make.task(cast.project, title="Far", due=date(2026, 5, 1))
    make.task(cast.project, title="Some day")

    page = board(as_user(cast.member), cast, "by=week")

    assert [column(page, key) for key in columns(page)] == [
        ["Late"],
        ["Today", "Sunday"],
        ["Next"],
        [],
        [],
        ["Far"],
        ["Some day"],
    ]


def test_what_is_late_stands_by_its_day_and_goes_on_behind_the_last_one_shown(cast, as_user):
    for day in range(20, 0, -1):
        make.task(cast.project, title=f"Due {day}", due=date(2026, 2, day))
    browser = as_user(cast.member)

    page = board(browser, cast, "by=week")
    assert column(page, "late") == [f"Due {day}" for day in range(1, 13)]

    rest = re.search(r'href="[^"]*[?&;](late=[0-9]+)', page)[1]
    assert column(board(browser, cast, f"by=week&{rest}"), "late") == [f"Due {day}" for day in range(13, 21)]


@pytest.mark.parametrize(
    ("due", "put", "becomes"),
    [
        (date(2026, 3, 4), "week-2026-03-09", date(2026, 3, 11)),
        (None, "week-2026-03-16", date(2026, 3, 20)),
        (date(2026, 3, 12), "undated", None),
    ],
)
def test_a_card_put_into_another_week_keeps_its_day_of_the_week(cast, as_user, due, put, becomes):
    task = make.task(cast.project, due=due)

    place(as_user(cast.member), task, by="week", column=put)

    assert task.due == becomes


def test_work_put_into_another_week_takes_as_long_as_before(cast, as_user):
    task = make.task(cast.project, starts_on=date(2026, 3, 3), due=date(2026, 3, 5))

    place(as_user(cast.member), task, by="week", column="week-2026-03-16")

    assert (task.starts_on, task.due) == (date(2026, 3, 17), date(2026, 3, 19))


@pytest.mark.parametrize(
    ("put", "reason"),
    [
        ("late", "A day that has passed cannot be chosen."),
        ("later", "So far ahead the day is chosen in the form of the task."),
        ("week-1975-01-06", "This column is not there any more. Please look at the board again."),
        ("nonsense", "This column is not there any more. Please look at the board again."),
    ],
)
def test_a_column_that_takes_no_card_says_why(cast, as_user, put, reason):
    task = make.task(cast.project, due=date(2026, 3, 4))

    answer = place(as_user(cast.member), task, BY_SCRIPT, by="week", column=put)

    assert (answer.status_code, answer.json) == (409, {"reasons": [reason]})
    assert task.due == date(2026, 3, 4)


def test_the_days_of_this_week_that_are_over_are_not_given_to_a_card(cast, as_user, clock):
    clock.move_to(cast.project.created_at.replace(day=5))
    task = make.task(cast.project, due=date(2026, 3, 9))

    place(as_user(cast.member), task, by="week", column="week-2026-03-02")

    assert task.due == date(2026, 3, 5)


def test_cards_of_several_states_keep_the_order_they_are_given(cast, as_user):
    doing = make.task(cast.project, cast.member, title="Doing", state=TaskState.DOING)
    todo = make.task(cast.project, cast.member, title="To do")
    last = make.task(cast.project, cast.member, title="Last", state=TaskState.DOING)
    browser, mine = as_user(cast.member), group(cast.member)

    place(browser, last, by="person", before=todo.id)
    assert column(board(browser, cast, "by=person"), mine) == ["Doing", "Last", "To do"]

    place(browser, doing, by="person")
    assert column(board(browser, cast, "by=person"), mine) == ["Last", "To do", "Doing"]
    assert column(board(browser, cast), "doing") == ["Last", "Doing"]


def test_lanes_lie_across_the_columns(cast, as_user):
    make.task(cast.project, cast.member, title="His", state=TaskState.DOING)
    make.task(cast.project, title="Free")
    for number in range(6):
        make.task(cast.project, cast.coordinator, title=f"Hers {number}")
    browser = as_user(cast.member)

    page = board(browser, cast, "lanes=person")
    lanes = dict(re.findall(r'data-lane="([^"]+)"(.*?)(?=data-lane=|</main>)', page, re.DOTALL))
    assert list(lanes) == ["nobody", group(cast.coordinator), group(cast.member)]
    assert (column(lanes["nobody"], "todo"), column(lanes[group(cast.member)], "doing")) == (["Free"], ["His"])
    assert column(lanes[group(cast.coordinator)], "todo") == [f"Hers {number}" for number in range(4)]

    alone = board(browser, cast, f"lanes=person&lane={group(cast.coordinator)}")
    assert column(alone, "todo") == [f"Hers {number}" for number in range(6)]


def test_a_card_put_into_another_lane_and_column_becomes_both(cast, as_user):
    task = make.task(cast.project, cast.coordinator)
    lane = {"lanes": "person", "lane": group(cast.member), "home_lane": group(cast.coordinator)}

    place(as_user(cast.coordinator), task, by="state", trigger="start", **lane)

    assert (task.state, [person.id for person in task.assignees]) == (TaskState.DOING, [cast.member.id])


def test_a_move_that_is_refused_leaves_the_lane_as_it_was_too(cast, as_user):
    task = make.task(cast.project)
    lane = {"lanes": "person", "lane": group(cast.member)}

    place(as_user(cast.coordinator), task, by="state", trigger="accept", **lane)

    assert (task.state, task.assignees) == (TaskState.TODO, [])


def test_the_plain_form_offers_the_columns_of_the_board_it_was_called_from(cast, as_user):
    task = make.task(cast.project)
    browser = as_user(cast.member)

    page = browser.get(f"/tasks/{task.id}/place?by=week").text
    answer = browser.post(f"/tasks/{task.id}/place", data={"version": task.version, "by": "person", "column": "late"})

    assert re.search(r'value="late" id="to-late" disabled', page)
    assert "A day that has passed cannot be chosen." in page
    assert answer.location == f"/tasks/{task.id}/place?by=person"


@pytest.mark.parametrize(
    "query", ["by=rank", "by=person&lanes=person", "lanes=state", "lane=x", "columns=9999&from=-1"]
)
def test_a_board_asked_for_in_nonsense_is_the_usual_one(cast, as_user, query):
    make.task(cast.project, title="Here")

    page = board(as_user(cast.member), cast, query)

    assert "Here" in page


@pytest.mark.parametrize(
    "query", ["by=person", "by=stage", "by=label", "by=week", "lanes=person", "by=week&lanes=stage"]
)
def test_a_grouped_board_takes_as_many_statements_for_few_cards_as_for_many(cast, as_user, queries, query):
    browser, address = as_user(cast.member), f"/projects/{cast.project.id}/board?{query}"
    counted = []
    for number in (3, 27):
        for place_ in range(number):
            make.task(cast.project, cast.member, state=list(TaskState)[place_ % 5])
        with queries() as seen:
            assert browser.get(address).status_code == 200
        counted.append(len([statement for statement in seen if statement.startswith(("SELECT", "WITH"))]))

    assert counted[0] == counted[1] <= 8


def test_a_workgroup_of_two_hundred_is_shown_a_few_columns_at_a_time(cast, as_user):
    for number in range(20):
        make.sit(make.seat(cast.project, number + 11), make.user(surname=f"Of {number}"))
    cast.project.seat_count = 200
    db.session.commit()
    browser = as_user(cast.member)

    first, second = board(browser, cast, "by=person"), board(browser, cast, "by=person&columns=15")

    assert (len(columns(first)), len(columns(second))) == (15, 8)
    assert "columns=15" in first


def test_a_task_thrown_away_stands_on_no_board(cast, as_user):
    task = make.task(cast.project, cast.member, title="Gone")
    browser = as_user(cast.member)
    browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})

    browser.get("/")
    assert all("Gone" not in board(browser, cast, query) for query in ("by=person", "by=stage", "by=week"))
    assert db.session.get(Task, task.id).deleted_at
