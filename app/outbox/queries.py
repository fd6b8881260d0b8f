"""Letters as the coordinator sees them: those of the project, never those of accounts."""

import re

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload, selectinload

from app.db import db
from app.finding import matching
from app.kazakh import fold
from app.outbox.kinds import KINDS
from app.outbox.models import Letter
from app.text import SearchEntry

SHOWN_AT_ONCE = 50
#: By its bare name, since meetings are above letters.
MEETING = sa.table("meeting", sa.column("id"), sa.column("title"), sa.column("project_id"))

#: The last part of a personal link: a secret of `accounts.tokens`, 32 random bytes in 43 characters.
SECRET = re.compile(r"(?<=/)[\w-]{43}(?![\w-])")


def of_project(project):
    """The project's letters; the ones of accounts (sign-in, invitations) are shown to nobody."""
    private = [about for about, kind in KINDS.items() if kind.is_account]
    return db.select(Letter).where(Letter.project_id == project.id, Letter.about.not_in(private))


def page_of(project, *, state=None, person=None, meeting=None, words="", before=None):
    """So many letters as are shown at once, newest first, and whether there are more."""
    query = of_project(project).options(joinedload(Letter.user), defer(Letter.mime)).order_by(Letter.id.desc())
    if state:
        query = query.where(Letter.state == state)
    if person:
        query = query.where(Letter.user_id == person)
    if meeting:
        query = query.where(Letter.subject_type == "meeting", Letter.subject_id == meeting)
    if words:
        query = query.where(has_words(project, words))
    if before:
        query = query.where(Letter.id < before)
    rows = db.session.scalars(query.limit(SHOWN_AT_ONCE + 1)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def has_words(project, words):
    """Letters to somebody of that name or address, or about a thing that the words find."""
    about = db.select(SearchEntry.subject_id).where(
        SearchEntry.project_id == project.id, SearchEntry.subject_type == Letter.subject_type, matching(words)
    )
    wanted = fold(words)
    readers = [person.id for person in project.sat.values() if wanted in fold(person.full_name)]
    is_to = db.and_(Letter.address >= words.lower(), Letter.address < words.lower() + "\U0010ffff")
    return db.or_(Letter.user_id.in_(readers), is_to, Letter.subject_id.in_(about))


def meetings_of(project):
    """Ids and titles of the project's newest meetings, for choosing one."""
    of_it = db.select(MEETING.c.id, MEETING.c.title).where(MEETING.c.project_id == project.id)
    return db.session.execute(of_it.order_by(MEETING.c.id.desc()).limit(50)).all()


def find(letter_id, project):
    query = of_project(project).where(Letter.id == letter_id)
    return db.one_or_404(query.options(joinedload(Letter.user), selectinload(Letter.attempts)))


def about_subject(subject, about):
    """The newest letter of that kind about a thing, or None. Of an account letter only its state may be shown."""
    query = db.select(Letter).where(Letter.subject_type == subject.kind, Letter.subject_id == subject.id)
    return db.session.scalar(query.where(Letter.about == about).order_by(Letter.id.desc()).limit(1))


def masked(text):
    """The text without the secrets of personal links."""
    return SECRET.sub("…", text)
