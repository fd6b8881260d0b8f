"""No more letters of a topic: one click in a mail program, or a button on a page that needs no signing in."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.accounts.models import User
from app.accounts.wishes import Channel, Topic, wish
from app.db import db, lock
from app.language import speak
from app.outbox.unsubscribing import require_secret
from app.pages import SAFE, by_token, done

bp = Blueprint("stopping", __name__)
NAMES = ",".join(["DIGEST", *Topic.__members__])


@bp.route(f"/letters/stop/<any({NAMES}):topic>/<int:user_id>/<secret>", methods=["GET", "POST"])
@by_token("letters")
def stop(topic, user_id, secret):
    """Opening the page changes nothing, since mail scanners open links; sent twice, it stops once."""
    g.by_token = True
    require_secret(user_id, topic, secret)
    person = db.get_or_404(User, user_id)
    speak(person.language)
    address = url_for(".stop", topic=topic, user_id=user_id, secret=secret)
    if request.method in SAFE:
        is_stopped = all(person.channel_of(one) is Channel.OFF for one in topics(person, topic))
        return render_template(
            "notifications/stop.html", person=person, address=address, words=words(topic), is_stopped=is_stopped
        )
    lock(person)
    wish(person, channels=dict.fromkeys(topics(person, topic), Channel.OFF))
    return done(address)


def topics(person, name):
    """The topic, or all that the person gets in the digest."""
    if name != "DIGEST":
        return [Topic[name]]
    return [topic for topic in Topic if person.channel_of(topic) is Channel.DIGEST]


def words(name):
    return _("The digest") if name == "DIGEST" else pgettext("topic", Topic[name].value)
