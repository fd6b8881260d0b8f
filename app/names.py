"""How people's names are written, in the official order: surname, given name, patronymic. Any part may be missing."""

import re
from functools import lru_cache

from app.kazakh import sort_kk
from app.locales import NO_BREAK_SPACE


class HasName:
    """Somebody with the three parts of a name."""

    @property
    def full_name(self):
        return full_name(self.surname, self.given_name, self.patronymic)

    @property
    def short_name(self):
        return short_name(self.surname, self.given_name, self.patronymic)

    @property
    def initials(self):
        return initials(self.surname, self.given_name)


def full_name(surname, given, patronymic):
    """«Қонаев Дінмұхамед Ахметұлы»."""
    return " ".join(part for part in (surname, given, patronymic) if part)


@lru_cache(maxsize=4096)
def short_name(surname, given, patronymic):
    """«Қонаев Д. А.», unbroken at the line's end; who has no surname keeps the given name whole."""
    if not surname:
        return given or ""
    dotted = [_dotted(part) for part in (given, patronymic) if part]
    return NO_BREAK_SPACE.join([surname, *dotted])


def _dotted(name):
    """Жан-Поль gives Ж.-П."""
    return "-".join(f"{part[0].upper()}." for part in re.split(r"[-\s]+", name) if part)


def initials(surname, given, patronymic=None):
    """Two letters for a picture's place, «ҚД»; one where there is but one name."""
    return "".join(part[0].upper() for part in [part for part in (surname, given, patronymic) if part][:2])


def name_key(surname, given, patronymic):
    """Bytes that put people in the order of the Kazakh alphabet."""
    return sort_kk(full_name(surname, given, patronymic))
