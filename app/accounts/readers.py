"""Who reads: the account behind a cookie with the seats it holds now, as columns of one statement."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from app.accounts.mailing import GetsMail
from app.accounts.models import SignedInSession, User
from app.db import rows
from app.names import HasName
from app.rights import Role

HELD = sa.table("membership", sa.column("user_id"), sa.column("seat_id"), sa.column("left_at"))
SEAT = sa.table("seat", sa.column("id"), sa.column("project_id"), sa.column("role"))
ACCOUNT = User.__table__
SESSION = SignedInSession.__table__

SIGNED_IN = (
    sa.select(
        ACCOUNT,
        SESSION.c.id.label("session_id"),
        SESSION.c.last_seen_at,
        SEAT.c.project_id.label("seat_project_id"),
        SEAT.c.role.label("seat_role"),
    )
    .join(SESSION, SESSION.c.user_id == ACCOUNT.c.id)
    .join(HELD, sa.and_(HELD.c.user_id == ACCOUNT.c.id, HELD.c.left_at.is_(None)), isouter=True)
    .join(SEAT, SEAT.c.id == HELD.c.seat_id, isouter=True)
    .where(SESSION.c.key_hash == sa.bindparam("key_hash"), ACCOUNT.c.disabled_at.is_(None))
)


class Seat(NamedTuple):
    project_id: int
    role: Role


class Held(NamedTuple):
    seat: Seat
    left_at: None = None


class Seen(NamedTuple):
    """The session of a reader, and when it was last in use."""

    id: int
    at: datetime


class Reader(HasName, GetsMail):
    """A signed-in person on a page that changes nothing: the columns of their account, and their seats."""

    is_signed_in = True
    is_system = False

    def __init__(self, found):
        vars(self).update(found[0]._mapping)
        self.session = Seen(found[0].session_id, found[0].last_seen_at)
        seats = [Seat(row.seat_project_id, Role[row.seat_role]) for row in found if row.seat_role]
        self.memberships = [Held(seat) for seat in seats]


def reader_behind(key_hash):
    """Who is signed in with this key, or None."""
    found = rows(SIGNED_IN, key_hash=key_hash)
    return Reader(found) if found else None
