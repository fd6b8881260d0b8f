"""The letters of notices: what is new in a topic, and the digest."""

from itertools import groupby

from flask_babel import gettext as _

from app.accounts.wishes import Topic
from app.comments.models import Comment
from app.db import db
from app.journal import sentences
from app.notifications import queries
from app.outbox import kinds
from app.outbox.links import absolute
from app.outbox.unsubscribing import stop_url
from workflows.sentences import Sentence, p

NEWS = Sentence("You get this letter because you take part in these things.")
DIGEST = Sentence("You get this letter because you wished for a digest.")
#: So much of a comment stands in a letter.
EXCERPT = 600


def init_app():
    kinds.register("notifications/news", build=news, still_true=still_unread)
    kinds.register("notifications/digest", build=digest, still_true=still_unread)


def still_unread(letter):
    return None if unread_of(letter) else p("letter reason", "It was read on the page already.")


def unread_of(letter):
    """What the letter tells of, as far as the reader may still see it and has not seen it."""
    found = queries.by_ids(letter.user_id, letter.params["notices"])
    return [row for row in found if row[0].read_at is None and letter.user.belongs_to(row[0].project_id)]


def news(letter):
    return about(letter) | {"why": NEWS, "unsubscribe": stop_url(letter.user_id, Topic[letter.params["topic"]].name)}


def digest(letter):
    return about(letter) | {"why": DIGEST, "unsubscribe": stop_url(letter.user_id, "DIGEST")}


def about(letter):
    things = [thing(list(rows)) for _key, rows in groupby(in_order(unread_of(letter)), key=subject_of)]
    titles = ", ".join(thing["title"] for thing in things[:2])
    return {
        "things": things,
        "titles": f"{titles} …" if len(things) > 2 else titles,
        "page_url": absolute("notifications.index"),
        "wishes_url": absolute("notifications.wishes"),
    }


def in_order(rows):
    """Things in the order in which something was last done to them."""
    latest = {subject_of(row): row[0].id for row in rows}
    return sorted(rows, key=lambda row: (latest[subject_of(row)], row[0].id))


def subject_of(row):
    return row[0].subject_type, row[0].subject_id


def thing(rows):
    """One thing with what was done to it, and what was said of it."""
    notice = rows[-1][0]
    endpoint, argument, by = sentences.LINKS[notice.subject_type]
    return {
        "title": queries.title_of(rows[::-1]),
        "url": absolute(endpoint, **{argument: getattr(notice, by)}),
        "lines": [line(entry, actor) for _notice, entry, actor in rows],
    }


def line(entry, actor):
    """A sentence of the journal; or who commented, and the words."""
    who = actor.short_name if actor else _("The service")
    words = words_of(entry)
    return (f"{who}:" if words else sentences.sentence(entry, who)), words


def words_of(entry):
    comment = db.session.get(Comment, entry.subject_id) if entry.subject_type == "comment" else None
    return comment.text[:EXCERPT] if comment and not comment.deleted_at else ""
