"""Addresses and words that every public page has in its head."""

from typing import NamedTuple

from flask import g, request, url_for
from flask_babel import get_locale

from app.language import NAMES
from app.outbox.links import absolute

#: What may stand behind the question mark, and stays when the language is changed.
KEPT = ("before", "after", "kind", "scale", "from")
SHORT = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
#: As Open Graph names languages with their country.
OPEN_GRAPH = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}
LONGEST_SUMMARY = 200


class Spoken(NamedTuple):
    """This page in one language: the address to click, and the full one for the world outside."""

    code: str
    short: str
    name: str
    url: str
    full_url: str
    is_current: bool


def languages():
    """This page in each language."""
    behind = {name: request.args[name] for name in KEPT if name in request.args}
    here, endpoint, within = get_locale().language, request.endpoint or "", request.view_args or {}
    return [
        Spoken(
            code,
            SHORT[code],
            name,
            url_for(endpoint, **behind | within | {"language": code}),
            full(endpoint, **within, language=code),
            code == here,
        )
        for code, name in NAMES.items()
    ]


def full(endpoint, **values):
    """The address of a public page for the world outside."""
    return absolute(endpoint, project_id=g.exhibition_id, **values)


def open_graph_language(code):
    return OPEN_GRAPH[code]


def summary(text):
    """The beginning of a description as one plain line, for search engines and messengers."""
    line = " ".join((text or "").replace("*", "").replace("#", "").replace("_", " ").split())
    return line if len(line) <= LONGEST_SUMMARY else line[:LONGEST_SUMMARY].rpartition(" ")[0] + " …"
