"""Signing in by a link or a password, and out again."""

from datetime import timedelta

from app.accounts import passwords
from app.accounts.actions import link_for
from app.accounts.models import SignedInSession
from app.db import db
from app.outbox.models import Letter
from tests import make


def link(user):
    address = link_for(user).partition("/sign-in/")[2]
    db.session.commit()
    return f"/sign-in/{address}"


def test_opening_a_link_uses_nothing_up_and_its_button_works_once(cast, visitor):
    address = link(cast.member)
    visitor.get(address)

    assert visitor.post(address).status_code == 303
    assert "My day" in visitor.get("/", headers={"Accept-Language": "en"}).text
    assert visitor.post(address).status_code == 410


def test_a_link_runs_out_after_an_hour(cast, visitor, clock):
    address = link(cast.member)
    clock.shift(timedelta(hours=1, minutes=1))

    assert visitor.get(address).status_code == 410


def test_asking_for_a_link_answers_the_same_whoever_asks(cast, visitor):
    known = visitor.post("/sign-in", data={"email": cast.member.email})
    unknown = visitor.post("/sign-in", data={"email": "nobody@library.example"})

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [letter.user_id for letter in db.session.scalars(db.select(Letter))] == [cast.member.id]


def test_a_password_signs_in_and_ten_wrong_ones_close_the_door(cast, visitor):
    cast.member.password_hash = passwords.hashed("a long password")
    db.session.commit()
    right = {"email": cast.member.email, "password": "a long password"}

    assert visitor.post("/sign-in", data=right).status_code == 303
    for _wrong in range(10):
        visitor.post("/sign-in", data=right | {"password": "a wrong password"})
    assert "Too many wrong passwords." in visitor.post("/sign-in", data=right, headers={"Accept-Language": "en"}).text


def test_the_first_address_asked_for_is_opened_after_signing_in(cast, visitor):
    address = link(cast.member)

    assert visitor.post(f"{address}?next=/projects").location == "/projects"


def test_no_other_site_is_opened_after_signing_in(cast, as_user):
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil", "/\t/evil", "javascript:x", "/no/such/page"):
        assert as_user(None).post(link(cast.member), query_string={"next": elsewhere}).location == "/"


def test_signing_out_ends_the_session(cast, as_user):
    browser = as_user(cast.member)
    browser.post("/sign-out")

    assert browser.get("/").status_code == 302


def test_an_outsider_is_asked_to_sign_in(visitor):
    assert visitor.get("/projects").location.startswith("/sign-in")


def test_nobody_ends_anothers_session(cast, as_user):
    make.session(cast.coordinator, "somewhere else")
    row = db.session.scalar(db.select(SignedInSession))
    assert as_user(cast.member).post(f"/settings/sessions/{row.id}/end").status_code == 404
