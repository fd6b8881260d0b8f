"""Signing in by a password, and a door that closes after too many wrong ones."""

from datetime import timedelta

import pytest

from app.accounts import passwords
from app.accounts.models import SignedInSession
from app.db import db
from tests import make

ENGLISH = {"Accept-Language": "en"}
CLOSED = "Too many wrong passwords."
WRONG = "The address or the password is not right."


@pytest.fixture
def person(app):
    return make.user("person@library.example", password_hash=passwords.hashed("a long password"))


def typed(password="a long password", **more):
    return {"email": "person@library.example", "password": password, **more}


def fail(visitor, times):
    for _each in range(times):
        page = visitor.post("/sign-in", data=typed("a wrong password"), headers=ENGLISH)
    return page


def sessions():
    return db.session.scalars(db.select(SignedInSession)).all()


def test_the_address_may_be_typed_in_capitals_and_with_spaces(person, visitor):
    assert visitor.post("/sign-in", data=typed(email=" Person@Library.Example ")).location == "/"


@pytest.mark.parametrize("address", ["person@library.example", "nobody@library.example", "linked@library.example"])
def test_a_wrong_password_sounds_the_same_whoever_it_is(person, visitor, address):
    make.user("linked@library.example")

    page = visitor.post("/sign-in", data={"email": address, "password": "a wrong password"}, headers=ENGLISH)

    assert page.status_code == 422
    assert WRONG in page.text
    assert sessions() == []


def test_nobodys_own_password_opens_nothing(person, visitor):
    make.user("linked@library.example")

    page = visitor.post("/sign-in", data={"email": "linked@library.example", "password": "nobody's password"})

    assert page.status_code == 422


def test_what_was_typed_stays_but_for_the_password(person, visitor):
    page = visitor.post("/sign-in", data=typed("a wrong password"))

    assert 'value="person@library.example"' in page.text
    assert "a wrong password" not in page.text


def test_nine_wrong_ones_are_forgiven(person, visitor):
    fail(visitor, 9)

    assert visitor.post("/sign-in", data=typed()).status_code == 303
    assert WRONG in fail(visitor, 9).text


def test_ten_wrong_ones_close_the_door_for_a_quarter_of_an_hour(person, visitor, clock):
    fail(visitor, 10)
    assert CLOSED in visitor.post("/sign-in", data=typed(), headers=ENGLISH).text

    clock.shift(timedelta(minutes=15))
    assert visitor.post("/sign-in", data=typed()).status_code == 303


def test_the_door_closes_for_addresses_without_an_account_too(visitor, app):
    stranger = {"email": "nobody@library.example", "password": "a wrong password"}
    for _each in range(10):
        visitor.post("/sign-in", data=stranger)

    assert CLOSED in visitor.post("/sign-in", data=stranger, headers=ENGLISH).text


def test_a_closed_door_still_sends_links(person, visitor):
    fail(visitor, 10)

    assert visitor.post("/sign-in", data={"email": person.email, "link": "1"}).location == "/sign-in/sent"


def test_signing_in_gives_the_browser_a_new_id_and_ends_the_old_session(person, cast, as_user):
    browser = as_user(cast.member)
    before = sessions()[0].key_hash

    browser.post("/sign-in", data=typed())

    assert [(row.user_id, row.key_hash == before) for row in sessions()] == [(person.id, False)]


def test_a_double_click_signs_in_and_breaks_nothing(person, visitor, as_user):
    click = typed(form_key="the same key")

    assert visitor.post("/sign-in", data=click).location == "/"
    assert as_user(None).post("/sign-in", data=click).location == "/"


def test_a_closed_account_is_nobodys(person, visitor, clock):
    person.disabled_at = person.created_at
    db.session.commit()

    assert visitor.post("/sign-in", data=typed()).status_code == 422


def test_an_account_that_is_closed_is_signed_out_at_once(cast, as_user):
    browser = as_user(cast.member)
    cast.member.disabled_at = cast.member.created_at
    db.session.commit()

    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("address", ["", "no address", "two@library.example, more@library.example", "x" * 300])
def test_what_is_no_address_is_said_to_be_none(visitor, address):
    assert visitor.post("/sign-in", data={"email": address, "link": "1"}).status_code == 422


def test_who_is_signed_in_is_sent_on(cast, as_user):
    assert as_user(cast.member).get("/sign-in?next=/projects").location == "/projects"
