"""A whole installation is copied while it runs, and an empty one becomes it again."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.backups.place import KEY, Place
from app.db import db
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from app.migrating import upgrade
from app.outbox import holds
from app.outbox.models import Letter
from app.projects.models import Project
from app.seeds.demo import loading
from tests.installations import beside, in_context
from workflows.letters import LetterState

pytestmark = pytest.mark.real_time

#: What a restore changes on purpose: letters that were due wait, and the installation knows why.
CHANGED = {"installation", "letter", "form_key"}


@pytest.fixture(scope="module")
def settings_of(database, tmp_path_factory, request):
    """``settings_of(name)``: an installation of its own, whose database has no tables yet."""
    with ExitStack() as stack:

        def made(name):
            settings = {"DATA_DIR": str(tmp_path_factory.mktemp(name)), "DEMO": "0"}
            if database == "postgresql":
                address = request.getfixturevalue("postgres_url")
                settings["DATABASE_URL"] = stack.enter_context(beside(address, name))
            return settings

        yield made


@pytest.fixture(scope="module")
def original(settings_of):
    """The settings of an installation with the demo and all that the worker makes of its files."""
    settings = settings_of("original")
    with in_context(settings):
        upgrade()
        loading.load()
        db.session.execute(db.text("UPDATE letter SET state = 'QUEUED' WHERE id = (SELECT max(id) FROM letter)"))
        db.session.commit()
        while make_thumbnails():
            pass
    return settings


@pytest.fixture
def place(tmp_path):
    return tmp_path / "backups"


def told(settings, *command):
    """How a command ends, and what it says."""
    with in_context(settings) as app:
        answer = app.test_cli_runner().invoke(args=[str(word) for word in command], catch_exceptions=False)
    lines = [line for line in answer.output.splitlines() if not line.startswith(("files", "INFO", "WARNI"))]
    return answer.exit_code, lines


def backed_up(settings, place, *options):
    """The folder of a new backup."""
    code, said = told(settings, "backup", place, *options)
    assert code == 0, said
    return Path(said[0].partition(": ")[0])


def all_rows():
    tables = [table for table in db.metadata.sorted_tables if table.name not in CHANGED]
    return {table.name: db.session.execute(db.select(table).order_by(*table.primary_key)).all() for table in tables}


def test_an_empty_installation_becomes_what_was_backed_up(original, settings_of, place):
    with in_context(original):
        before = all_rows()
        keys = db.session.scalars(db.select(File.stored_name)).all()
    backup = backed_up(original, place)
    copy = settings_of("copy")

    code, said = told(copy, "restore", backup)

    assert {path.stat().st_mode & 0o077 for path in (backup, place / "files")} == {0}
    assert (code, said[0]) == (0, f"Restored, with {len(keys)} files. Start the service as always.")
    assert Path(copy["DATA_DIR"], KEY).read_text() == Path(original["DATA_DIR"], KEY).read_text()
    with in_context(copy) as app:
        assert all_rows() == before
        assert all(app.extensions["storage"].open(name).close() is None for name in keys)
    assert told(copy, "verify") == (0, ["Found wrong: 0."])


def test_what_was_due_is_not_sent_a_second_time(original, settings_of, place):
    backup = backed_up(original, place)
    again = settings_of("again")

    told(again, "restore", backup)

    with in_context(again):
        assert holds.held().why == "restored"
        assert not holds.may_send()
        last = db.select(Letter).order_by(Letter.id.desc()).limit(1)
        assert db.session.scalar(last).state is LetterState.NEEDS_REVIEW


def test_what_somebody_has_is_never_written_over(original, place):
    backup = backed_up(original, place)

    code, said = told(original, "restore", backup)

    assert code == 1
    assert "The database is not empty" in said[0]
    with in_context(original):
        assert db.session.scalar(db.select(db.func.count(Project.id))) == 2


def test_a_damaged_backup_is_refused_before_anything_is_there(original, settings_of, place):
    backup = backed_up(original, place)
    hurt = max(place.glob("files/??/*"), key=lambda path: path.stat().st_size)
    hurt.write_bytes(hurt.read_bytes()[:-1] + b"?")
    empty = settings_of("empty")

    code, said = told(empty, "restore", backup)

    assert code == 1
    assert f"{hurt} is not what it was" in said[0]
    with in_context(empty):
        assert [name for name in db.inspect(db.engine).get_table_names() if not name.startswith("huey")] == []


def test_a_later_backup_copies_only_what_is_new_and_lets_old_ones_go(original, place, clock):
    first = backed_up(original, place)
    shutil.move(first, place / "2018-03-16T10-00-00Z")
    (place / "2018-03-17T10-00-00Z.partial").mkdir()
    strange = place / "files" / "00" / ("0" * 32)
    strange.parent.mkdir(exist_ok=True)
    strange.write_bytes(b"what a broken off backup left")

    code, said = told(original, "backup", place, "--keep", 1)

    assert code == 0
    assert said[0].endswith("; copied now: 0\N{NO-BREAK SPACE}bytes.")
    assert said[1] == "Older backups let go: 1."
    assert sorted(path.name for path in place.iterdir() if path.is_dir()) == [said[0].partition(": ")[0][-20:], "files"]
    assert not strange.exists()


def test_bytes_that_are_gone_are_named_and_all_else_is_kept(original, place):
    with in_context(original) as app:
        storage, name = app.extensions["storage"], db.session.scalar(db.select(File.stored_name))
        path = storage.path(name)
    path.rename(path.with_suffix(".gone"))
    try:
        code, said = told(original, "backup", place, "--keep", 1)
    finally:
        path.with_suffix(".gone").rename(path)

    assert code == 1
    assert f"stored bytes {name}: missing or changed" in said[1]
    assert len(said) == 2


def test_no_two_backups_are_made_in_one_folder_at_once(original, place):
    with Place(place).alone():
        code, said = told(original, "backup", place)

    assert (code, said) == (1, [f"Error: A backup is being made in {place} already."])


def test_another_folder_is_no_backup(settings_of, tmp_path):
    code, said = told(settings_of("other"), "restore", tmp_path)

    assert code == 1
    assert "is no backup" in said[0]


def test_where_nothing_can_be_written_it_says_so(original, tmp_path):
    (tmp_path / "taken").write_text("This is no folder.")

    code, said = told(original, "backup", tmp_path / "taken")

    assert code == 1
    assert "cannot be written" in said[0]
