"""The worker's part: notices that were not read yet go into letters, as each person wishes."""

from collections import defaultdict
from datetime import timedelta

from app import clock
from app.accounts.models import User
from app.accounts.wishes import Channel, Topic
from app.db import begin_write, db
from app.notifications.models import Notice
from app.outbox.actions import write

#: A burst becomes one letter after a quiet minute; of those who never pause one hears all the same. Who is named in a
#: comment hears of it at once.
QUIET, LONGEST = timedelta(minutes=1), timedelta(minutes=10)
MOST = 100


def tell():
    """Every minute: write the letters whose time has come. Run twice, or by two workers, it writes each once."""
    for user_id, topics in due().items():
        begin_write()
        user = db.session.get(User, user_id, with_for_update=True)
        tell_one(user, topics)
        db.session.commit()


def due():
    """Who is to be told now, and of which topics, as ``{user's id: [topic]}``."""
    waiting = (
        db.select(Notice.user_id, Notice.topic, db.func.min(Notice.at), db.func.max(Notice.at))
        .where(Notice.told_at.is_(None))
        .group_by(Notice.user_id, Notice.topic)
    )
    found = db.session.execute(waiting).all()
    people = {
        user.id: user for user in db.session.scalars(db.select(User).where(User.id.in_({row[0] for row in found})))
    }
    come = defaultdict(list)
    for user_id, topic, first, last in found:
        if has_come(people[user_id], topic, first, last):
            come[user_id].append(topic)
    db.session.commit()
    return come


def has_come(user, topic, first, last):
    now, channel = clock.now(), user.channel_of(topic)
    if channel is Channel.AT_ONCE and topic is Topic.MENTIONED:
        return True
    if channel is Channel.AT_ONCE:
        return now - last >= QUIET or now - first >= LONGEST
    if channel is Channel.DIGEST:
        slot = user.last_digest_before(now)
        return slot is not None and first < slot
    return True


def tell_one(user, topics):
    """What comes at once is one letter for each topic, so that each can be stopped; a digest is one for all."""
    by_channel = defaultdict(list)
    for topic in topics:
        by_channel[user.channel_of(topic)].append(topic)
    for topic in by_channel[Channel.AT_ONCE]:
        put_into_letter(user, [topic], "notifications/news")
    if by_channel[Channel.DIGEST]:
        put_into_letter(user, by_channel[Channel.DIGEST], "notifications/digest")
    settle(user, by_channel[Channel.OFF])


def put_into_letter(user, topics, about):
    """One letter with what of these topics was not read and not told yet."""
    notices = settle(user, topics)
    unread = [notice.id for notice in notices if notice.read_at is None][-MOST:]
    if unread and user.can_get_mail:
        write(
            about,
            subject=user,
            recipient=f"user {user.id}",
            user_id=user.id,
            address=user.email,
            language=user.language,
            cause=unread[-1],
            params={"notices": unread, "topic": topics[0].name},
        )


def settle(user, topics):
    """The notices of these topics that wait to be told, told from now on."""
    mine = (Notice.user_id == user.id, Notice.told_at.is_(None), Notice.topic.in_(topics))
    notices = db.session.scalars(db.select(Notice).where(*mine).order_by(Notice.id)).all()
    for notice in notices:
        notice.told_at = clock.now()
    return notices
