import pytest

from app.db import db
from app.journal.models import Entry
from app.tasks.estimates import read_estimate
from tests import make
from tests.tasks.posts import form, newest


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1.5h", 90),
        ("1,5", 90),
        ("2", 120),
        ("90m", 90),
        ("90min", 90),
        ("1:30", 90),
        ("0:45", 45),
        ("1 сағ", 60),
        ("1 сағ 30 мин", 90),
        ("1 сағ. 30 мин.", 90),
        ("2 ч", 120),
        ("2 часа 15 минут", 135),
        ("30 мин", 30),
        ("2 hours", 120),
        ("1h30m", 90),
        ("1\u00a0сағ 30\u00a0мин", 90),
        ("1000 h", 60_000),
        ("", None),
        (None, None),
    ],
)
def test_a_length_of_time_is_read_as_people_type_it(typed, minutes):
    assert read_estimate(typed) == minutes


@pytest.mark.parametrize("typed", ["soon", "1:75", "-2", "0", "0 min", "h", "1001 h", "1 h 2 h", "1.2.3", "٣", "1e3"])
def test_what_is_no_length_of_time_is_not_guessed_at(typed):
    with pytest.raises(ValueError, match="This is not a length of time"):
        read_estimate(typed)


def test_a_task_shows_when_it_starts_and_how_long_it_may_take(cast, as_user):
    browser = as_user(cast.member)
    form(browser, f"/projects/{cast.project.id}/tasks/new", cast.project, starts_on="2026-03-05", estimate="1,5")
    task = newest()

    page = browser.get(f"/tasks/{task.id}").text
    drawn = browser.get(f"/tasks/{task.id}/edit").text

    assert (str(task.starts_on), task.estimate) == ("2026-03-05", 90)
    assert "5 March 2026" in page
    assert "1 h 30 min" in page.replace("\u00a0", " ")
    assert 'value="1 h 30 min"' in drawn.replace("\u00a0", " ")
    assert 'value="2026-03-05"' in drawn


def test_a_form_saved_as_it_was_drawn_changes_no_estimate(cast, as_user):
    task = make.task(cast.project, title="Read the newspapers", description="From **1975** on.", estimate=95)

    form(as_user(cast.member), f"/tasks/{task.id}/edit", cast.project, estimate="1 h 35 min", version=task.version)

    assert task.estimate == 95
    assert db.session.scalar(db.select(Entry)) is None


def test_an_estimate_that_cannot_be_read_comes_back_with_examples(cast, as_user):
    page = form(as_user(cast.member), f"/projects/{cast.project.id}/tasks/new", cast.project, estimate="a while")

    assert page.status_code == 422
    assert "This is not a length of time." in page.text
    assert 'value="a while"' in page.text


def test_a_task_cannot_be_due_before_it_starts(cast, as_user):
    days = {"starts_on": "2026-03-10", "due": "2026-03-09"}

    page = form(as_user(cast.member), f"/projects/{cast.project.id}/tasks/new", cast.project, **days)

    assert page.status_code == 422
    assert "A task cannot be due before it starts." in page.text
    assert newest() is None
