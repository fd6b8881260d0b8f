"""Fill the English catalogue with its own message ids."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po, write_po


def fill(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if message.id:
            message.string = message.id
    with path.open("wb") as file:
        write_po(file, catalogue, width=0)


fill(Path(sys.argv[1]))
