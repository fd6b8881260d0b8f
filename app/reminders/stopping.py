"""No more reminders: one click in a mail program, or a button on a page that needs no signing in."""

from flask import Blueprint, g, render_template, request, url_for

from app.accounts.models import User
from app.db import db, lock
from app.language import speak
from app.outbox.links import absolute
from app.outbox.unsubscribing import require_secret, secret_of
from app.pages import by_token, done

TOPIC = "reminders"
bp = Blueprint("stopping", __name__, url_prefix="/reminders")


def init_app(app):
    """Mail programs send the click by themselves (RFC 8058), with no token of ours but the one in the address."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(stop)


def stop_url(user):
    """The personal address that stops one's reminders, in letters alone. It holds no row, and is the same each time."""
    return absolute("stopping.stop", user_id=user.id, secret=secret_of(user.id, TOPIC))


@bp.route("/stop/<int:user_id>/<secret>", methods=["GET", "POST"])
@by_token("reminders")
def stop(user_id, secret):
    """Opening the page changes nothing, since mail scanners open links; sent twice, it stops once."""
    g.by_token = True
    require_secret(user_id, TOPIC, secret)
    person = db.get_or_404(User, user_id)
    speak(person.language)
    address = url_for(".stop", user_id=user_id, secret=secret)
    if request.method == "POST":
        lock(person)
        person.wants_reminders = "again" in request.form
        return done(address)
    return render_template("reminders/stop.html", person=person, address=address)
