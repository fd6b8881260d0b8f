"""The project with everything in it, one beside it that its people may not see, and a browser for each form."""

import pytest
from flask import url_for

from app.accounts.actions import first_link
from app.db import db
from tests import make
from tests.bad_input.cases import FORMS
from tests.bad_input.world import fill
from tests.conftest import sweep


@pytest.fixture
def things(cast):
    made = fill(cast.project, cast.coordinator, cast.member)
    made.first = "unknown"  # until nobody has an account
    return made


@pytest.fixture
def others(things):
    """The same things in a project of other people."""
    coordinator, member = make.user(), make.user()
    return fill(make.project(coordinator, members=[member], title="Elsewhere"), coordinator, member)


@pytest.fixture
def post(app, things, as_user):
    """``post(name, **typed)``: the answer to that form as it is rightly filled in, but for what is given."""
    browsers = {}

    def browser_of(form):
        if form.sent_by not in browsers:
            browsers[form.sent_by] = as_user(form.sent_by and getattr(things, form.sent_by))
        return browsers[form.sent_by]

    def send(name, /, about=None, headers=None, **typed):
        form = FORMS[name]
        address = path(app, name, about or form.about(things))
        facts = {**form.typed(things), **typed}
        return browser_of(form).post(address, data=facts, headers=headers)

    return send


def path(app, endpoint, values):
    with app.test_request_context():
        return url_for(endpoint, **values)


@pytest.fixture
def empty_installation(app, things):
    """Nobody has an account yet, and there is a link for the first one."""
    sweep()
    things.first = first_link().rpartition("/")[2]
    db.session.commit()
