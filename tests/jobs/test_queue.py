"""What wakes the worker, and that nobody's page fails when it cannot be woken."""

import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest

from app.accounts.actions import send_link
from app.db import db
from app.jobs import queue
from app.jobs.models import Heartbeat
from app.outbox.models import Letter
from tests.files import samples
from tests.materials.pages import collect


@pytest.fixture
def tasks(app):
    """``tasks()``: the names of what the worker was woken for since the last time."""
    huey = app.extensions["huey"]
    huey.flush()

    def read():
        found = [huey.dequeue() for _ in range(len(huey))]
        return [task.args[0] for task in found]

    yield read
    huey.flush()


def test_the_worker_is_woken_after_the_commit_and_once(cast, tasks):
    send_link(cast.member)
    send_link(cast.coordinator)
    assert tasks() == []

    db.session.commit()

    assert tasks() == ["send_letters"]


def test_a_picture_wakes_the_worker_for_its_small_one(cast, as_user, tasks):
    files = [(samples.jpeg(), "photo.jpg"), (samples.docx(), "act.docx")]

    collect(as_user(cast.member), cast.project, files)

    assert tasks().count("make_thumbnail") == 1


def test_what_is_rolled_back_wakes_nobody(cast, tasks):
    send_link(cast.member)
    db.session.rollback()
    db.session.commit()

    assert tasks() == []


def test_a_locked_queue_keeps_no_letter_from_being_written(app, cast, visitor, tasks, caplog):
    path = urlsplit(app.config["QUEUE_URL"]).path
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = visitor.post("/sign-in", data={"email": cast.member.email, "link": "1"})
        other.rollback()

    assert answer.status_code == 303
    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 1
    assert "the queue could not be woken" in caplog.text
    assert tasks() == []


def test_a_queue_on_a_server_that_is_away_keeps_no_letter_from_being_written(app, cast, monkeypatch, caplog):
    def away(*_args):
        psycopg.connect("postgresql://nobody@127.0.0.1:9/none", connect_timeout=2)

    monkeypatch.setitem(app.extensions, "wake", away)
    send_link(cast.member)
    db.session.commit()

    assert db.session.scalar(db.select(db.func.count(Letter.id))) == 1
    assert "the queue could not be woken" in caplog.text


def test_the_tick_shows_that_the_worker_lives_and_calls_what_time_brings(app, tasks):
    queue.tick()

    assert db.session.get(Heartbeat, "tick")
    assert set(tasks()) == set(queue.EVERY_MINUTE)
    assert {name.rpartition(".")[2] for name in queue.EVERY_MINUTE} == {
        "announce_due",
        "ask_again",
        "check_due",
        "clear_broken_off",
        "compare_older",
        "cut_pictures",
        "compare_all",
        "expire_old",
        "make_all_public_copies",
        "forget_old",
        "look_again",
        "make_thumbnails",
        "note_figures",
        "plan_reminders",
        "purge",
        "read_bounces",
        "read_replies",
        "remind_of_tasks",
        "see_ends",
        "send_due",
        "sweep",
        "sweep_pending",
        "sweep_strays",
        "sweep_uploads",
        "take_notice",
        "take_up_again",
        "tell",
        "turn_late",
    }
