"""The words in files, cut into passages that the search finds, each with the place where it stands."""

from app.db import db
from app.files.models import Passage
from app.files.parents import PARENTS
from app.text import SearchEntry, index

#: A passage has about so many letters; of a longer file the beginning is found.
LONG = 400
MOST = 500


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
    """Let the search find the words of a file, where those of the things it hangs on are found."""
    if not PARENTS[file.subject_type].is_searched:
        return
    for place, words in passages:
        passage = Passage(project_id=file.project_id, file_id=file.id, place=place)
        db.session.add(passage)
        db.session.flush()
        index(passage, words)


def forget(file):
    """Let the search find nothing of a file any more."""
    of_it = db.select(Passage.id).where(Passage.file_id == file.id)
    found = db.delete(SearchEntry).where(SearchEntry.subject_type == Passage.kind, SearchEntry.subject_id.in_(of_it))
    db.session.execute(found.execution_options(synchronize_session=False))
    gone = db.delete(Passage).where(Passage.file_id == file.id)
    db.session.execute(gone.execution_options(synchronize_session=False))
