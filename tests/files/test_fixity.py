"""Stored bytes are read again once a month, and whoever answers for the project hears of those that are damaged."""

from datetime import timedelta

import pytest

from app.db import db
from app.files.fixity import check_due
from app.files.models import File
from app.journal.models import Entry
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Person
from app.notifications.noticing import take_notice
from tests import make
from tests.files import samples
from tests.materials.consents.pages import give
from tests.materials.pages import collect

MONTH, DAY, SECOND = timedelta(days=30), timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def path(app, cast, as_user):
    """Where the bytes of a material's one file lie."""
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    return app.extensions["storage"].path(db.session.scalars(db.select(File.stored_name)).one())


def told():
    db.session.rollback()
    return [kind for kind in db.session.scalars(db.select(Entry.kind).order_by(Entry.id)) if kind in KINDS]


KINDS = ("file/damage", "file/mend")


def test_a_file_that_changed_on_the_disk_is_found_out_a_month_after_it_came(cast, path, clock):
    path.write_bytes(b"%PDF-1.7 eaten by a mouse")

    clock.shift(MONTH)
    check_due()
    assert told() == []

    clock.shift(SECOND)
    check_due()
    assert told() == ["file/damage"]


def test_bytes_that_are_gone_are_damage_too_and_one_that_is_well_is_no_news(cast, path, clock):
    clock.shift(MONTH + SECOND)
    check_due()
    assert told() == []

    path.unlink()
    clock.shift(MONTH + SECOND)
    check_due()
    assert told() == ["file/damage"]


def test_it_is_said_once_and_said_again_when_a_backup_put_it_right(cast, path, clock):
    whole = path.read_bytes()
    path.unlink()
    clock.shift(MONTH + SECOND)
    check_due()
    clock.shift(DAY + SECOND)
    check_due()
    assert told() == ["file/damage"]

    path.write_bytes(whole)
    clock.shift(DAY + SECOND)
    check_due()
    assert told() == ["file/damage", "file/mend"]


def test_the_coordinator_hears_of_it_and_the_page_of_the_material_shows_it(cast, path, clock, as_user):
    path.unlink()
    clock.shift(MONTH + SECOND)
    check_due()
    take_notice()

    heard = as_user(cast.coordinator).get("/notifications").text
    seen = as_user(cast.observer).get("/materials/1").text

    assert "The stored file “act.pdf” is damaged" in heard
    assert "Damaged: bring it back from a backup" in seen


def test_a_damaged_paper_of_a_consent_is_told_to_the_coordinator_alone(app, cast, as_user, clock):
    person = make.save(introduce(Person, cast.project, "Омаров Серік"))
    give(as_user(cast.member), person)
    app.extensions["storage"].path(db.session.scalars(db.select(File.stored_name)).one()).unlink()
    clock.shift(MONTH + SECOND)
    check_due()
    take_notice()

    heard = {user.short_name: as_user(user).get("/notifications").text for user in (cast.coordinator, cast.member)}

    assert "The stored file “consent.jpg” is damaged" in heard[cast.coordinator.short_name]
    assert "is damaged" not in heard[cast.member.short_name]
