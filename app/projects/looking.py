"""What time brings to projects on hold: the day that was named to look at them again."""

import sqlalchemy as sa

from app import clock
from app.db import begin_write, db
from app.outbox.actions import post
from app.projects.models import Project
from workflows.projects import ProjectState

AT_ONCE = 200


def look_again():
    """Every minute: tell the coordinators of projects on hold that the day has come; once for each time on hold."""
    for project_id in to_look_at():
        begin_write()
        project = db.session.get(Project, project_id)
        if is_due(project):
            told = {"day": str(project.look_again_on)}
            cause = f"{project.id}:{project.version}"
            post("projects/look_again", project.coordinators, subject=project, cause=cause, params=told)
            # Not through the row's version: nobody's page is out of date for it.
            row = db.update(Project).where(Project.id == project.id).execution_options(synchronize_session=False)
            db.session.execute(row.values(looked_again_at=clock.now()))
        db.session.commit()


def is_due(project):
    """Asked again under the lock: another worker may have told it, or somebody resumed the project."""
    is_on_hold = project.state is ProjectState.ON_HOLD and project.looked_again_at is None
    return is_on_hold and project.look_again_on and project.look_again_on <= clock.today(project.time_zone)


def to_look_at():
    """The ids of projects on hold whose day has come in their own zone, and that nobody was told of."""
    on_hold = (
        Project.state == ProjectState.ON_HOLD,
        Project.looked_again_at.is_(None),
        Project.look_again_on.is_not(None),
        Project.deleted_at.is_(None),
    )
    zones = db.session.scalars(sa.select(Project.time_zone).where(*on_hold).distinct()).all()
    days = [sa.and_(Project.time_zone == zone, Project.look_again_on <= clock.today(zone)) for zone in zones]
    found = db.session.scalars(sa.select(Project.id).where(*on_hold, sa.or_(sa.false(), *days)).limit(AT_ONCE)).all()
    db.session.rollback()
    return found
