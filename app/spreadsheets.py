"""Tables as files for a spreadsheet. No cell is ever reckoned: what looks like a formula stays text."""

import csv
import io
from datetime import date

#: A spreadsheet takes a cell that begins so for a formula.
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A workbook that takes no text for anything else.
PLAIN_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_csv(heads, lines):
    """The table in UTF-8 with its mark, days as they sort; gives bytes."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in [heads, *lines])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell):
    """The cell as CSV may hold it."""
    if cell is None or isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def as_xlsx(heads, lines):
    """The table as a workbook of one sheet, numbers and days typed; gives bytes."""
    import xlsxwriter  # for exports alone

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN_TEXT) as book:
        sheet = book.add_worksheet()
        head, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, heads, head)
        for row, line in enumerate(lines, 1):
            for column, cell in enumerate(line):
                write_cell(sheet, row, column, cell, day)
        sheet.autofit()
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def write_cell(sheet, row, column, cell, day):
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(cell))
