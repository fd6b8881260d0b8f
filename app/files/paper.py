"""A PDF as the worker leafed through it: a ZIP, made by `leaf.py`, with a picture of each page and the words on it."""

import json
import zipfile
from contextlib import suppress

from app.kazakh import storable, tidy

PACKED = "application/zip"


class Paper:
    """The pages of an open ZIP, counted from 1. Of a long paper only the first `shown` of `count` pages are there."""

    def __init__(self, stream):
        self.folder = zipfile.ZipFile(stream)
        facts = json.loads(self.folder.read("pages.json"))
        self.count, self.sizes = facts["count"], facts["sizes"]
        self.shown = len(self.sizes)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.folder.close()

    def size(self, number):
        """Width and height of a page's picture, in pixels; None of a page that is torn."""
        width, height = self.sizes[number - 1]
        return (width, height) if width else None

    def picture(self, number):
        """The picture of a page as WebP; None where there is no such page, or it is torn."""
        return self.member(f"{number}.webp")

    def small(self):
        """The small picture of the first page as WebP, or None."""
        return self.member("small.webp")

    def words(self, number):
        """What stands on a page, in lines."""
        return tidy(storable((self.member(f"{number}.txt") or b"").decode()), multiline=True)

    def member(self, name):
        with suppress(KeyError):
            return self.folder.read(name)
        return None
