"""What the tick throws away once nobody can use it."""

from datetime import timedelta

import pytest

from app.accounts.actions import link_for
from app.accounts.models import FailedSignIn, SignedInSession, Token
from app.accounts.passwords import note_failure
from app.accounts.sweeping import sweep
from app.db import db
from app.form_keys import FormKey
from tests import make

KINDS = (FailedSignIn, Token, FormKey, SignedInSession)


def left():
    return [kind for kind in KINDS if db.session.scalar(db.select(kind).limit(1))]


@pytest.mark.parametrize(
    ("age", "kept"),
    [
        (timedelta(minutes=14), KINDS),
        (timedelta(minutes=16), KINDS[1:]),
        (timedelta(days=1, hours=2), KINDS[2:]),
        (timedelta(days=3), KINDS[3:]),
        (timedelta(days=31), ()),
    ],
)
def test_each_kind_is_kept_for_its_own_time(cast, visitor, clock, age, kept):
    visitor.post("/sign-in", data={"email": "nobody@library.example", "link": "1", "form_key": "key"})
    make.session(cast.member, "somewhere")
    link_for(cast.member)
    note_failure("nobody@library.example")
    db.session.commit()

    clock.shift(age)
    sweep()

    assert left() == list(kept)
