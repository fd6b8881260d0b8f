"""Persons, events and places of the demo: invented lives in a real town."""

from app.materials.subjects.actions import add
from app.materials.subjects.dates import bounds
from app.materials.subjects.models import Event, NameForm, Person, Place, RelationKind

ARCHIVE = "Қалалық мұрағат, 12-қор, 4-іс"


def write_down_history(project, actor):
    """A few people and what happened to them, so that the lists and the chronicle are not empty."""
    add(
        Place,
        project,
        actor=actor,
        name={"kk": "Рудный", "ru": "Рудный", "en": "Rudny"},
        description={"kk": "Кенді өлкенің қаласы."},
        former=[],
        latitude=52.9729,
        longitude=63.1168,
        part_of_name="Қостанай облысы",
        sources=[],
        authorities={},
    )
    for names, birth, death, living, relations in PEOPLE:
        add(
            Person,
            project,
            actor=actor,
            names=[named(*name) for name in names],
            description={"kk": "Өлке тарихына үлес қосқан қаламгер."},
            **bounds(birth, "birth"),
            **bounds(death, "death"),
            is_living=living,
            relations=relations,
            sources=[{"claim": "birth", "text": ARCHIVE}],
            authorities={},
        )
    for kk, ru, when, people in EVENTS:
        add(
            Event,
            project,
            actor=actor,
            name={"kk": kk, "ru": ru},
            description={},
            **bounds(when),
            place_name="Рудный",
            participants=people,
            sources=[{"claim": "date", "text": "Газет, 1957 жылғы 2 қыркүйек"}],
            authorities={},
        )


def named(language, surname, given, form=NameForm.MAIN):
    return {"language": language, "surname": surname, "given": given, "form": form}


PEOPLE: tuple = (
    (
        [("kk", "", "Қанат Сүлейменов"), ("ru", "Сулейменов", "Канат")],
        "1912~",
        "1986-03-14",
        False,
        [],
    ),
    (
        [("kk", "Мұратова", "Зейнеп"), ("kk", "", "Дала қызы", NameForm.PEN), ("ru", "Муратова", "Зейнеп")],
        "1924",
        "",
        None,
        [(RelationKind.TEACHER, "Қанат Сүлейменов", True)],
    ),
    ([("ru", "Гаврилов", "Степан"), ("kk", "Гаврилов", "Степан")], "189X", "1958", False, []),
)
EVENTS = (
    (
        "Рудныйда алғашқы мектептің ашылуы",
        "Открытие первой школы в Рудном",
        "1957-09-01",
        [("Қанат Сүлейменов", "мұғалім")],
    ),
    ("Кен орнының ашылуы", "Открытие месторождения", "1949~", [("Гаврилов Степан", "барлаушы")]),
    ("Әдеби бірлестіктің жылдары", "Годы литературного объединения", "1961/1974", [("Мұратова Зейнеп", "")]),
)
