"""The schema that migrations make is that of the models, on both databases, and rows that were there are kept."""

from contextlib import contextmanager

import flask_migrate
import pytest
import sqlalchemy as sa

from app import create_app
from app.db import db

WITH_AN_INVITATION = (
    """INSERT INTO "user" (id, email, surname, given_name, patronymic, sort_kk, language, time_zone, theme, shortcuts,
       settings, is_administrator, rights_version, bounces, created_at, version)
       VALUES (1, 'a@library.example', '', 'A', '', '', 'kk', 'Asia/Qostanay', 'auto', true, '{}', false, 0, 0,
       '2026-03-02 07:00:00', 1)""",
    """INSERT INTO project (id, state, language, time_zone, seat_count, accession_prefix, accession_last, starts_on,
       created_by_id, created_at, revision, version)
       VALUES (1, 'RUNNING', 'kk', 'Asia/Qostanay', 10, 'RD', 0, '2026-01-05', 1, '2026-03-02 07:00:00', 0, 1)""",
    """INSERT INTO letter (id, project_id, about, subject_type, subject_id, address, language, params, dedupe_key,
       schedule_revision, created_at, due_at, next_try_at, state, reason, tries, claim_no, message_id, title, version)
       VALUES (1, 1, 'workgroup/invite', 'invitation', 1, 'b@library.example', 'kk', '{}', 'key', 0,
       '2026-03-02 07:00:00', '2026-03-02 07:00:00', '2026-03-02 07:00:00', 'SENT', '', 0, 1, '<id>', 'Title', 1)""",
    """INSERT INTO attempt (id, letter_id, claim_no, phase, started_at, text)
       VALUES (1, 1, 1, 'ENDED', '2026-03-02 07:00:00', 'Maildir')""",
    "INSERT INTO form_key (key, user_id, location, at) VALUES ('key', 1, '/', '2026-03-02 07:00:00')",
)


@pytest.fixture
def empty(database, tmp_path, request):
    """An installation whose database has no tables yet."""
    settings = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "for tests only, thirty-two letters", "DEMO": "0"}
    if database == "sqlite":
        with its_context(settings) as app:
            yield app
        return
    address = request.getfixturevalue("postgres_url")
    with beside(address, "migrated") as url, its_context({**settings, "DATABASE_URL": url}) as app:
        yield app


@contextmanager
def its_context(settings):
    app = create_app({"QUEUE_URL": f"sqlite:///{settings['DATA_DIR']}/queue.db", **settings})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def beside(address, name):
    """A database of that name beside another one, for as long as the block lasts."""
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        yield address.rpartition("/")[0] + f"/{name}"
        connection.execute(sa.text(f"DROP DATABASE {name}"))
    engine.dispose()


@pytest.mark.real_time
def test_migrations_make_what_the_models_say(empty):
    flask_migrate.upgrade()

    flask_migrate.check()


@pytest.mark.real_time
def test_rows_of_an_older_schema_are_kept(empty):
    flask_migrate.upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in WITH_AN_INVITATION:
            connection.execute(sa.text(statement))

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        letter = connection.execute(sa.text("SELECT project_id, message_id FROM letter")).one()
        attempt = connection.execute(sa.text("SELECT channel, text FROM attempt")).one()
        key = connection.execute(sa.text("SELECT location, digest FROM form_key")).one()
    assert (tuple(letter), tuple(attempt), tuple(key)) == ((None, "<id>"), ("", "Maildir"), ("/", ""))
