"""How much room the files of a project may take: set aside before a byte comes, given back when one goes.

What is counted is what people sent: their files until they are taken off, and what is still on its way in parts. The
pictures that the service makes and the ZIPs that it puts together are its own.
"""

from collections import Counter

from app.db import connection, db, one_row, write
from app.files.models import File, FileRole
from app.files.types import WrongFile
from app.numbers import file_size
from app.projects.models import Project
from app.projects.room import default_room
from workflows.sentences import Sentence

MADE_BY_US = (FileRole.THUMBNAIL, FileRole.ACCESS_COPY, FileRole.WAVEFORM, FileRole.PAGES, FileRole.TILES)
IS_COUNTED = File.deleted_at.is_(None) & (File.subject_type != "job") & File.role.not_in(MADE_BY_US)
#: 0 where there is no limit.
ROOM = db.func.coalesce(Project.room, db.bindparam("default"))
#: Asked and set aside in one statement, so that of two who want the last of it one is refused.
SETTING_ASIDE = (
    db.update(Project)
    .where(Project.id == db.bindparam("project"))
    .where(db.or_(ROOM == 0, Project.used_bytes + db.bindparam("size") <= ROOM))
    .values(used_bytes=Project.used_bytes + db.bindparam("size"))
)
CHANGING = (
    db.update(Project)
    .where(Project.id == db.bindparam("project"))
    .values(used_bytes=Project.used_bytes + db.bindparam("by"))
)
LEFT = db.select(ROOM.label("room"), Project.used_bytes).where(Project.id == db.bindparam("project"))


class NoRoomLeft(WrongFile):
    """The project's files take all the room that it has."""


def set_aside(project_id, name, size):
    """Room for a file, in the caller's transaction. Raises `NoRoomLeft`, which says how much there is."""
    place = {"project": project_id, "default": default_room()}
    if connection().execute(SETTING_ASIDE, {**place, "size": size}).rowcount:
        return
    room, used = one_row(LEFT, **place)
    left = file_size(max(room - used, 0))
    words = Sentence("%(name)s: the project has room for %(left)s more, of %(room)s.", name=name)
    words.values |= {"left": left, "room": file_size(room)}
    raise NoRoomLeft(words)


def change(project_id, by):
    """So many bytes more or less are kept than were set aside."""
    if by:
        write(CHANGING, project=project_id, by=by)


def give_back(sizes):
    """What goes: pairs of project's id and bytes."""
    freed: Counter = Counter()
    for project_id, size in sizes:
        freed[project_id] += size
    for project_id, size in sorted(freed.items()):
        change(project_id, -size)


def is_counted(file):
    return not file.deleted_at and file.subject_type != "job" and file.role not in MADE_BY_US


def counted():
    """What the count of a project must be, for `verify`; uploads are added by their own feature."""
    files = db.select(db.func.coalesce(db.func.sum(File.size), 0)).where(File.project_id == Project.id, IS_COUNTED)
    return files.correlate(Project).scalar_subquery()
