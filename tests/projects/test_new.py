"""Making a project from the built-in plan."""

from datetime import date

import pytest

from app.db import db
from app.journal.models import Entry
from app.projects.models import Project
from app.rights import Role
from app.text import SearchEntry
from tests import make
from workflows.projects import ProjectState

FACTS = {
    "title": "Cultural history of persons and events",
    "language": "en",
    "description": "The people who built the town.",
    "starts_on": "2026-03-02",
    "seat_count": "10",
    "time_zone": "Asia/Qostanay",
    "accession_prefix": "RD",
}


def create(browser, **facts):
    return browser.post("/projects/new", data={**FACTS, **facts})


def the_project():
    return db.session.scalars(db.select(Project).order_by(Project.id.desc())).first()


@pytest.fixture
def librarian(app):
    return make.user("librarian@library.example", "Сәуле", "Ермекова")


def test_its_maker_becomes_the_coordinator_in_seat_1_and_it_runs(librarian, as_user):
    answer = create(as_user(librarian))

    project = the_project()
    assert answer.headers["Location"] == f"/projects/{project.id}"
    assert project.state is ProjectState.RUNNING
    assert [seat.number for seat in project.numbered_seats] == list(range(1, 11))
    assert (project.seats[0].holder, project.seats[0].role) == (librarian, Role.COORDINATOR)
    assert project.seats_taken == 1


def test_the_plan_has_five_stages_whose_days_follow_each_other_on_working_days(librarian, as_user):
    create(as_user(librarian))

    stages = the_project().plan.stages
    assert [(stage.planned_start, stage.planned_end) for stage in stages[:2]] == [
        (date(2026, 3, 2), date(2026, 5, 1)),
        (date(2026, 5, 4), date(2026, 9, 4)),
    ]
    assert len(stages) == 5
    assert [stage.entered_at is not None for stage in stages] == [True, False, False, False, False]
    assert all(stage.planned_start.weekday() < 5 for stage in stages)


def test_the_stages_have_words_in_all_three_languages(librarian, as_user):
    create(as_user(librarian))

    first = the_project().plan.stages[0]
    languages = {(row.field, row.language) for row in first.texts}
    assert languages == {(field, code) for field in ("title", "description") for code in ("kk", "ru", "en")}
    assert first.worded("title", "en") == "Planning and preparation"


def test_the_making_and_the_start_are_in_the_journal_and_the_words_are_found(librarian, as_user):
    create(as_user(librarian))

    entries = db.session.scalars(db.select(Entry).order_by(Entry.id)).all()
    assert [(entry.kind, entry.actor_id) for entry in entries] == [
        ("project/create", librarian.id),
        ("project/start", librarian.id),
    ]
    assert "town" in db.session.scalars(db.select(SearchEntry)).one().folded


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "This field is required."),
        ("title", "  \t ", "This field is required."),
        ("title", "я" * 201, "Field cannot be longer than 200 characters."),
        ("seat_count", "0", "Number must be between 1 and 200."),
        ("seat_count", "99999999999999999999", "Number must be between 1 and 200."),
        ("seat_count", "ten", "Not a valid integer value."),
        ("starts_on", "9999-12-31", "Choose a day between 1991 and 2099."),
        ("starts_on", "tomorrow", "Not a valid date value."),
        ("time_zone", "Mars/Olympus", "Not a valid choice."),
        ("language", "tlh", "Not a valid choice."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_stays_typed(librarian, as_user, field, typed, said):
    answer = create(as_user(librarian), **{field: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert "The people who built the town." in answer.text
    assert the_project() is None


def test_a_second_click_makes_no_second_project(librarian, as_user):
    browser = as_user(librarian)
    first = create(browser, form_key="drawn once")
    second = create(browser, form_key="drawn once")

    assert second.headers["Location"] == first.headers["Location"]
    assert db.session.scalar(db.select(db.func.count(Project.id))) == 1


def test_where_only_administrators_create_projects_others_are_told_so(librarian, as_user, app, monkeypatch):
    monkeypatch.setitem(app.config, "PROJECTS_BY_ADMINISTRATORS", True)
    administrator = make.user("administrator@library.example", is_administrator=True)

    refused = as_user(librarian).get("/projects/new")

    assert refused.status_code == 403
    assert "Here only administrators create projects." in refused.text
    assert "/projects/new" not in as_user(librarian).get("/projects").text
    assert as_user(administrator).get("/projects/new").status_code == 200
