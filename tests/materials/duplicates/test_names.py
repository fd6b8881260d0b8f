"""Which names may be one person's, and which are not suggested, however alike their letters are."""

import pytest

from app.materials.duplicates.names import Likeness, keys, likeness

ALIKE = [
    ("Омаров Серік", "омаров серік", Likeness.SAME),
    ("Әуезов Мұхтар", "Ауезов Мухтар", Likeness.SPELLING),
    ("Омаров Серік", "Oмаров Сepiк", Likeness.SPELLING),  # Latin O, e, p, i
    ("Әуезов Мұхтар", "Ауэзов Мухтар", Likeness.SPELLING),
    ("Kunaev Dinmukhamed", "Қонаев Дінмұхамед", Likeness.SPELLING),
    ("Серік Омаров", "Омаров Серік", Likeness.ORDER),
    ("Мұратова Зейнеп Қанатқызы", "Муратова Зейнеп", Likeness.SHORTER),
    ("Байтұрсынұлы Ахмет", "Байтурсынов Ахмет", Likeness.ENDING),
    ("Абай Құнанбаев", "Құнанбайұлы Абай", Likeness.ENDING),
    ("Жансүгіров Ілияс", "Джансугуров Ильяс", Likeness.NEAR),
    ("Алтынсарин Ыбырай", "Ибрай Алтынсарин", Likeness.NEAR),
    ("Қонаев Д. А.", "Қонаев Дінмұхамед", Likeness.INITIALS),
    ("Ахметов А.", "Ахметова А.", Likeness.INITIALS),
]


@pytest.mark.parametrize(("one", "other", "said"), ALIKE)
def test_a_name_is_known_in_another_spelling_and_found_by_a_key(one, other, said):
    assert likeness(one, other) is likeness(other, one) is said
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ахметов Марат", "Ахметов Мурат"),
        ("Омаров Нұрлан", "Омарова Нұрлана"),
        ("Алиев Ерлан", "Алиев Ерболат"),
        ("Абай", "Абай Құнанбаев"),
        ("Қ. А.", "Қ. А. Б."),
        ("…", "?"),
    ],
)
def test_different_names_stay_different(one, other):
    assert likeness(one, other) is likeness(other, one) is None
