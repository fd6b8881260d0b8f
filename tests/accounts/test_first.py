"""The first administrator, made by a link that the start prints."""

from urllib.parse import urlsplit

import pytest

from app.accounts import passwords
from app.accounts.actions import first_link
from app.accounts.models import User
from app.db import db
from tests import make

TYPED = {
    "email": "First@Library.Example",
    "surname": "Сейтова",
    "given_name": "Айгүл",
    "patronymic": "Серікқызы",
    "language": "ru",
    "password": "a long password",
}


@pytest.fixture
def path(app):
    made = urlsplit(first_link()).path
    db.session.commit()
    return made


def people():
    return db.session.scalars(db.select(User)).all()


def test_the_form_offers_the_language_it_is_read_in(path, visitor):
    page = visitor.get(path, headers={"Accept-Language": "ru"}).text

    assert '<option selected value="ru">Русский</option>' in page


def test_the_first_account_is_the_administrators_and_is_signed_in(path, visitor):
    visitor.get(path)
    assert visitor.post(path, data=TYPED).location == "/"

    [person] = people()
    assert (person.email, person.is_administrator) == ("first@library.example", True)
    assert passwords.is_right("a long password", person.password_hash)
    assert visitor.get("/").status_code == 200


def test_a_password_is_not_needed(path, visitor):
    assert visitor.post(path, data=TYPED | {"password": ""}).status_code == 303
    assert people()[0].password_hash is None


def test_the_link_is_closed_after_use(path, visitor, as_user):
    visitor.post(path, data=TYPED)

    for answer in (as_user(None).get(path), as_user(None).post(path, data=TYPED | {"email": "second@library.example"})):
        assert answer.status_code == 410
    assert len(people()) == 1


def test_no_link_makes_an_administrator_once_there_is_anybody(path, visitor):
    make.user()

    page = visitor.post(path, data=TYPED, headers={"Accept-Language": "en"})

    assert page.status_code == 410
    assert "This link is closed" in page.text
    assert len(people()) == 1


@pytest.mark.parametrize(
    "changes", [{"email": "no address"}, {"given_name": " "}, {"password": "short"}, {"language": "x"}]
)
def test_what_is_wrong_is_said_and_the_link_stays_good(path, visitor, changes):
    page = visitor.post(path, data=TYPED | changes)

    assert page.status_code == 422
    assert 'value="Сейтова"' in page.text
    assert visitor.post(path, data=TYPED).status_code == 303


def test_a_guessed_link_makes_nobody(app, visitor):
    assert visitor.post("/first/guessed", data=TYPED).status_code == 410
    assert people() == []
