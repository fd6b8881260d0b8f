"""What a form refuses is said in the reader's own language, by each of its fields."""

import re
from html import unescape

import pytest

from app.accounts.models import User
from app.db import db
from tests.bad_input.cases import FORMS

ERROR = re.compile(r'class="invalid-feedback"[^>]*>(?:<svg.*?</svg>)?([^<]+)', re.DOTALL)
LATIN = re.compile(r"[A-Za-z]{2,}")
#: Words of the sentences themselves that are Latin in every language.
NAMES = {"http", "https", "Wikidata", "VIAF", "ISNI", "GeoNames"}
LANGUAGES = ("kk", "ru", "en")
# The first account's form asks what the settings and the sign-in ask.
WITH_WORDS = [name for name, form in FORMS.items() if form.lines and name != "accounts.first"]
WRONG = ("", "<b>", "Ж" * 10_500)


@pytest.fixture
def read_in(things, post):
    """``read_in(language, name, typed)``: what the form says when that stands in all of its fields."""

    def sentences(language, name, typed):
        db.session.execute(db.update(User).values(language=language))
        db.session.commit()
        fields = [field for field in FORMS[name].typed(things) if field not in ("version", "files")]
        page = post(name, headers={"Accept-Language": language}, **dict.fromkeys(fields, typed))
        # What was typed is nobody's language.
        return [unescape(sentence).replace(typed, "").strip() for sentence in ERROR.findall(page.text)]

    return sentences


@pytest.mark.parametrize("name", WITH_WORDS)
def test_every_refusal_is_in_the_readers_language(read_in, name):
    for typed in WRONG:
        said = {language: read_in(language, name, typed) for language in LANGUAGES}
        for kazakh, russian, english in zip(*said.values(), strict=True):
            assert len({kazakh, russian, english}) == 3
            assert set(LATIN.findall(kazakh + russian)) <= NAMES
