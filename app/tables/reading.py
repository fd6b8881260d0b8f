"""A spreadsheet as a table of text. Formulas are never reckoned: what counts is what the file says was shown."""

import csv
import io
import zipfile
from datetime import date, datetime, time

from app.dates import clock_time, short_day
from app.kazakh import storable, tidy
from workflows.sentences import Sentence

MOST_LINES, MOST_COLUMNS, LONGEST_CELL = 300, 40, 20_000
#: Unpacked, a workbook may be so large: one that is packed smaller than it looks is refused unread.
LARGEST_UNPACKED = 30 * 1024**2
UNREADABLE = Sentence("This file cannot be read as a table. Save it as XLSX or CSV and try again.")
EMPTY = Sentence("The table has no lines under its heads.")
BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, SyntaxError, OSError)


class Unreadable(Exception):
    """The file is no table that can be taken; `reason` is the sentence for whoever sent it."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def read_table(content, most=MOST_LINES):
    """Heads and at most so many lines of text out of the bytes of a file, each line as long as the heads.

    Raises `Unreadable`.
    """
    lines = from_workbook(content, most) if content.startswith(b"PK") else from_csv(content, most)
    lines = [[cell_text(cell) for cell in line[:MOST_COLUMNS]] for line in lines]
    lines = [line for line in lines if any(line)]
    if len(lines) < 2:
        raise Unreadable(EMPTY)
    if len(lines) > most + 1:
        raise Unreadable(Sentence("At most %(n)d lines are taken at once.", n=most))
    heads, *rest = lines
    width = len(heads)
    return heads, [(line + [""] * width)[:width] for line in rest]


def from_workbook(content, most):
    """The lines of the first sheet, up to one more than are taken."""
    from openpyxl import load_workbook  # for imports alone

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(UNREADABLE)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size may be wrong.
        sheet.reset_dimensions()
        return list(sheet.iter_rows(max_row=most + 2, max_col=MOST_COLUMNS, values_only=True))
    except BROKEN as broken:
        raise Unreadable(UNREADABLE) from broken


def from_csv(content, most):
    """Lines of CSV in UTF-8 or in the Cyrillic of older Windows, between commas, semicolons or tabs."""
    if b"\0" in content:
        raise Unreadable(UNREADABLE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [line for _n, line in zip(range(most + 2), lines, strict=False)]
    except csv.Error as broken:
        raise Unreadable(UNREADABLE) from broken


def cell_text(cell):
    """A cell as text on the one line or the several that it has; days as people here write them."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        hour = f" {clock_time(cell)}" if isinstance(cell, datetime) and cell.time() != time() else ""
        return short_day(cell) + hour
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # Our own files mark a cell that looks like a formula with an apostrophe.
    text = tidy(storable(str(cell)), multiline=True)[:LONGEST_CELL]
    return text[1:] if text.startswith("'") and text[1:].lstrip()[:1] in ("=", "+", "-", "@") else text
