"""The pages of a PDF, read one by one: each has an address of its own."""

from typing import NamedTuple

from flask import abort, current_app, request

from app.files.paper import Paper
from app.files.sending import sent_picture


class Leaf(NamedTuple):
    """One page as it is read: its number of so many that are shown, of so many that the paper has.

    `size` is that of its picture in pixels, None where it is torn; `words` are what stands on it, in lines.
    """

    number: int
    shown: int
    whole: int
    size: tuple | None
    words: str

    @property
    def before(self):
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self):
        return self.number + 1 if self.number < self.shown else None


def leaf_of(row):
    """The page that the address names, of the kept pages of a PDF; the nearest where there is no such page."""
    if row is None:
        return None
    with opened(row) as kept, Paper(kept) as paper:
        number = min(max(request.args.get("page", 1, type=int), 1), paper.shown)
        return Leaf(number, paper.shown, paper.count, paper.size(number), paper.words(number))


def picture_of_page(row, number):
    """The picture of a page as an answer, or a 404."""

    def read():
        with opened(row) as kept, Paper(kept) as paper:
            return paper.picture(number) or abort(404)

    return sent_picture(read, tag=f"{row.stored_name}-{number}", mimetype="image/webp")


def opened(row):
    return current_app.extensions["storage"].open(row.stored_name)
