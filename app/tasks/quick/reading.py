"""What of a line is more than its title. Every piece can be refused: its words are then words of the title again."""

import re
from datetime import date, time
from typing import NamedTuple

from app.kazakh import sound
from app.tasks.models import Priority
from app.tasks.quick.days import MOST_WORDS, due_of
from app.tasks.quick.line import is_letter, words_of

#: A name that so many or more could mean is no name.
TOO_MANY = 7
MYSELF = frozenset(map(sound, ("мен", "маған", "өзім", "я", "мне", "me")))
PRIORITIES = {
    Priority.HIGH: ("жоғары", "шұғыл", "маңызды", "высокий", "срочно", "важно", "high", "urgent", "important"),
    Priority.NORMAL: ("қалыпты", "обычный", "средний", "normal", "medium"),
    Priority.LOW: ("төмен", "низкий", "low"),
}
#: Of these a task has one at most; the first that is kept counts.
SINGLE = ("day", "priority", "stage")


class When(NamedTuple):
    """A day, and a time of it where one is named."""

    day: date
    at: time | None

    def __str__(self):
        return f"{self.day}T{self.at:%H-%M}" if self.at else str(self.day)


class Piece(NamedTuple):
    """A part of the line from `start` to `end`, and what it stands for.

    `value` is a `When`, a `Priority`, or the id of a person, a stage or a label. One that is not `is_sure` is offered,
    and counts only when the reader takes it: a name that several have, a day gone by.
    """

    kind: str
    start: int
    end: int
    value: When | Priority | int
    is_sure: bool = True

    @property
    def token(self):
        """How a form names the piece."""
        value = getattr(self.value, "name", None) or self.value
        return f"{self.kind}-{self.start}-{self.end}-{value}"


class Known(NamedTuple):
    """What names in a line can mean: for each mark the kind of thing, and the words of each one's names, by id."""

    people: dict
    stages: dict
    labels: dict
    my_id: int | None = None

    def behind(self, mark):
        return {"@": ("person", self.people), "%": ("stage", self.stages), "#": ("label", self.labels)}[mark]


def read(line, today, known):
    """The pieces of a line from its beginning on. A line must be tidy already."""
    words, pieces, place = words_of(line), [], 0
    while place < len(words):
        found, taken = piece_at(words[place:], today, known)
        pieces += found
        place += taken or 1
    return pieces


def piece_at(words, today, known):
    """The piece that begins with the first word, as one or several meanings, and how many words it takes."""
    mark = words[0].typed[:1]
    if mark == "@" and sound(words[0].typed) in MYSELF and known.my_id:
        return [Piece("person", words[0].start, words[0].end, known.my_id)], 1
    if mark and mark in "@%#":
        return named(words, *known.behind(mark))
    if mark == "!":
        return priority(words[0])
    for n in range(min(MOST_WORDS, len(words)), 0, -1):
        if found := due_of(words[:n], today):
            return [Piece("day", words[0].start, words[n - 1].end, When(found.day, found.at), found.is_sure)], n
    return [], 0


def named(words, kind, things):
    """Whom or what a mark names: by the beginning of one name, and by whole names behind it."""
    start, taken = sound(words[0].typed), 1
    ids = with_name(things, start, str.__eq__) or with_name(things, start, str.startswith)
    for word in words[1:]:
        is_initial = kind == "person" and is_letter(word.typed)
        closer = ids & with_name(things, sound(word.typed), str.startswith if is_initial else str.__eq__)
        if not closer:
            break
        ids, taken = closer, taken + 1
    if not 0 < len(ids) < TOO_MANY:
        return [], 0
    span = words[0].start, words[taken - 1].end
    return [Piece(kind, *span, thing_id, len(ids) == 1) for thing_id in things if thing_id in ids], taken


def with_name(things, typed, compares):
    """The ids of those of whom a name compares with what was typed."""
    return {id for id, names in things.items() if typed and any(compares(name, typed) for name in names)}


def priority(word):
    typed = sound(word.typed)
    is_marks_alone = len(word.typed) > 1 and not word.typed.strip("!")
    for level, names in PRIORITIES.items():
        if is_marks_alone or (len(typed) > 1 and any(sound(name).startswith(typed) for name in names)):
            return [Piece("priority", word.start, word.end, level)], 1
    return [], 0


def decided(line, pieces, seen, kept, shown):
    """The pieces that count. `kept` are the tokens that the reader left ticked when `shown` were the pieces of `seen`.

    What was refused or taken then stays so while the reader types on; what is new counts where it is sure.
    """
    answers = {meaning(seen, piece): piece.token in kept for piece in shown}
    taken: list[Piece] = []
    for piece in pieces:
        is_wanted = answers.get(meaning(line, piece), piece.is_sure)
        if is_wanted and not (piece.kind in SINGLE and any(other.kind == piece.kind for other in taken)):
            taken.append(piece)
    return taken


def meaning(line, piece):
    """The piece wherever it stands in the line."""
    return piece.kind, piece.value, line[piece.start : piece.end]


def title_of(line, pieces):
    """The words of a line that no piece holds."""
    spans = sorted({(piece.start, piece.end) for piece in pieces})
    for start, end in reversed(spans):
        line = line[:start] + " " + line[end:]
    return tidied(line) if spans else line


def tidied(text):
    """Words from which others were taken out, without the commas between them and the brackets around them."""
    text = re.sub(r"[(\[«“„\"]\s+[)\]»”\"]", " ", text)
    text = re.sub(r"\s+(?=[,;:.!?])", "", " ".join(text.split()))
    return re.sub(r"([,;])[,;]+", r"\1", text).strip(" ,;:–—-")
