"""The reader's locale, and the one kind of unbroken space we print."""

from babel import Locale
from flask_babel import get_locale

NO_BREAK_SPACE = "\u00a0"


def reader_locale(language=None):
    """The locale of `language`, else of the page or letter being made, else Kazakh."""
    return Locale(language) if language else get_locale() or Locale("kk")


def wide_spaces(text):
    """Without the narrow no-break space that Babel sets: some fonts do not have it and tables lose it."""
    return text.replace("\u202f", NO_BREAK_SPACE)
