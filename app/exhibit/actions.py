"""Open an exhibition to everybody, and close it."""

import sqlalchemy as sa

from app import clock
from app.db import db
from app.errors import check_version
from app.exhibit.shown import IS_SHOWN, PROJECT, today
from app.journal.actions import record
from app.materials.models import Material
from workflows.engine import Refused
from workflows.materials import MaterialState
from workflows.sentences import Sentence

SENTENCES = {
    "project/open_exhibit": Sentence("%(who)s opened the online exhibition"),
    "project/close_exhibit": Sentence("%(who)s closed the online exhibition"),
}
OPEN_ALREADY = Sentence("The exhibition is open.")
CLOSED_ALREADY = Sentence("The exhibition is closed.")
OF_IT = sa.select(Material.id).where(Material.project_id == PROJECT).correlate(None)


def open_exhibit(project, *, actor, version):
    """From now on everybody may read what is published; the pictures for it are made by the worker."""
    check_version(project, version)
    if project.exhibit_since:
        raise Refused([OPEN_ALREADY])
    project.exhibit_since = clock.now()
    published = db.update(Material).where(
        Material.project_id == project.id, Material.state == MaterialState.PUBLISHED, Material.deleted_at.is_(None)
    )
    db.session.execute(published.values(copies_wanted=True).execution_options(synchronize_session=False))
    tell(OF_IT.where(IS_SHOWN).params(**today(project)))
    record(project, "open_exhibit", actor=actor)


def close_exhibit(project, *, actor, version):
    """From now on nobody outside the workgroup reads anything."""
    check_version(project, version)
    if not project.exhibit_since:
        raise Refused([CLOSED_ALREADY])
    project.exhibit_since = None
    told = (Material.state == MaterialState.PUBLISHED, Material.public_at.is_not(None))
    tell(OF_IT.where(*told).params(project_id=project.id))
    record(project, "close_exhibit", actor=actor)


def tell(ids):
    """Who harvests learns of all that comes on show with its exhibition, and of all that leaves with it."""
    changed = db.update(Material).where(Material.id.in_(ids)).values(public_at=clock.now())
    db.session.execute(changed.execution_options(synchronize_session=False))
