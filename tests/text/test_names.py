"""Names in the official order: surname, given name, patronymic."""

import pytest

from app.names import full_name, initials, name_key, short_name


@pytest.mark.parametrize(
    ("parts", "full", "short", "letters"),
    [
        (("Қонаев", "Дінмұхамед", "Ахметұлы"), "Қонаев Дінмұхамед Ахметұлы", "Қонаев Д. А.", "ҚД"),
        (("Әуезов", "Мұхтар", None), "Әуезов Мұхтар", "Әуезов М.", "ӘМ"),
        (("Бек", "Жан-Поль", ""), "Бек Жан-Поль", "Бек Ж.-П.", "БЖ"),
        (("", "Абылай", ""), "Абылай", "Абылай", "А"),
        (("", "Абай", "Құнанбайұлы"), "Абай Құнанбайұлы", "Абай", "АҚ"),
        (("Жамбыл", "", ""), "Жамбыл", "Жамбыл", "Ж"),
        ((None, "іле", None), "іле", "іле", "І"),
        (("", "", ""), "", "", ""),
    ],
)
def test_a_name_is_written_whole_short_and_as_letters(parts, full, short, letters):
    assert full_name(*parts) == full
    assert short_name(*parts) == short.replace(" ", "\u00a0")
    assert initials(*parts) == letters


def test_people_are_listed_by_the_kazakh_alphabet():
    people = [("Абаев", "Жан", ""), ("Әбдіров", "Нұркен", ""), ("Әуезов", "Мұхтар", ""), ("Ықсанов", "Ер", "")]
    mixed = people[::-1]

    assert sorted(mixed, key=lambda person: name_key(*person)) == people
