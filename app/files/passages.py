"""The words in files, cut into passages that the search finds, each with the place where it stands."""

from textwrap import wrap

from app.db import db
from app.files.models import Passage
from app.files.parents import PARENTS
from app.kazakh import fold

#: A passage has about so many letters; of a longer file the beginning is found.
LONG = 400
MOST = 500
#: A page is one passage where it is no longer than this, so that one place is found once.
LONG_PAGE = 4_000


def passages_of_pages(pages):
    """Pairs of page and its words, cut to passages of one page each."""
    return [(page, piece) for page, words in pages for piece in wrap(words, LONG_PAGE, break_on_hyphens=False)]


def passages_of(pieces):
    """Pairs of place and words, put together to passages: ``[(place of the first, words)]``."""
    passages: list[tuple[int | None, str]] = []
    for place, words in pieces:
        if passages and len(passages[-1][1]) + len(words) < LONG:
            began, before = passages[-1]
            passages[-1] = (began, f"{before} {words}")
        elif len(passages) == MOST:
            break
        else:
            passages.append((place, words[: LONG * 2]))
    return passages


def make_findable(file, passages):
    """Let the search find the words of a file, where those of its thing are found; gives the ids of the passages."""
    if not PARENTS[file.subject_type].is_searched:
        return []
    pieces = ((place, words, fold(words)) for place, words in passages)
    rows = [
        Passage(project_id=file.project_id, file_id=file.id, place=place, exact=exact, folded=folded)
        for place, exact, folded in pieces
    ]
    db.session.add_all(rows)
    db.session.flush()
    return [row.id for row in rows]


def forget(file, but=()):
    """Let the search find nothing of a file any more, or only the passages with these ids."""
    gone = db.delete(Passage).where(Passage.file_id == file.id, Passage.id.not_in(but))
    db.session.execute(gone.execution_options(synchronize_session=False))
