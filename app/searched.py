"""How folded words are indexed on either database: FTS5 beside their table, or a column of lexemes with a GIN index.

No model describes them; they follow the rows by themselves.
"""

from sqlalchemy import DDL, event


def index_of(table, fts):
    """The statements that make the index of ``table.folded`` by database; `fts` is the name of the FTS5 table."""
    forget = f"INSERT INTO {fts}({fts}, rowid, folded) VALUES ('delete', old.id, old.folded);"  # nosec B608
    learn = f"INSERT INTO {fts}(rowid, folded) VALUES (new.id, new.folded);"  # nosec B608
    return {
        "sqlite": (
            f"CREATE VIRTUAL TABLE {fts} USING fts5(folded, content='{table}', content_rowid='id', "
            "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3 4')",
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {learn} END",
            f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {forget} END",
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {forget} {learn} END",
        ),
        "postgresql": (
            f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
            # Where things are looked at one by one, their lexemes must not lie outside of the row.
            f"ALTER TABLE {table} ALTER COLUMN words SET STORAGE MAIN",
            f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)",
        ),
    }


def make_with(table, statements):
    """Let the index be made with the table."""
    for dialect, commands in statements.items():
        for command in commands:
            event.listen(table, "after_create", DDL(command.replace("%", "%%")).execute_if(dialect=dialect))
