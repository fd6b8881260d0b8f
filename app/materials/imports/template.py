"""The table to begin with: its heads, what may be chosen in its cells, a line as an example, and the lists."""

import io

from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from app.materials.forms import LANGUAGES
from app.materials.imports.columns import MOST_LINES, names
from app.materials.models import Acquisition, MaterialKind
from app.materials.rights import STATEMENTS
from app.spreadsheets import PLAIN_TEXT

WIDTH = 22


def template():
    """A workbook in the reader's language; gives bytes."""
    import xlsxwriter  # some megabytes, and few requests write a workbook

    heads, lists = {field: word for field, word in names().items() if field != "accession"}, choices()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN_TEXT) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        sheet, shown, words = (book.add_worksheet(title) for title in (_("Materials"), _("Example"), _("Lists")))
        write_heads(sheet, heads.values(), bold)
        write_heads(shown, heads.values(), bold)
        for column, text in enumerate(example().get(field, "") for field in heads):
            shown.write_string(1, column, text)
        write_heads(words, (heads[field] for field in lists), bold)
        for place, (field, offered) in enumerate(lists.items()):
            words.write_column(1, place, offered)
            column = list(heads).index(field)
            source = f"='{words.get_name()}'!${'ABCD'[place]}$2:${'ABCD'[place]}${len(offered) + 1}"
            # What is typed otherwise is let through: the dry run says what it cannot read.
            sheet.data_validation(
                1, column, MOST_LINES, column, {"validate": "list", "source": source, "error_type": "information"}
            )
    return out.getvalue()


def write_heads(sheet, heads, bold):
    heads = list(heads)
    sheet.write_row(0, 0, heads, bold)
    sheet.set_column(0, len(heads) - 1, WIDTH)
    sheet.freeze_panes(1, 0)


def choices():
    """What may stand in the columns that take no other words."""
    return {
        "genre": [pgettext("material kind", kind.value) for kind in MaterialKind],
        "language": [get_locale().languages[code] for code in LANGUAGES],
        "acquisition": [pgettext("acquisition", way.value) for way in Acquisition],
        "rights_uri": [pgettext("rights", words) for words in STATEMENTS.values()],
    }


def example():
    return {
        "title": _("Photograph of school 4"),
        "genre": pgettext("material kind", MaterialKind.PHOTOGRAPH.value),
        "made": "1957~",
        "description": _("A class in front of the school."),
        "language": get_locale().languages["kk"],
        "persons": "Омаров Серік; Сейтова Айгүл",
        "places": "Рудный",
        "source_name": "Омарова Әсел",
        "acquisition": pgettext("acquisition", Acquisition.GIFT.value),
        "source_on": "20.02.2026",
        "files": "мектеп-1957.jpg; мектеп-1957-сырты.jpg",
    }
