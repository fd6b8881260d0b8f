"""The rules of the house that a newcomer cannot break by accident."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = (
    {"clock", "config", "db", "dates", "errors", "forms", "historic_dates", "kazakh", "language", "names", "numbers"}
    | {"pages", "rights", "tally", "text", "typed_dates", "historic_words", "locales", "markdown", "headers", "moves"}
    | {"charts", "date_spellings", "drawing", "etag", "finding", "form_sentences", "newest", "setting_values"}
    | {"addresses", "form_keys", "migrating", "searched", "spreadsheets"},
    {"storage", "journal", "jobs"},
    {"outbox"},
    {"accounts"},
    {"projects"},
    {"workgroup"},
    {"files", "comments", "tables"},
    {"tasks"},
    {"materials", "meetings"},
    {"gates", "calendar"},
    {"reminders", "notifications"},
    {"plans"},
    {"home", "schedule", "search", "exhibit"},
    {"messages", "documentation", "seeds", "verifying", "backups"},
    {"preparing", "serving"},
    {"up"},
    {"commands"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
#: Pages need to know the project that they stand in, and lines who made them.
ABOVE = {
    ("journal/routes.py", "projects"),
    ("outbox/routes.py", "projects"),
    ("outbox/administration.py", "accounts"),
    ("journal/queries.py", "accounts"),
}
MODULES = [path for path in ROOT.glob("app/**/*.py") if not {"migrations", "assets"} & set(path.parts)]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", [*ROOT.glob("workflows/*.py")], ids=lambda path: path.name)
def test_the_rules_know_nothing_of_web_or_database(path):
    outside = {name.split(".")[0] for name in imports(path)} & {"app", "flask", "sqlalchemy", "wtforms"}

    assert not outside


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_feature_imports_only_what_is_below_it(path):
    here = path.relative_to(ROOT / "app")
    own = here.parts[0].removesuffix(".py")
    used = {name.split(".")[1] for name in imports(path) if name.startswith("app.")} - {own}
    if own == "__init__":
        return
    above = {name for name in used if not is_below(name, own) and (str(here), name) not in ABOVE}

    assert not above


def is_below(name, own):
    """The parts of the lowest level may use each other, features of one level may not."""
    return LEVEL[name] < LEVEL[own] or LEVEL[name] == LEVEL[own] == 0


def test_only_the_configuration_reads_the_environment():
    readers = {path.name for path in MODULES if "os.environ" in path.read_text()}

    assert readers <= {"config.py", "up.py"}


def test_only_the_clock_reads_the_clock():
    readers = {path.name for path in MODULES if "datetime.now(" in path.read_text() or "time.time(" in path.read_text()}

    assert readers == {"clock.py"}


def test_only_the_sender_of_letters_catches_everything():
    catchers = {path.name for path in MODULES if "except Exception" in path.read_text()}

    assert catchers == {"sending.py", "together.py"}


#: What commands need, and some megabytes each that few requests do.
RARE = {
    "alembic",
    "app.seeds",
    "app.preparing",
    "app.verifying",
    "docx",
    "flask_migrate",
    "holidays",
    "openpyxl",
    "rapidfuzz",
    "typst",
    "xlsxwriter",
}


def test_an_idle_web_server_carries_nothing_that_few_requests_need(tmp_path):
    start = "import sys; from app import create_app; create_app(); print(*sys.modules)"
    settings = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/rows.db"}

    loaded = subprocess.check_output([sys.executable, "-c", start], cwd=ROOT, env=settings, text=True).split()

    assert RARE & set(loaded) == set()
