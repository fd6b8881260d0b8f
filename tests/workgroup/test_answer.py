"""Answering an invitation behind its link."""

from datetime import timedelta

import pytest

from app import clock as time
from app.accounts.models import SignedInSession, User
from app.db import db
from app.journal.models import Entry
from tests import make
from tests.workgroup.pages import NAMES, invited, letters, the_invitation, written
from workflows.invitations import InvitationState


@pytest.fixture
def path(cast, as_user):
    """The link in an invitation to seat 3."""
    return invited(as_user(cast.coordinator), cast.project)


@pytest.fixture
def visitor(visitor):
    """Somebody without an account whose browser asks for English."""
    visitor.client.set_cookie("language", "en")
    return visitor


def account(email="nurlan@library.example"):
    return db.session.scalar(db.select(User).where(User.email == email))


def test_opening_the_link_says_who_invites_to_what_and_uses_nothing_up(cast, visitor, path):
    page = visitor.get(path)

    assert page.status_code == 200
    assert cast.coordinator.full_name in page.text
    assert cast.project.title in page.text
    assert the_invitation().state is InvitationState.SENT
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_accepting_makes_the_account_fills_the_seat_and_signs_in(cast, visitor, path):
    answer = visitor.post(path, data=NAMES)

    person, seat = account(), the_invitation().seat
    assert answer.headers["Location"] == f"/projects/{cast.project.id}"
    assert (person.full_name, person.language) == ("Жүнісов Нұрлан", "kk")
    assert (seat.holder, seat.number) == (person, 3)
    assert visitor.get(answer.headers["Location"]).status_code == 200


def test_the_one_who_invited_is_told(cast, visitor, path):
    visitor.post(path, data=NAMES)

    letter = letters("workgroup/accept")[0]
    assert letter.user_id == cast.coordinator.id
    assert "nurlan@library.example" in written(letter)


def test_the_journal_says_who_joined(cast, visitor, path):
    visitor.post(path, data=NAMES)

    entries = db.session.scalars(db.select(Entry).order_by(Entry.id)).all()
    assert [(entry.kind, entry.actor_id) for entry in entries] == [
        ("invitation/create", cast.coordinator.id),
        ("invitation/accept", account().id),
        ("seat/join", account().id),
    ]


def test_a_password_may_be_set_at_once(visitor, path):
    visitor.post(path, data=NAMES | {"password": "жеті өзен, бір теңіз"})

    assert account().password_hash


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("given_name", "", "This field is required."),
        ("surname", "я" * 81, "Field cannot be longer than 80 characters."),
        ("password", "short", "Field must be between 10 and 200 characters long."),
        ("language", "tlh", "Not a valid choice."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_link_still_works(visitor, path, field, typed, said):
    answer = visitor.post(path, data=NAMES | {field: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert account() is None
    assert visitor.post(path, data=NAMES).status_code == 303


def test_somebody_with_an_account_joins_with_it(cast, as_user, visitor):
    path = invited(as_user(cast.coordinator), cast.project, email=cast.outsider.email)

    assert cast.outsider.full_name in visitor.get(path).text
    visitor.post(path, data={"answer": "accept"})

    assert the_invitation().seat.holder == cast.outsider
    assert cast.outsider.rights_version == 1


def test_a_link_works_once(visitor, path):
    visitor.post(path, data=NAMES)

    assert visitor.get(path).status_code == 410
    assert visitor.post(path, data=NAMES | {"given_name": "Басқа"}).status_code == 410
    assert account().given_name == "Нұрлан"


def test_a_link_older_than_a_week_is_dead_before_the_tick_comes(visitor, path, clock):
    clock.shift(timedelta(days=7, seconds=1))

    assert visitor.post(path, data=NAMES).status_code == 410
    assert account() is None


def test_who_is_signed_in_as_somebody_else_is_told_so_and_signed_out_by_accepting(cast, as_user, path):
    browser = as_user(cast.outsider)

    page = browser.get(path)
    assert f"You are signed in as: {cast.outsider.full_name}." in page.text
    browser.post(path, data=NAMES)

    assert "Жүнісов Нұрлан" in browser.get("/").text
    sessions = db.select(SignedInSession).where(SignedInSession.user_id == cast.outsider.id)
    assert db.session.scalars(sessions).all() == []


def test_declining_needs_no_name_leaves_the_seat_free_and_is_told(cast, visitor, path):
    answer = visitor.post(path, data={"answer": "decline"})

    assert "You declined" in answer.text
    assert the_invitation().state is InvitationState.DECLINED
    assert the_invitation().seat.is_free
    assert account() is None
    assert letters("workgroup/decline")[0].user_id == cast.coordinator.id


def test_a_seat_taken_meanwhile_is_refused_on_the_page_with_the_reason(cast, visitor, path):
    make.sit(the_invitation().seat, cast.outsider)

    answer = visitor.post(path, data=NAMES)

    assert answer.status_code == 422
    assert "The seat has been taken by somebody else." in answer.text
    assert account() is None


def test_a_closed_account_does_not_come_back_by_an_invitation(cast, as_user, visitor):
    make.user("closed@library.example", disabled_at=time.now())
    path = invited(as_user(cast.coordinator), cast.project, email="closed@library.example")

    answer = visitor.post(path, data={"answer": "accept"})

    assert answer.status_code == 422
    assert "This account is closed." in answer.text


def test_a_made_up_link_is_the_same_page_as_a_used_one(cast, visitor):
    answer = visitor.get("/invitations/made-up")

    assert answer.status_code == 410
    assert "This invitation has run out" in answer.text


def test_a_double_click_lets_the_invited_person_in_whichever_answer_the_browser_kept(app, cast, as_user):
    path = invited(as_user(cast.coordinator), cast.project)
    browsers = app.test_client(), app.test_client()

    answers = [browser.post(path, data={**NAMES, "form_key": "drawn once"}) for browser in browsers]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [browser.get(answers[0].location).status_code for browser in browsers] == [200, 200]
