"""The newest things that hold the words are found wherever they lie and however many there are."""

import random

import pytest

from app.accounts.models import User
from app.db import db, rows
from app.finding import asked
from app.kazakh import fold
from app.newest import ENTRIES, newest
from app.text import SearchEntry
from tests import make

#: Ways to look: some of the newest one by one, more of them, the rest by the index; each finds the same.
REACHES = [(50, 50, 1), (4, 8, 0), (4, 8, 1), (4, 100, 0), (1, 2, 0), (1, 100, 1)]


def entry(project, kind, number, words):
    facts = {"project_id": project.id, "subject_type": kind, "subject_id": number}
    return make.save(SearchEntry(**facts, exact=words, folded=fold(words)))


@pytest.fixture
def entries(cast):
    """Thirty in two projects with words by chance, and an old and a new one with a rare word; the newest first."""
    chance, other = random.Random(2018), make.project(cast.outsider)
    laid = [entry(cast.project, "task", 1, "шөміш")]
    for number in range(30):
        words = [word for word, often in (("Газет", 0.6), ("Мектеп", 0.2)) if chance.random() < often]
        laid.append(entry(chance.choice([cast.project, other]), "material", number, " ".join(words)))
    return [entry(cast.project, "task", 2, "шөміш газет"), *laid[::-1]]


@pytest.mark.parametrize(("near", "far", "many"), REACHES)
def test_the_newest_that_hold_the_words_are_found_however_they_are_looked_for(cast, entries, near, far, many):
    def in_project(id):
        return id == cast.project.id

    searched = ENTRIES._replace(near=near, far=far, many=many)
    users = set(db.session.scalars(db.select(User.id)))
    wishes = [
        ({}, lambda entry: True),
        ({"seen": in_project}, lambda entry: in_project(entry.project_id)),
        ({"mine": [SearchEntry.subject_type == "task"]}, lambda entry: entry.subject_type == "task"),
        ({"among": db.select(User.id)}, lambda entry: entry.subject_id in users),
    ]

    for typed, word in (("газет", "газет"), ("мектеп", "мектеп"), ("шомиш", "шомиш"), ("газет шом", "шомиш газет")):
        for wish, meets in wishes:
            meeting = [entry.id for entry in entries if word in entry.folded and meets(entry)]
            for most in (1, 5, 100):
                found = rows(newest(searched, most, **wish), words=asked(typed))
                assert [row.id for row in found] == meeting[:most], (typed, wish, most)
