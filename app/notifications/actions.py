"""Read notices, one thing's or all of them; change what one wishes to get by mail."""

from app import clock
from app.accounts.models import User
from app.accounts.wishes import wish
from app.db import db
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.notifications.models import Notice


def read(actor, *about):
    """The reader has seen what of their notices fits `about`; the bell is counted anew."""
    mine = (Notice.user_id == actor.id, Notice.read_at.is_(None))
    seen = db.update(Notice).where(*mine, *about).values(read_at=clock.now())
    db.session.execute(seen.execution_options(synchronize_session=False))
    left = db.select(db.func.count()).where(*mine).scalar_subquery()
    db.session.execute(db.update(User).where(User.id == actor.id).values(unread=left))


def read_thing(notice, *, actor):
    read(actor, Notice.subject_type == notice.subject_type, Notice.subject_id == notice.subject_id)


def change_wishes(user, *, version, **wishes):
    """See `app.accounts.wishes.wish`."""
    check_version(user, version)
    before = dict(user.settings)
    wish(user, **wishes)
    known = {name: before.get(name) for name in user.settings}
    record(user, "wish", actor=user, changes=changes_between(known, user.settings))
