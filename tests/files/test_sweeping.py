"""Files that nobody will ever read again go; everything else stays."""

import io
import os
from datetime import timedelta

import pytest

from app import clock as time
from app.db import db
from app.files.actions import bring_in, new_name
from app.files.models import File
from app.files.sweeping import sweep_pending, sweep_strays
from tests.files import samples
from tests.materials.pages import collect

DAY = timedelta(days=1)


@pytest.fixture
def storage(app):
    return app.extensions["storage"]


def is_kept(storage, name):
    return storage.path(name).exists()


def test_an_upload_that_was_never_attached_goes_after_a_day(cast, clock, storage):
    [arrival] = bring_in(cast.project.id, [samples.upload(samples.PDF, "act.pdf")], actor=cast.member)
    name = db.session.get(File, arrival.file_id).stored_name

    clock.shift(DAY)
    sweep_pending()
    assert is_kept(storage, name)

    clock.shift(timedelta(seconds=1))
    sweep_pending()
    assert not is_kept(storage, name)
    assert db.session.scalars(db.select(File)).all() == []


def test_an_attached_file_stays_however_old(cast, as_user, clock, storage):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    name = db.session.scalars(db.select(File.stored_name)).one()

    clock.shift(400 * DAY)
    sweep_pending()
    sweep_every_part(clock)

    assert is_kept(storage, name)


def test_bytes_stay_when_the_removal_of_their_row_is_not_committed(cast, clock, storage, monkeypatch):
    [arrival] = bring_in(cast.project.id, [samples.upload(samples.PDF, "act.pdf")], actor=cast.member)
    name = db.session.get(File, arrival.file_id).stored_name
    clock.shift(2 * DAY)

    class PowerCut(BaseException):
        pass

    def cut():
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(db.session, "commit", cut)
        with pytest.raises(PowerCut):
            sweep_pending()
    db.session.rollback()

    assert is_kept(storage, name)
    assert db.session.get(File, arrival.file_id)


def test_bytes_without_a_row_go_after_a_day_finished_or_not(app, clock, storage):
    stray, fresh, torn = new_name(), new_name(), new_name()
    for name in (stray, fresh, torn):
        storage.write(name, io.BytesIO(b"bytes"))
    storage.path(torn).rename(storage.path(torn).with_suffix(".part"))
    now = time.now().timestamp()
    os.utime(storage.path(fresh), (now, now))
    for path in (storage.path(stray), storage.path(torn).with_suffix(".part")):
        os.utime(path, (now - 90_000, now - 90_000))

    sweep_every_part(clock)

    assert not is_kept(storage, stray)
    assert not storage.path(torn).with_suffix(".part").exists()
    assert is_kept(storage, fresh)


def sweep_every_part(clock):
    """As 256 ticks do it, minute by minute; here at one instant of each part."""
    for _ in range(256):
        sweep_strays()
        clock.shift(timedelta(minutes=1))
