"""Files that are not whole, or not what they are called."""

from app.files.types import TYPES
from tests.files.hostile.parts import genuine, named


def cut_off(dice):
    """Files that end too soon."""
    for extension, content in genuine().items():
        for number in range(12):
            yield named("cut", number, extension), content[: dice.randrange(len(content))]


def wrong_types(_dice):
    """Every kind under the name of every other."""
    for extension, content in genuine().items():
        for other in TYPES:
            if TYPES[other] != TYPES[extension]:
                yield f"really-{extension}.{other}".encode(), content


def broken(dice):
    """Whole files with some bytes turned."""
    for extension, content in genuine().items():
        for number in range(12):
            spoilt = bytearray(content)
            for _byte in range(1 + number):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
            yield named("broken", number, extension), bytes(spoilt)
