"""People as pages name them: the parts of their names, without the rest of the account."""

from typing import NamedTuple

from app.accounts.models import User
from app.names import HasName


class Parts(NamedTuple):
    id: int
    surname: str
    given_name: str
    patronymic: str
    sort_kk: bytes


class Named(HasName, Parts):
    """Somebody's id and name; two of the same are equal, so what shows them is drawn once."""


def name_columns(user=User):
    """What a statement selects for `named`."""
    return tuple(getattr(user, part) for part in Parts._fields)


def named(values):
    """The person of these columns; None where an outer join found nobody."""
    return None if values[0] is None else Named(*values)


def name_of(person):
    """The name of an account or of who is named already, apart from the rest."""
    return Named(*(getattr(person, part) for part in Parts._fields))
