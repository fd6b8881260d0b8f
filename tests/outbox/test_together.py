"""Several letters' steps share a commit, and none pays for another's fault."""

from functools import partial

import pytest
from sqlalchemy.exc import OperationalError

from app.db import db
from app.jobs.models import Installation
from app.outbox.together import Together


def write(name):
    db.session.add(Installation(name=name, value="written"))
    db.session.flush()
    return name


def break_down():
    raise ZeroDivisionError


def cannot_write():
    raise OperationalError("INSERT", {}, Exception("the disk is full"))


def written():
    names = db.session.scalars(db.select(Installation.name).order_by(Installation.name)).all()
    db.session.rollback()
    return names


@pytest.fixture
def together(app):
    return Together()


def test_what_can_wait_is_written_with_the_next_step(together):
    together.soon(partial(write, "first"), spoiled=print)
    assert written() == []

    assert together.now(partial(write, "second")) == "second"

    assert written() == ["first", "second"]


def test_a_step_that_breaks_costs_the_others_nothing(together):
    told = []
    together.soon(partial(write, "first"), spoiled=told.append)
    together.soon(break_down, spoiled=told.append)

    assert together.now(partial(write, "second")) == "second"

    assert written() == ["first", "second"]
    assert [type(error) for error in told] == [ZeroDivisionError]


def test_whoever_waits_for_a_step_that_breaks_gets_its_error(together):
    together.soon(partial(write, "first"), spoiled=print)

    with pytest.raises(ZeroDivisionError):
        together.now(break_down)

    assert written() == ["first"]


def test_what_cannot_be_written_now_is_kept_until_it_can(together):
    told, disk = [], {"is_full": True}
    together.soon(lambda: cannot_write() if disk["is_full"] else write("first"), spoiled=told.append)
    with pytest.raises(OperationalError):
        together.now(cannot_write)
    assert written() == []

    disk["is_full"] = False
    together.catch_up()

    assert written() == ["first"]
    assert told == []
