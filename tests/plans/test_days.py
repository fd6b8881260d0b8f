"""The days of a plan: one stage is moved, what follows moves with it, and nothing is saved before it was shown."""

import pytest

from tests.gates.pages import go
from tests.plans.pages import address, change, days, entries, move_days


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def stages(cast):
    """Five stages of the first plan, from 5 January 2026 on; one day lies between the last two."""
    return cast.project.plan.stages


def test_the_first_click_shows_what_would_move_and_saves_nothing(cast, browser, stages):
    before = days(cast.project)

    page = change(browser, stages[3], "days", start="2026-10-05", end="2027-01-08")

    assert page.status_code == 200
    assert "Save these days" in page.text
    assert "05.10.2026 – 08.01.2027" in page.text
    assert "12.01.2027" in page.text
    assert days(cast.project) == before
    assert entries() == []


def test_the_second_click_saves_what_was_shown(cast, browser, stages):
    before = days(cast.project)

    answer = move_days(browser, stages[3], "2026-10-05", "2027-01-08")

    after = days(cast.project)
    assert answer.status_code == 303
    assert after[:3] == before[:3]
    assert after[3] == ("2026-10-05", "2027-01-08")
    assert after[4][0] == "2027-01-12"


def test_days_changed_after_the_preview_are_shown_again_before_they_are_saved(cast, browser, stages):
    before = days(cast.project)

    page = move_days(browser, stages[3], "2026-10-05", "2027-01-15", shown="2026-10-05/2027-01-08")

    assert "19.01.2027" in page.text
    assert days(cast.project) == before


def test_the_days_before_and_after_are_in_the_journal(cast, browser, stages):
    move_days(browser, stages[4], "2027-01-04", "2027-01-29")

    entry = entries()[-1]
    assert entry.kind == "plan/days"
    assert entry.changes == {"presentation": [["2026-12-31", "2027-03-29"], ["2027-01-04", "2027-01-29"]]}


def test_the_first_day_of_an_entered_stage_stays_and_its_last_day_moves_the_rest(cast, browser, stages):
    refused = move_days(browser, stages[0], "2026-01-12", "2026-04-10")
    taken = move_days(browser, stages[0], "2026-01-05", "2026-04-10")

    assert "The project has entered this stage: its first day is history." in refused.text
    assert taken.status_code == 303
    assert days(cast.project)[0] == ("2026-01-05", "2026-04-10")
    assert days(cast.project)[1][0] == "2026-04-13"


def test_a_stage_left_behind_keeps_its_days(cast, browser, stages):
    go(browser, cast.project)
    before = days(cast.project)

    page = browser.get(address(cast.project, stages[0])).text
    answer = move_days(browser, stages[0], "2026-01-05", "2026-04-10")

    assert "The project has left this stage behind: it is history." in page
    assert answer.headers["Location"] == address(cast.project, stages[0])
    assert days(cast.project) == before


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-10-03", "2026-12-30", "Choose a working day, Monday to Friday."),
        ("2026-10-05", "2026-12-27", "Choose a working day, Monday to Friday."),
        ("2026-10-05", "2026-10-02", "The last day comes before the first."),
        ("2026-09-01", "2026-12-30", "The stage before it ends on 30.09.2026."),
        ("2026-10-05", "2099-12-31", "The plan would end after the year 2099."),
        ("9999-12-31", "9999-12-31", "Choose a day between 1991 and 2099."),
        ("1990-01-01", "2026-12-30", "Choose a day between 1991 and 2099."),
        ("2026-10-05", "some day", "Not a valid date value."),
        ("", "", "This field is required."),
    ],
)
def test_days_that_cannot_be_are_said_and_stay_typed(cast, browser, stages, start, end, said):
    before = days(cast.project)

    answer = move_days(browser, stages[3], start, end)

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{start}"' in answer.text
    assert days(cast.project) == before


def test_two_people_do_not_move_the_days_over_each_other(cast, browser, stages):
    drawn = cast.project.plan.version
    move_days(browser, stages[3], "2026-10-05", "2026-12-30")

    late = move_days(browser, stages[3], "2026-10-05", "2026-11-30", version=drawn)

    assert late.status_code == 409
    assert days(cast.project)[3] == ("2026-10-05", "2026-12-30")
