"""What an address can hold: ids, places in an order, moments; what no row can have is refused."""

from datetime import MAXYEAR, UTC, datetime

from werkzeug.routing import IntegerConverter

LARGEST_ID = 2**31 - 1


class RowNumber(IntegerConverter):
    """An id in an address; one too large for any row is a page that does not exist."""

    def __init__(self, map, **options):
        super().__init__(map, **(options | {"max": LARGEST_ID}))


def row_id(typed):
    """An id behind the question mark, or in a form that is read by hand. Raises ValueError when no row can have it."""
    number = int(typed)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(typed)
    return number


def place(typed):
    """A place in an order that people give, behind the question mark. Raises ValueError where no row can have it."""
    number = int(typed)
    if abs(number) > LARGEST_ID:
        raise ValueError(typed)
    return number


def instant(typed):
    """A moment behind the question mark, in UTC. Raises ValueError when there is none such."""
    moment = datetime.fromisoformat(typed)
    if not 1 < moment.year < MAXYEAR:
        raise ValueError(typed)
    return moment.astimezone(UTC)
