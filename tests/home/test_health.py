"""What a watcher of the machine asks: is it alive, and can it do its work?"""

from datetime import timedelta

from app.accounts.actions import send_link
from app.db import db
from app.storage import folder
from app.storage.folder import Folder


def test_the_process_answers_without_a_worker(visitor):
    answer = visitor.get("/healthz")

    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")


def test_all_is_well_while_the_worker_beats(heartbeat, visitor):
    assert visitor.get("/readyz").status_code == 200


def test_a_worker_that_never_came_is_named(visitor):
    answer = visitor.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "worker: silent for more than three minutes\n")


def test_a_worker_that_fell_silent_is_named(heartbeat, visitor, clock):
    clock.shift(timedelta(minutes=3, seconds=1))

    assert "worker: silent" in visitor.get("/readyz").text


def test_a_letter_that_waits_too_long_is_named(cast, heartbeat, visitor, clock):
    send_link(cast.member)
    db.session.commit()
    clock.shift(timedelta(minutes=5, seconds=1))

    answer = visitor.get("/readyz")

    assert answer.status_code == 503
    assert "letters: one is more than five minutes late" in answer.text


def test_a_folder_that_cannot_be_written_is_named(heartbeat, visitor, monkeypatch):
    monkeypatch.setattr(Folder, "is_writable", lambda self: False)

    answer = visitor.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "storage: cannot be written\n")


def test_a_full_disk_is_named(heartbeat, visitor, monkeypatch):
    monkeypatch.setattr(folder, "FULL", 2**63)

    answer = visitor.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "storage: the disk is full\n")
