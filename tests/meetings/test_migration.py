"""Meetings written before there were guests keep their people, their topics, and the reminders still to come."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

OLD = """
INSERT INTO user (id, email, given_name, surname, patronymic, sort_kk, language, time_zone, theme, shortcuts, settings,
    is_administrator, rights_version, bounces, created_at, version)
    VALUES (1, 'a@library.example', 'Айгүл', '', '', x'00', 'kk', 'Asia/Qostanay', 'auto', 1, '{}', 0, 0, 0,
    '2026-03-01 00:00:00', 1);
INSERT INTO project (id, state, language, time_zone, seat_count, accession_prefix, accession_last, starts_on,
    created_by_id, created_at, revision, version)
    VALUES (7, 'RUNNING', 'kk', 'Asia/Qostanay', 10, 'RD', 0, '2026-01-05', 1, '2026-01-05 00:00:00', 0, 1);
INSERT INTO meeting (id, project_id, title, description, starts_wall, zone, fold, starts_at, minutes_long, place, link,
    state, uid, schedule_revision, sequence, created_by_id, created_at, version)
    VALUES (3, 7, 'Жиналыс', '', '2026-03-16 10:00:00', 'Asia/Qostanay', 0, '2026-03-16 05:00:00', 60, '', '',
    'ANNOUNCED', 'a@b', 0, 0, 1, '2026-03-01 00:00:00', 1);
INSERT INTO agenda_item (id, meeting_id, position, title, minutes) VALUES (5, 3, 1, 'Тұлғалар тізімі', 10);
INSERT INTO participant (id, meeting_id, user_id, invited_at) VALUES (9, 3, 1, '2026-03-01 00:00:00');
INSERT INTO reminder_rule (id, meeting_id, minutes_before, is_off) VALUES (4, 3, 1440, 0);
INSERT INTO outcome (id, project_id, meeting_id, agenda_item_id, nature, text, created_at)
    VALUES (6, 7, 3, 5, 'DECISION', 'Бекітілсін', '2026-03-16 06:00:00');
"""


@pytest.fixture
def migrated(tmp_path):
    """An installation as the first schema left it, brought up to now."""
    upgrade(tmp_path, "0001")
    with closing(sqlite3.connect(tmp_path / "shezhire.db")) as old, old:
        old.executescript(OLD)
    upgrade(tmp_path, "head")
    with closing(sqlite3.connect(tmp_path / "shezhire.db")) as database:
        yield database


def upgrade(folder, revision):
    settings = {**os.environ, "DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade", revision]
    subprocess.run(command, check=True, capture_output=True, env=settings)


def test_an_old_meeting_keeps_its_people_its_topics_and_what_was_settled_under_them(migrated):
    assert migrated.execute("SELECT project_id, user_id, guest_address FROM participant").fetchall() == [(7, 1, None)]
    assert migrated.execute("SELECT project_id, title FROM agenda_item").fetchall() == [(7, "Тұлғалар тізімі")]
    assert migrated.execute("SELECT agenda_item_id FROM outcome").fetchall() == [(5,)]
    assert migrated.execute("PRAGMA foreign_key_check").fetchall() == []


def test_reminders_of_what_was_announced_before_wait_for_their_instant(migrated):
    rules = migrated.execute("SELECT project_id, due_at FROM reminder_rule").fetchall()

    assert rules == [(7, "2026-03-15 05:00:00.000000")]
