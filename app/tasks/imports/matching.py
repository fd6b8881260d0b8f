"""Which column is what, and what the cells of a line say. A cell that says nothing known is an error with its words."""

import re
from datetime import time
from typing import NamedTuple

from flask_babel import gettext as _

from app.kazakh import sound
from app.tasks.estimates import read_estimate
from app.tasks.lists.columns import names
from app.tasks.quick.days import due_of
from app.tasks.quick.line import words_of
from app.tasks.quick.reading import PRIORITIES
from app.text import say
from workflows.sentences import Sentence

#: What a column can be; the title is the one that there must be.
FIELDS = (
    *("title", "people", "stage", "due", "priority", "labels"),
    *("due_time", "starts_on", "estimate", "review", "description", "id"),
)
#: What tables made elsewhere call the same.
OTHER_HEADS = {
    "title": ("Атауы", "Название", "Title", "Тапсырма атауы", "Название задачи"),
    "people": ("Орындаушы", "Исполнитель", "Assignee", "Жауапты", "Ответственный"),
    "due": ("Мерзімі", "Срок", "Deadline", "Due"),
    "due_time": ("Уақыты", "Время", "Time"),
    "labels": ("Белгі", "Метка", "Label", "Тег", "Теги", "Tags"),
    "starts_on": ("Басталуы", "Начало", "Start"),
}
YES = frozenset(map(sound, ("иә", "да", "yes", "y", "1", "true", "x", "х")))
NO = frozenset(map(sound, ("жоқ", "нет", "no", "0", "false")))
LONGEST_TITLE = 200


class Line(NamedTuple):
    """One line of the table: its number in the file, what it was typed as, what it says, and what is wrong with it."""

    number: int
    typed: dict
    facts: dict
    errors: list


def fields():
    """What a column can be, in the reader's words."""
    return {field: names()[field] for field in FIELDS}


def read_lines(lines, columns, known):
    """Each line of the table as a `Line`; `columns` as `columns.asked` gives them, `known` is what names can mean."""
    return [read_line(n, line, columns, known) for n, line in enumerate(lines, 2)]


def read_line(n, line, columns, known):
    typed = {field: line[column] for field, column in columns.items() if line[column]}
    facts, errors = {}, []
    for field, text in typed.items():
        try:
            facts[field] = READERS[field](text, known)
        except ValueError as unread:
            errors.append(f"{names()[field]}: {text[:60]} – {say(unread.args[0])}")
    due = facts.pop("due", None)
    if due:
        facts = {"due_time": due.at, **facts, "due": due.day}
    elif facts.get("due_time") and "due" not in typed:
        errors.append(_("Choose the day, too."))
    if "title" not in typed:
        errors.append(_("There is no title."))
    if facts.get("due") and facts.get("starts_on") and facts["due"] < facts["starts_on"]:
        errors.append(_("A task cannot be due before it starts."))
    return Line(n, typed, facts, errors)


class Known(NamedTuple):
    """What the cells can name: people, stages and labels by the sounds of their names; the day today; tasks here."""

    people: dict
    stages: dict
    labels: dict
    today: object
    ids: frozenset


def title(text, known):
    text = " ".join(text.split())
    if len(text) > LONGEST_TITLE:
        raise ValueError(Sentence("The title is longer than %(n)d characters.", n=LONGEST_TITLE))
    return text


def number(text, known):
    if text.isdecimal() and len(text) < 10 and int(text) in known.ids:
        raise ValueError(Sentence("This task is here already; it is not brought in again."))
    return


def due(text, known):
    found = due_of(words_of(" ".join(text.split())), known.today)
    if found is None:
        raise ValueError(Sentence("This is no day."))
    return found


def day(text, known):
    return due(text, known).day


def hour(text, known):
    """A spreadsheet writes the seconds, too."""
    try:
        return time.fromisoformat(text.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as unread:
        raise ValueError(Sentence("Write the time as 15:00.")) from unread


def level(text, known):
    for priority, words in PRIORITIES.items():
        if any(sound(word) == sound(text) for word in words):
            return priority
    raise ValueError(Sentence("This is no priority."))


def yes_or_no(text, known):
    if sound(text) in YES | NO:
        return sound(text) in YES
    raise ValueError(Sentence("Write yes or no."))


def estimate(text, known):
    return read_estimate(text)


def description(text, known):
    return text


def people(text, known):
    return [the_one(part, known.people, Sentence("Nobody of the workgroup is called so.")) for part in parts(text)]


def stage(text, known):
    return the_one(text, known.stages, Sentence("The plan has no such stage."))


def labels(text, known):
    return [the_one(part, known.labels, Sentence("The project has no such label.")) for part in parts(text)]


def parts(text):
    return [part.strip() for part in re.split(r"[;,\n]", text) if part.strip()]


def the_one(text, things, unknown):
    """The only thing whose names hold every word of the text; an initial stands for a name."""
    typed = [sound(word) for word in re.split(r"[\s.-]+", text) if sound(word)]
    fitting = [id for id, names in things.items() if typed and all(fits(word, names) for word in typed)]
    whole = [id for id in fitting if len(things[id]) == len(set(typed))]
    if len(whole or fitting) != 1:
        raise ValueError(unknown if not fitting else Sentence("Several are called so."))
    return (whole or fitting)[0]


def fits(word, names):
    return word in names or (len(word) == 1 and any(name.startswith(word) for name in names))


READERS = {
    "title": title,
    "people": people,
    "stage": stage,
    "due": due,
    "due_time": hour,
    "priority": level,
    "labels": labels,
    "starts_on": day,
    "estimate": estimate,
    "review": yes_or_no,
    "description": description,
    "id": number,
}
