"""The schema that migrations make is that of the models, on both databases, and rows that were there are kept."""

import flask_migrate
import pytest
import sqlalchemy as sa

from app.db import db, rows
from app.files.models import Passage
from app.finding import asked
from app.migrating import upgrade
from app.newest import ENTRIES, newest
from app.search.queries import PASSAGES
from tests.installations import beside, in_context

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
        with in_context(settings) as app:
            yield app
        return
    address = request.getfixturevalue("postgres_url")
    with beside(address, "migrated") as url, in_context({**settings, "DATABASE_URL": url}) as app:
        yield app


@pytest.mark.real_time
def test_migrations_make_what_the_models_say(empty):
    upgrade()

    flask_migrate.check()


@pytest.mark.real_time
def test_rows_of_an_older_schema_are_kept(empty):
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in WITH_AN_INVITATION:
            connection.execute(sa.text(statement))

    upgrade()

    with db.engine.connect() as connection:
        letter = connection.execute(sa.text("SELECT project_id, message_id FROM letter")).one()
        attempt = connection.execute(sa.text("SELECT channel, text FROM attempt")).one()
        key = connection.execute(sa.text("SELECT location, digest FROM form_key")).one()
    assert (tuple(letter), tuple(attempt), tuple(key)) == ((None, "<id>"), ("", "Maildir"), ("/", ""))


#: Materials by number: the project of each, its state, and when it was published or left.
PUBLISHED_BEFORE = {
    1: (1, "PUBLISHED", "2026-03-01 07:00:00"),
    2: (1, "PUBLISHED", "2026-03-04 07:00:00"),
    3: (1, "WITHDRAWN", "2026-03-01 07:00:00"),
    4: (1, "WITHDRAWN", "2026-03-04 07:00:00"),
    5: (1, "DRAFT", None),
    6: (2, "PUBLISHED", "2026-03-01 07:00:00"),
}
MATERIAL = """INSERT INTO material (id, project_id, state, public_at, accession, genre, language, link, source_name,
    source_note, rights_uri, rights_note, rights_holder, embargo_told, collector_id, created_at, copies_wanted,
    file_count, version, edtf) VALUES (:id, :project, :state, :at, :number, 'SCAN', '', '', '', '', '', '', '', false,
    1, '2026-02-01 07:00:00', false, 0, 1, '')"""


@pytest.mark.real_time
def test_who_harvests_is_told_of_what_came_on_show_before_and_of_nothing_that_never_did(empty):
    account, project = WITH_AN_INVITATION[:2]
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in (account, project, project.replace("VALUES (1,", "VALUES (2,")):
            connection.execute(sa.text(statement))
    upgrade(revision="0025-1")
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE project SET exhibit_since = '2026-03-02 07:00:00' WHERE id = 1"))
        for id, (number, state, at) in PUBLISHED_BEFORE.items():
            facts = {"id": id, "project": number, "state": state, "at": at, "number": f"RD-{id}"}
            connection.execute(sa.text(MATERIAL), facts)

    upgrade()

    with db.engine.connect() as connection:
        told = connection.execute(sa.text("SELECT id, public_at FROM material ORDER BY id")).all()
    days = {id: str(at)[:10] if at else None for id, at in told}
    assert days == {1: "2026-03-02", 2: "2026-03-04", 3: None, 4: "2026-03-04", 5: None, 6: None}


#: A page of a paper as it was found before, and a task beside it.
FOUND_BEFORE = (
    """INSERT INTO file (id, project_id, subject_type, subject_id, role, name, stored_name, size, declared_type,
       media_type, access, state, preview, facts, created_at, check_failed)
       VALUES (1, 1, 'material', 1, 'ORIGINAL', 'a.pdf', 'x', 1, '', 'application/pdf', 'inherit', 'STORED', 'MADE',
       '{}', '2026-03-02 07:00:00', false)""",
    "INSERT INTO passage (id, project_id, file_id, place) VALUES (7, 1, 1, 3)",
    """INSERT INTO search_entry (id, project_id, subject_type, subject_id, exact, folded)
       VALUES (1, 1, 'passage', 7, 'Қашар кеніші', 'кашар кениши'), (2, 1, 'task', 1, 'Қашар', 'кашар')""",
)


@pytest.mark.real_time
def test_the_words_of_pages_are_found_as_before_and_apart_from_things(empty):
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in WITH_AN_INVITATION[:2]:
            connection.execute(sa.text(statement))
    upgrade(revision="0037")
    with db.engine.begin() as connection:
        for statement in FOUND_BEFORE:
            connection.execute(sa.text(statement))

    upgrade()

    words = asked("кашар")
    assert rows(newest(PASSAGES, 10), words=words) == [(7, 1)]
    assert rows(newest(ENTRIES, 10), words=words) == [(2, 1)]
    assert rows(sa.select(Passage.exact, Passage.folded)) == [("Қашар кеніші", "кашар кениши")]
