"""Make accounts, send sign-in links, change settings."""

import secrets
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email

from app import clock
from app.accounts import tokens
from app.accounts.models import User
from app.accounts.queries import letters_since
from app.accounts.sessions import end_all_sessions
from app.db import db
from app.journal.actions import changes_between, raise_revision, record
from app.names import name_key
from app.outbox.actions import post, void_unsent
from app.outbox.links import absolute
from workflows.sentences import p

LINK_LIVES = timedelta(hours=1)
MOST_LINKS = 10


def normalised(address):
    """The address as accounts keep it; raises `ValueError` when it is none."""
    try:
        found = validate_email(address.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return found.normalized.lower()


def make_account(*, email, given_name, surname="", patronymic="", language="kk", password_hash=None, **facts):
    """A new account; the caller has made sure that the address is free."""
    user = User(
        email=email,
        given_name=given_name,
        surname=surname,
        patronymic=patronymic,
        language=language,
        password_hash=password_hash,
        sort_kk=name_key(surname, given_name, patronymic),
        created_at=clock.now(),
        **facts,
    )
    db.session.add(user)
    db.session.flush()
    return user


def send_link(user, *, next_page=None):
    """Queue the letter with a one-time sign-in link, unless the person's mailbox is being flooded with them.

    The link is made when the letter is; it leads to `next_page` after signing in.
    """
    now = clock.now()
    if letters_since(user, now - LINK_LIVES) < MOST_LINKS:
        post(
            "accounts/sign_in",
            [user],
            subject=user,
            cause=secrets.token_hex(8),
            params={"next": next_page},
            not_after=now + LINK_LIVES,
        )


def link_for(user, *, next_page=None):
    """The address of a fresh one-time sign-in link; the caller commits."""
    secret = tokens.issue("sign-in", lifetime=LINK_LIVES, user=user)
    return absolute("accounts.sign_in_by_link", secret=secret, next=next_page)


def first_link():
    """The address where the first administrator is made; the caller commits."""
    return absolute("accounts.first", secret=tokens.issue("first-administrator"))


def revise(user, *, actor, **facts):
    """Change one's settings; the journal keeps what changed."""
    before = {field: getattr(user, field) for field in facts}
    for field, fact in facts.items():
        setattr(user, field, fact)
    user.sort_kk = name_key(user.surname, user.given_name, user.patronymic)
    user.rights_version += 1
    user.morning_at = None
    record(user, "revise", actor=actor, changes=changes_between(before, facts))
    show_anew(user)


def show_anew(user):
    """The person's name stands on pages of every project they sit or sat in: none of those is the same any more."""
    for project_id in sorted({held.seat.project_id for held in user.memberships}):
        raise_revision(project_id)


def set_password(user, password_hash):
    """A new password ends every session and kills every link, sent or still to be sent."""
    user.password_hash = password_hash
    end_all_sessions(user)
    tokens.revoke_all(user, "sign-in")
    void_unsent(user, p("letter reason", "The password was changed."))
    record(user, "set_password", actor=user)
