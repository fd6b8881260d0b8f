"""What others changed in a person's own things since that person last looked."""

from functools import lru_cache

import sqlalchemy as sa

from app.db import rows
from app.journal.models import Entry
from app.journal.queries import with_names, with_people
from app.materials.models import Material
from app.meetings.models import Meeting, Participant
from app.projects.glance import ASKING
from app.tasks.models import Task, assignment

MOST = 8
#: So many of the latest entries of a project are looked through; who has been away longer reads the journal.
LOOKED_THROUGH = 100


def news_of(actor, project_ids):
    """The latest entries since the person last looked, each with who did it."""
    if not project_ids:
        return []
    ids = {f"project_{n}": id for n, id in enumerate(project_ids)}
    looked = actor.settings.get("looked", 0)
    return with_people(rows(news_in(len(project_ids)), actor_id=actor.id, looked=looked, **ids))


def look(actor, last_id):
    """Note that the person has seen all up to this entry."""
    last_id = max(last_id, actor.settings.get("looked", 0))
    actor.settings = {**actor.settings, "looked": last_id}


@lru_cache(maxsize=64)
def news_in(n_projects):
    """The statement for so many projects; each is read along its index, from its end."""
    parts = [latest(sa.bindparam(f"project_{n}")) for n in range(n_projects)]
    recent = sa.union_all(*(sa.select(part.subquery()) for part in parts))
    return with_names().where(Entry.id.in_(recent), concerns_reader()).order_by(Entry.id.desc()).limit(MOST)


def latest(project_id):
    ours = (Entry.project_id == project_id, Entry.id > sa.bindparam("looked", type_=sa.Integer))
    others = Entry.actor_id != ASKING.id
    return sa.select(Entry.id).where(*ours, others).order_by(Entry.id.desc()).limit(LOOKED_THROUGH)


def concerns_reader():
    """Tasks given to the reader, meetings that they are invited to, materials that they collected."""
    invited = (Participant.user_id == ASKING.id, Participant.withdrawn_at.is_(None))
    return sa.or_(
        is_about(Task, assignment.c.task_id, assignment.c.user_id == ASKING.id),
        is_about(Meeting, Participant.meeting_id, *invited),
        is_about(Material, Material.id, Material.collector_id == ASKING.id),
    )


def is_about(model, id_of_thing, *mine):
    found = sa.exists().where(id_of_thing == Entry.subject_id, *mine).correlate(Entry)
    return sa.and_(Entry.subject_type == model.kind, found)
