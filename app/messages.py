"""Whether the catalogues are complete, and hold no more than what is shown."""

import re
import subprocess
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

from app.config import LANGUAGES, ROOT

HOLE = re.compile(r"%\((\w+)\)")


def troubles():
    """A line for each message that is missing, fuzzy, unused, or has other holes than its id."""
    wanted = shown()
    return [f"{language}: {trouble}" for language in LANGUAGES for trouble in compared(catalogue(language), wanted)]


def shown():
    """The catalogue of what code and templates show, gathered as `make messages` gathers it."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "messages.pot")
        subprocess.run([ROOT / ".ci" / "extract", template], check=True)
        return read(template)


def catalogue(language):
    return read(ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po", locale=language)


def read(path, **options):
    with path.open("rb") as file:
        return read_po(file, **options)


def compared(catalogue, wanted):
    """What is wrong with a catalogue, beside the one of what is shown."""
    known, used = keys(catalogue), keys(wanted)
    yield from (f"not in the catalogue: {key[0]}" for key in used if key not in known)
    yield from (f"not shown any more: {key[0]}" for key in known if key not in used)
    yield from (f"not shown any more: {message.id}" for message in catalogue.obsolete.values())
    for message in catalogue:
        if message.id and (trouble := trouble_with(message)):
            yield f"{trouble}: {message.id}"


def keys(catalogue):
    """What tells one message from another: its id (of a plural, both) and its context, in the order of the file."""
    return {(message.id, message.context): None for message in catalogue if message.id}


def trouble_with(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    if message.fuzzy:
        return "fuzzy"
    if not all(texts):
        return "missing"
    wanted = set(HOLE.findall(ids[-1]))
    return None if all(set(HOLE.findall(text)) <= wanted for text in texts) else "other holes"
