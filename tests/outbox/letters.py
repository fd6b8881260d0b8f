"""Letters for the tests of their sending: plain rows of a kind that needs no subject."""

from datetime import timedelta
from itertools import count

from app import clock
from app.db import begin_write, db
from app.outbox import kinds
from app.outbox.actions import write
from app.outbox.models import Letter
from workflows.sentences import Sentence

causes = count(1)
WHY = Sentence("You get this letter because a sign-in link was asked for with your address.")


def register(about="tests/plain", build=lambda letter: {"why": WHY}, **rules):
    """A kind of letter whose template is `templates/mail/<about>.txt`."""
    kinds.register(about, build=build, **rules)
    return about


def queue(project, address="reader@kitaphana.internal", about="tests/plain", **facts):
    """One letter about the project, committed; gives its id."""
    begin_write()
    cause = next(causes)
    facts = {"language": "en", "not_after": clock.now() + timedelta(days=1), **facts}
    write(about, subject=project, recipient=address, address=address, cause=cause, **facts)
    letter_id = db.session.scalar(db.select(db.func.max(Letter.id)))
    db.session.commit()
    return letter_id


def state_of(letter_id):
    return read(letter_id).state


def read(letter_id):
    """The letter as the database has it now."""
    db.session.rollback()
    return db.session.get(Letter, letter_id, populate_existing=True)
