"""What time brings at gates: how a figure grew since the day began, and the day to decide again."""

from datetime import timedelta

from app.db import db
from app.gates.looking import ask_again, note_figures
from app.outbox.models import Letter
from tests import make
from tests.gates.pages import decide


def told(about="gates/ask_again"):
    return db.session.scalars(db.select(Letter.user_id).where(Letter.about == about)).all()


def test_a_figure_shows_what_the_day_has_brought(cast, as_user):
    note_figures()
    make.sit(cast.project.numbered_seats[4], make.user())
    make.sit(cast.project.numbered_seats[5], make.user())

    page = as_user(cast.member).get(f"/projects/{cast.project.id}").text

    assert "Since yesterday: +2" in page


def test_on_a_new_day_it_is_counted_anew(cast, as_user, clock):
    note_figures()
    make.sit(cast.project.numbered_seats[4], make.user())
    clock.shift(timedelta(days=1))
    note_figures()

    assert "Since yesterday" not in as_user(cast.member).get(f"/projects/{cast.project.id}").text


def test_noting_it_twice_a_day_changes_nothing(cast, as_user):
    note_figures()
    make.sit(cast.project.numbered_seats[4], make.user())
    note_figures()

    assert "Since yesterday: +1" in as_user(cast.member).get(f"/projects/{cast.project.id}").text


def test_noting_it_makes_no_page_stale(cast, as_user):
    version = cast.project.plan.version

    note_figures()
    db.session.expire_all()

    assert cast.project.plan.version == version


def test_its_statements_do_not_grow_with_the_projects(cast, queries):
    for _ in range(5):
        make.project(make.user())
    with queries() as few:
        note_figures()
    for _ in range(20):
        make.project(make.user())
    with queries() as many:
        note_figures()

    assert len(many) - 20 <= len(few)


def test_on_the_day_to_ask_again_who_decides_is_told_once(cast, as_user, clock):
    decide(as_user(cast.coordinator), cast.project, "NOT_YET", reason="Too early", ask_again_on="2026-03-09")
    clock.shift(timedelta(days=6))
    ask_again()
    assert told() == []

    clock.shift(timedelta(days=1))
    ask_again()
    ask_again()

    assert told() == [cast.coordinator.id]
    assert "To be decided again" in as_user(cast.coordinator).get("/").text


def test_a_gate_decided_meanwhile_is_not_asked_again(cast, as_user, clock):
    browser = as_user(cast.coordinator)
    decide(browser, cast.project, "NOT_YET", reason="Too early", ask_again_on="2026-03-09")
    decide(browser, cast.project, "NOT_YET", reason="Still too early", ask_again_on="2026-05-01")
    clock.shift(timedelta(days=8))

    ask_again()

    assert told() == []
