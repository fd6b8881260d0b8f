"""Every kind of letter in three languages, word by word as it stands in `expected/`.

`SHEZHIRE_REWRITE_LETTERS=1 pytest tests/mail` writes those files anew; read the difference before it is kept.
"""

import os
import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.config import LANGUAGES
from app.db import db
from app.outbox.freeze import build
from app.outbox.kinds import KINDS
from app.outbox.models import Letter
from app.outbox.queries import masked
from tests.mail.situations import SITUATIONS, room

EXPECTED = Path(__file__).parent / "expected"
#: A fact's label in a letter is short; a longer one is a sentence that was taken for a fact.
LABEL, LONGEST_LABEL = re.compile(r"<th[^>]*>([^<]*)</th>"), 45
REWRITE = os.environ.get("SHEZHIRE_REWRITE_LETTERS") == "1"


def kind_of(name):
    return name.partition(".")[0]


def stored(name, language):
    return EXPECTED / language / f"{name}.txt"


def read(letter):
    """The letter's subject line and its text part as the sender freezes them, without the secrets of its links."""
    build(letter)
    assert "<img" not in html_of(letter)
    assert max(map(len, LABEL.findall(html_of(letter))), default=0) <= LONGEST_LABEL
    message = message_from_bytes(letter.mime, policy=policy.default)
    return masked(f"{message['Subject']}\n\n{message.get_body(('plain',)).get_content()}").replace("\r\n", "\n")


def html_of(letter):
    return message_from_bytes(letter.mime, policy=policy.default).get_body(("html",)).get_content()


def newest(name):
    query = db.select(Letter).where(Letter.about == kind_of(name)).order_by(Letter.id.desc())
    return db.session.scalars(query).first()


def written(name):
    return read(newest(name))


def compare(path, words):
    if REWRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    assert words == path.read_text()


def test_every_kind_of_letter_has_its_situation(app):
    assert {kind for kind in KINDS if not kind.startswith("tests/")} == set(map(kind_of, SITUATIONS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SITUATIONS)
def test_the_letter_says_what_is_stored(app, clock, name, language):
    here = room(language)
    here.clock = clock
    SITUATIONS[name](here)
    db.session.flush()

    compare(stored(name, language), written(name))


def test_no_letter_is_stored_that_nobody_writes(app):
    wanted = {stored(name, language) for name in SITUATIONS for language in LANGUAGES}

    assert set(EXPECTED.rglob("*.txt")) == wanted
