"""Files whose form was never carried out to its end do not stay."""

from datetime import timedelta

from app.db import db
from app.files.actions import bring_in
from app.files.models import File
from app.files.sweeping import sweep
from tests.files.samples import png, upload
from tests.materials.pages import collect


def kept(app):
    return list(app.extensions["storage"].root.rglob("?" * 32))


def test_what_was_never_attached_goes_after_a_day_with_its_bytes(app, cast, clock):
    before = kept(app)
    bring_in(cast.project.id, [upload(png(), "school.png")], actor=cast.member)

    clock.shift(timedelta(hours=23))
    sweep()
    assert len(kept(app)) == len(before) + 1

    clock.shift(timedelta(hours=2))
    sweep()
    assert kept(app) == before
    assert db.session.scalars(db.select(File)).all() == []


def test_what_is_attached_stays(app, cast, as_user, clock):
    material = collect(as_user(cast.member), cast.project, [(png(), "school.png")])

    clock.shift(timedelta(days=400))
    sweep()

    file = db.session.scalars(db.select(File)).one()
    assert file.subject_id == material.id
    assert app.extensions["storage"].size(file.stored_name) == len(png())
