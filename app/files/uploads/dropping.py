"""Rows of uploads that go, and with them the room that was set aside."""

from app import tally
from app.db import db
from app.files.room import counted, give_back
from app.files.uploads.models import Upload
from app.projects.models import Project


def drop(*which):
    """Remove the uploads that meet all of these conditions; gives how many those were."""
    gone = db.delete(Upload).where(*which).returning(Upload.project_id, Upload.size)
    sizes = db.session.execute(gone, execution_options={"synchronize_session": False}).all()
    give_back(sizes)
    return len(sizes)


#: What has come in parts is counted by its upload until it hangs on something.
on_their_way = db.select(db.func.coalesce(db.func.sum(Upload.size), 0)).where(Upload.project_id == Project.id)
tally.kept_in(Project.used_bytes, counted() + on_their_way.correlate(Project).scalar_subquery())
