"""The page of all letters: only for administrators, who pause and release, check the way and lift suspensions."""

import pytest

from app.db import db
from app.jobs.models import Installation
from app.outbox import administration, holds, kinds
from app.outbox.models import Letter
from tests import make
from tests.outbox import letters
from workflows.letters import LetterState


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


@pytest.fixture
def administrator(cast):
    return make.user("admin@library.example", "Бота", is_administrator=True)


def test_nobody_else_finds_it(cast, as_user):
    for verb, page in (("get", "/mail"), ("post", "/mail/pause"), ("post", "/mail/release"), ("post", "/mail/check")):
        assert getattr(as_user(cast.coordinator), verb)(page).status_code == 404


def test_an_administrator_pauses_all_letters_and_lets_them_go(cast, as_user, administrator, post_office):
    browser = as_user(administrator)
    browser.post("/mail/pause")
    letters.queue(cast.project)
    assert post_office() == []
    assert "Somebody paused the letters by hand." in browser.get("/mail").text
    assert (
        "Somebody paused the letters by hand."
        in as_user(cast.coordinator).get(f"/projects/{cast.project.id}/letters").text
    )

    browser.post("/mail/release")

    assert len(post_office()) == 1
    assert "Somebody paused" not in browser.get("/mail").text


def test_a_suspended_person_is_shown_and_gets_letters_again(cast, as_user, administrator):
    cast.member.bounces = 3
    db.session.commit()
    browser = as_user(administrator)
    assert cast.member.email in browser.get("/mail").text

    browser.post(f"/mail/suspended/{cast.member.id}/lift")

    assert cast.member.can_get_mail
    assert cast.member.email not in browser.get("/mail").text


def test_the_check_says_in_words_where_a_letter_goes_no_further(app, as_user, administrator, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    as_user(administrator).post("/mail/check")
    administration.check_mail("admin@library.internal")

    page = as_user(administrator).get("/mail").text

    assert "Reach the mail server" in page
    assert "Does not work" in page


@pytest.mark.real_time
def test_the_command_walks_every_step_and_a_letter_arrives(app, scripted):
    relay = scripted()

    answer = app.test_cli_runner().invoke(args=["mail-check", "admin@library.internal"])

    assert answer.exit_code == 0, answer.output
    assert [line.partition(":")[0] for line in answer.output.splitlines()] == ["works"] * 4
    assert len(relay.letters) == 1
    assert db.session.scalars(db.select(Letter)).all() == []


def test_the_command_fails_where_a_step_does(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")

    answer = app.test_cli_runner().invoke(args=["mail-check", "admin@library.internal"])

    assert answer.exit_code == 1
    assert answer.output.startswith("FAILS: Reach the mail server")


def test_after_a_restore_no_letter_goes(app, cast, post_office):
    letter_id = letters.queue(cast.project)

    app.test_cli_runner().invoke(args=["after-restore"])

    assert post_office() == []
    assert letters.state_of(letter_id) is LetterState.NEEDS_REVIEW
    assert db.session.get(Installation, holds.HELD)


def test_the_group_and_the_person_see_that_letters_do_not_reach_them(cast, as_user):
    cast.member.bounces = 3
    db.session.commit()
    [seat] = [seat for seat in cast.project.seats if seat.holder == cast.member]

    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/workgroup/seats/{seat.id}").text

    assert "Letters to this person came back three times" in page
    own = as_user(cast.member).get("/settings").text
    assert "Letters to your address came back three times" in own
