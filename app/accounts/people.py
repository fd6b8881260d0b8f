"""People as pages name them: the parts of their names, without the rest of the account."""

from app.accounts.models import User
from app.names import HasName

PARTS = ("id", "surname", "given_name", "patronymic", "sort_kk")


class Named(HasName):
    """Somebody's id and name."""

    def __init__(self, id, surname, given_name, patronymic, sort_kk):
        self.id, self.surname, self.given_name = id, surname, given_name
        self.patronymic, self.sort_kk = patronymic, sort_kk


def name_columns(user=User):
    """What a statement selects for `named`."""
    return tuple(getattr(user, part) for part in PARTS)


def named(values):
    """The person of these columns; None where an outer join found nobody."""
    return None if values[0] is None else Named(*values)
