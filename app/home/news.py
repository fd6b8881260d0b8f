"""What others changed in a person's own things since that person last looked: the latest of their unread notices."""

import sqlalchemy as sa

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.db import rows
from app.journal.models import Entry
from app.notifications.models import Notice
from app.projects.glance import ASKING
from app.projects.queries import project_ids_of

MOST = 8
PEOPLE = sa.select(*name_columns()).where(User.id.in_(sa.bindparam("ids", expanding=True)))


def people_and_news(actor, ids):
    """These people by id; and what is new to the person, each line of the journal with who did it.

    The two are read in one statement, and by who has nothing unread without the second.
    """
    if not actor.unread:
        return {row.id: named(row) for row in rows(PEOPLE, ids=ids)}, []
    found = [(row, named(row[-len(Named._fields) :])) for row in rows(PEOPLE_AND_NEWS, ids=ids, actor_id=actor.id)]
    people = {person.id: person for row, person in found if row.notice_id is None}
    return people, sorted((pair for pair in found if pair[0].notice_id), key=lambda pair: -pair[0].notice_id)


FACTS = (Entry.at, Entry.kind, Entry.project_id, Entry.subject_type, Entry.subject_id, Entry.params, Entry.changes)
NEWS = (
    sa.select(Notice.id.label("notice_id"), *FACTS, *name_columns())
    .join(Entry, Entry.id == Notice.entry_id)
    .join(User, User.id == Entry.actor_id, isouter=True)
    .where(Notice.user_id == ASKING.id, Notice.read_at.is_(None), Notice.project_id.in_(project_ids_of(ASKING)))
    .order_by(Notice.id.desc())
    .limit(MOST)
)
NOTHING = (sa.cast(sa.null(), fact.type).label(fact.key) for fact in (Notice.id, *FACTS))
PEOPLE_AND_NEWS = sa.union_all(sa.select(NEWS.subquery()), PEOPLE.with_only_columns(*NOTHING, *name_columns()))
