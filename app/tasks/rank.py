"""Where a card stands in its column: a text that sorts between those of its neighbours, so a move changes one row."""

from datetime import UTC, datetime, timedelta

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MIDDLE = "i"
#: What the column of the database holds; a longer rank means that the cards have to be spread anew.
LONGEST = 64

TOP, BOTTOM = "a", "n"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STAMP_LENGTH = 12


def at_bottom(instant):
    """A rank below every card placed before `instant`, without asking where they stand."""
    return BOTTOM + in_digits(microseconds(instant)) + MIDDLE


def at_top(instant):
    """A rank above every card placed before `instant`."""
    return TOP + in_digits(len(DIGITS) ** STAMP_LENGTH - 1 - microseconds(instant)) + MIDDLE


def between(above, below):
    """A rank after `above` and before `below`; an empty text stands for the end of the column.

    Raises ValueError where there is no room: the two are equal, or the wrong way round.
    """
    if below and above >= below:
        raise ValueError(f"There is no room between {above!r} and {below!r}.")
    shared = ""
    for place in range(len(above) + len(below) + 1):
        low = DIGITS.index(above[place]) if place < len(above) else 0
        high = DIGITS.index(below[place]) if place < len(below) else len(DIGITS)
        if high - low > 1:
            return shared + DIGITS[(low + high) // 2]
        shared += DIGITS[low]
        if high > low:
            below = ""
    return shared + MIDDLE


def spread(count):
    """Ranks for a whole column, with room between them."""
    return [BOTTOM + in_digits(number, 6) + MIDDLE for number in range(1, count + 1)]


def in_digits(number, length=STAMP_LENGTH):
    """A number in digits that sort as text, always of one length."""
    text = ""
    for _place in range(length):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def microseconds(instant):
    return (instant - EPOCH) // timedelta(microseconds=1)
