"""Numbers, sizes and lengths of time as the reader's language writes them.

The words come from Babel where its Kazakh is whole; its Kazakh has no bytes and sets a Latin M in the megabyte,
so sizes and units are our own.
"""

from functools import lru_cache

from babel.numbers import format_decimal, format_percent

from app.locales import NO_BREAK_SPACE, reader_locale, wide_spaces

SIZE_UNITS = {
    "kk": ("байт", "КБ", "МБ", "ГБ", "ТБ"),
    "ru": ("байт", "КБ", "МБ", "ГБ", "ТБ"),
    "en": ("bytes", "KB", "MB", "GB", "TB"),
}
HOUR_AND_MINUTE = {"kk": ("сағ", "мин"), "ru": ("ч", "мин"), "en": ("h", "min")}


def number(n, *, language=None):
    """12 345,5 with the language's own marks."""
    return _written(n, reader_locale(language).language)


@lru_cache(maxsize=4096)
def _written(n, language):
    return _unbroken(format_decimal(n, locale=language))


def percent(part, whole, *, language=None):
    """How much of `whole` is there, rounded down: 100 % is said only when all of it is."""
    share = part * 100 // whole if whole else 0
    return _unbroken(format_percent(share / 100, locale=reader_locale(language)))


def file_size(size, *, language=None):
    """A size in bytes as «1,5 МБ», in steps of 1,024 as file managers count."""
    locale = reader_locale(language)
    units = SIZE_UNITS[locale.language]
    step = min(max(size.bit_length() - 1, 0) // 10, len(units) - 1)
    amount = size / 1024**step
    if round(amount) == 1024 and step < len(units) - 1:
        step, amount = step + 1, 1
    shown = format_decimal(amount, format="#,##0.#" if amount < 10 else "#,##0", locale=locale)
    return _unbroken(f"{shown} {_unit(units[step], amount)}")


def _unit(unit, amount):
    return "byte" if unit == "bytes" and amount == 1 else unit


def duration(minutes, *, language=None):
    """Whole minutes as «1 сағ 30 мин»."""
    hour, minute = HOUR_AND_MINUTE[reader_locale(language).language]
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {hour}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} {minute}")
    return _unbroken(" ".join(parts))


def _unbroken(text):
    return wide_spaces(text).replace(" ", NO_BREAK_SPACE)
