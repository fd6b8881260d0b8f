"""Find what a file seems to be a double of, when it comes and when its picture is looked at."""

from app.db import db, rows, upsert
from app.files.doubles import bits
from app.files.doubles.models import Band, Double
from app.files.models import CLOSED, File, FileState

#: So many doubles of a file are written down, the nearest first.
MOST = 5
#: So many candidates are compared, however many blank forms a project has.
MOST_COMPARED = 500
OTHERS = (
    db.select(File.id, File.likeness)
    .where(File.id != db.bindparam("id"), File.project_id == db.bindparam("project_id"))
    .where(File.state == FileState.STORED, File.deleted_at.is_(None), File.of_id.is_(None), File.access != CLOSED)
)
SAME = OTHERS.where(File.sha256 == db.bindparam("sha256"), File.subject_type != "job").order_by(File.id).limit(MOST)
NEAR = (
    OTHERS.join(Band, Band.file_id == File.id)
    .where(Band.project_id == db.bindparam("project_id"), Band.value.in_(db.bindparam("values", expanding=True)))
    .limit(MOST_COMPARED)
)


def pair_same(file):
    """Write down with which files of the project a new one shares its bytes. The project's row is held."""
    if file.access != CLOSED:
        write_down(file, {row.id: None for row in rows(SAME, sha256=file.sha256, **place_of(file))})


def pair_alike(file):
    """Write down which pictures of the project look like this one, and how it is found. The project's row is held."""
    if not file.likeness:
        return
    own = bits.of_digits(file.likeness)
    candidates = {row.id: bits.of_digits(row.likeness) for row in rows(NEAR, values=bits.near(own), **place_of(file))}
    differences = {other: bits.difference(own, theirs) for other, theirs in candidates.items()}
    nearest = sorted((n, other) for other, n in differences.items() if n <= bits.MOST_DIFFERENT)[:MOST]
    write_down(file, {other: n for n, other in nearest})
    bands = [{"project_id": file.project_id, "value": band, "file_id": file.id} for band in bits.bands(own)]
    db.session.execute(upsert(Band).on_conflict_do_nothing(), bands)


def write_down(file, differences):
    pairs = [(file.id, other, n) for other, n in differences.items()]
    both = pairs + [(other, one, n) for one, other, n in pairs]
    found = [{"file_id": one, "other_id": other, "differs": n, "is_meant": False} for one, other, n in both]
    if found:
        db.session.execute(upsert(Double).on_conflict_do_nothing(), found)


def place_of(file):
    return {"id": file.id, "project_id": file.project_id}
