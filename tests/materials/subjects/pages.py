"""What the tests of persons, events and places post."""

from app.db import db
from app.materials.subjects.models import Event, Person, Place

PERSON = {
    "names-0-form": "MAIN",
    "names-0-language": "kk",
    "names-0-surname": "Қонаев",
    "names-0-given": "Дінмұхамед",
    "names-0-patronymic": "Ахметұлы",
    "names-1-form": "MAIN",
    "names-1-language": "ru",
    "names-1-surname": "Кунаев",
    "names-1-given": "Динмухамед",
    "birth-how": "",
    "birth-first": "12.01.1912",
    "death-how": "about",
    "death-first": "1993",
    "living": "no",
    "relations-0-kind": "TEACHER",
    "relations-0-name": "Бекенов Болат",
    "description_kk": "Рудный құрылысының басында болған.",
    "description_en": "He began the building of Rudny.",
    "sources-0-claim": "birth",
    "sources-0-text": "State archive, f. 12, p. 4",
    "wikidata": "Q312483",
}
EVENT = {
    "name_kk": "Мектептің ашылуы",
    "name_en": "Opening of the school",
    "date-how": "between",
    "date-first": "1957",
    "date-second": "1958",
    "place": "Рудный",
    "participants-0-name": "Бекенов Болат",
    "participants-0-role": "headmaster",
    "sources-0-claim": "date",
    "sources-0-text": "Newspaper of 2 September 1957",
}
PLACE = {
    "name_kk": "Қостанай",
    "name_ru": "Костанай",
    "former-0-name": "Кустанай",
    "former-0-years": "1895–1997",
    "latitude": "53.2144",
    "longitude": "63.6246",
    "part_of": "Қостанай облысы",
    "geonames": "1519928",
}


def write_down(browser, project, plural, facts):
    """Record it through its form; gives the row of what was recorded."""
    answer = browser.post(f"/projects/{project.id}/{plural}/new", data=facts)
    assert answer.status_code == 303, answer.text
    model = {"persons": Person, "events": Event, "places": Place}[plural]
    return db.session.get_one(model, int(answer.location.rpartition("/")[2]))
