"""Whether the catalogues are complete."""

import re

from babel.messages.pofile import read_po

from app.config import LANGUAGES, ROOT

HOLE = re.compile(r"%\((\w+)\)")


def troubles():
    """A line for each message that is missing, fuzzy, or has other holes than its id."""
    return [trouble for language in LANGUAGES for trouble in troubles_in(language)]


def troubles_in(language):
    with (ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if message.id and (trouble := trouble_with(message)):
            yield f"{language}: {trouble}: {message.id}"


def trouble_with(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    if message.fuzzy:
        return "fuzzy"
    if not all(texts):
        return "missing"
    wanted = set(HOLE.findall(ids[-1]))
    return None if all(set(HOLE.findall(text)) <= wanted for text in texts) else "other holes"
