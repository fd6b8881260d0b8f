"""What a page says of the doubles of its files."""

from typing import NamedTuple

from sqlalchemy.orm import aliased

from app.db import db
from app.files import queries
from app.files.doubles.models import Double
from app.files.models import File, PreviewState
from app.files.parents import PARENTS, readable_by

Other = aliased(File)
FACTS = (Other.id, Other.name, Other.subject_type, Other.subject_id, Other.preview, Double.differs, Double.is_meant)


class Shown(NamedTuple):
    """A double of a file: the other's id, name and page, and what is known of the two."""

    id: int
    name: str
    address: str
    is_pictured: bool
    is_same: bool
    is_meant: bool


def with_doubles(subject, actor):
    """The files of a thing, and ``{file's id: [Shown]}`` of the doubles that this person may see; one statement."""
    both = (Double.file_id == File.id) & Other.deleted_at.is_(None) & readable_by(actor, Other)
    joined = db.join(Double, Other, Other.id == Double.other_id)
    query = queries.of(subject).select_from(File).outerjoin(joined, both).add_columns(*FACTS).order_by(Other.id)
    files: dict = {}
    doubles: dict = {}
    for file, other_id, *facts in db.session.execute(query):
        files[file.id] = file
        if other_id:
            doubles.setdefault(file.id, []).append(shown(other_id, *facts))
    return list(files.values()), doubles


def shown(id, name, kind, subject_id, preview, differs, is_meant):
    address = PARENTS[kind].address(subject_id)
    return Shown(id, name, address, preview is PreviewState.MADE, differs is None, is_meant)
