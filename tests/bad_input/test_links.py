"""Personal links that are used up, taken back, run out or made up: a calm page, and nothing written."""

from datetime import timedelta

import pytest
from flask import url_for

from app import clock
from app.accounts.models import Token
from app.db import db
from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

BY_LINK = [name for name, form in FORMS.items() if form.is_by_link]
DEAD = {
    "used": {"used_at": lambda: clock.now(), "is_single_use": lambda: True},
    "taken back": {"revoked_at": lambda: clock.now()},
    "run out": {"expires_at": lambda: clock.now() - timedelta(seconds=1)},
}
MADE_UP = ["x", "Ж" * 500, "a" * 20_000, "%00", "..", "' OR 1=1 --", "\ud800".encode("utf-8", "surrogatepass").hex()]


@pytest.fixture(autouse=True)
def on_its_ground(name, request):
    if name == "accounts.first":
        request.getfixturevalue("empty_installation")


def both(app, visitor, name, secret):
    """The answers to opening a link and to sending its form."""
    with app.test_request_context():
        address = url_for(name, secret=secret)
    return [visitor.get(address), visitor.post(address, data={"answer": "yes", "given_name": "Айгүл"})]


@pytest.mark.parametrize("name", BY_LINK)
@pytest.mark.parametrize("how", DEAD)
def test_a_dead_link_opens_nothing(app, things, visitor, name, how):
    dead = {fact: value() for fact, value in DEAD[how].items()}
    db.session.execute(db.update(Token).values(dead))
    db.session.commit()
    before = rows()

    answers = both(app, visitor, name, *FORMS[name].about(things).values())

    assert [answer.status_code for answer in answers] == [410, 410]
    assert rows() == before


@pytest.mark.parametrize("name", BY_LINK)
def test_a_made_up_link_opens_nothing(app, things, visitor, name):
    before = rows()

    answers = [answer for secret in MADE_UP for answer in both(app, visitor, name, secret)]

    assert {answer.status_code for answer in answers} <= {400, 404, 410}
    assert rows() == before
