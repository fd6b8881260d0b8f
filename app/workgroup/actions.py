"""Invite people to seats, let them in, let them go."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.accounts.actions import make_account
from app.accounts.actors import Bearer
from app.db import db, lock
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.outbox.actions import void_unsent, write
from app.outbox.moves import advance, move
from app.projects.actions import add_seat, sit
from app.rights import Role
from app.workgroup.leaving import let_go
from app.workgroup.models import Invitation
from app.workgroup.queries import account_of, open_in
from workflows.engine import Refused, require
from workflows.invitations import SEND_AGAIN
from workflows.sentences import Sentence, p

LIVES = timedelta(days=7)
HERE_ALREADY = Sentence("This person belongs to the project already.")
INVITED_ALREADY = Sentence("This person has an invitation already.")
OFFERED = Sentence("The seat is offered to somebody: take that invitation back first.")
TAKEN = Sentence("The seat has been taken by somebody else.")
CLOSED = Sentence("This account is closed. Ask whoever runs the service.")
LAST_COORDINATOR = Sentence("A project needs a coordinator: give another seat that role first.")


def invite(project, *, actor, email, role, seat=None, language=None):
    """Ask somebody to take `seat` (or the next free one; observers get one without a number), by e-mail."""
    waiting = open_in(project)
    refuse_person(project, email, waiting)
    invitation = Invitation(
        project=project,
        seat=seat_for(project, role, seat, waiting),
        email=email,
        language=language or project.language,
        invited_by=actor,
        created_at=clock.now(),
        expires_at=clock.now() + LIVES,
    )
    db.session.add(invitation)
    send(invitation, record(invitation, "create", actor=actor))
    return invitation


def refuse_person(project, email, waiting):
    if any(person.email == email for person in project.people):
        raise Refused([HERE_ALREADY])
    if any(invitation.email == email for invitation in waiting):
        raise Refused([INVITED_ALREADY])


def seat_for(project, role, seat, waiting):
    """The seat asked for, or the first that is neither held nor offered; the group refuses one more than it has."""
    if role is Role.OBSERVER:
        return add_seat(project, None, Role.OBSERVER)
    offered = {invitation.seat_id for invitation in waiting}
    if seat is None:
        return first_free(project, offered)
    if not seat.is_free:
        raise Refused([TAKEN])
    if seat.id in offered:
        raise Refused([OFFERED])
    return seat


def first_free(project, offered):
    free = [seat for seat in project.numbered_seats if seat.is_free]
    if not free:
        raise Refused([Sentence("The group has %(n)d seats and all are taken.", n=project.seat_count)])
    if left := [seat for seat in free if seat.id not in offered]:
        return left[0]
    raise Refused([Sentence("The group has %(n)d seats and all are taken or offered.", n=project.seat_count)])


def send(invitation, entry):
    """Queue the letter with the personal link; it is worth nothing once the invitation has run out."""
    write(
        "workgroup/invite",
        subject=invitation,
        recipient=invitation.email,
        address=invitation.email,
        language=invitation.language,
        cause=entry.id,
        entry=entry,
        not_after=invitation.expires_at,
    )


def send_again(invitation, *, actor, version):
    """Write the letter anew, with a link that lives as long as the first one did.

    One that has not left yet is not needed any more. Raises `Stale`, and `Refused` once it was answered.
    """
    check_version(invitation, version)
    require(invitation, SEND_AGAIN, actor=actor)
    void_unsent(invitation, p("letter reason", "A newer letter takes its place."))
    invitation.expires_at = clock.now() + LIVES
    flag_modified(invitation, "expires_at")
    send(invitation, record(invitation, "send_again", actor=actor))


def revoke(invitation, *, actor, version):
    """Take an invitation back; its letter is not needed any more and its link is dead."""
    advance(invitation, "revoke", actor=actor, version=version)
    void_unsent(invitation, p("letter reason", "The invitation was taken back."))


def accept(invitation, token, *, names, password_hash=None):
    """The bearer of the link takes the seat; the first time this makes their account. Gives the account."""
    person = account_for(invitation.email, password_hash=password_hash, **names)
    lock(person)
    if person.disabled_at:
        raise Refused([CLOSED])
    if person in invitation.project.people:
        raise Refused([HERE_ALREADY])
    answer(invitation, token, "accept", person)
    sit(invitation.seat, person)
    record(invitation.seat, "join", actor=person)
    return person


def account_for(email, **facts):
    """The account with that address, made now if there is none; another invitation may make it at the same moment."""
    if person := account_of(email):
        return person
    try:
        with db.session.begin_nested():
            return make_account(email=email, **facts)
    except IntegrityError:
        return account_of(email)


def decline(invitation, token):
    answer(invitation, token, "decline", account_of(invitation.email))


def answer(invitation, token, trigger, person):
    """Move the invitation in the name of the account with its address, where there is one, and use the link up."""
    token.user = person
    db.session.flush()
    move(invitation, trigger, actor=Bearer(token))
    invitation.user_id, invitation.answered_at = token.user_id, clock.now()
    token.used_at = clock.now()


def revise(seat, *, actor, duty, role):
    """Change a seat's duty and role; a project keeps at least one coordinator."""
    if role is not Role.COORDINATOR:
        keep_a_coordinator(seat)
    before = facts_of(seat)
    seat.duty, seat.role = duty, role
    if seat.holder:
        seat.holder.rights_version += 1
    if changes := changes_between(before, facts_of(seat)):
        if seat.number is None:
            record(seat, "revise_observer", actor=actor, changes=changes)
        else:
            record(seat, "revise", actor=actor, changes=changes, number=seat.number)


def facts_of(seat):
    return {"duty": seat.duty, "role": seat.role.name}


def leave(seat, *, actor):
    """The person leaves; the seat and its duty stay, and their name stays on what they did."""
    if seat.holder is None:
        raise Refused([Sentence("Nobody holds this seat.")])
    keep_a_coordinator(seat)
    person = seat.holder
    seat.membership.left_at = clock.now()
    seat.changed_hands()
    person.rights_version += 1
    let_go(seat.project_id, person, record(seat, "leave", actor=actor, person=person.full_name))


def keep_a_coordinator(seat):
    """Refuse when the seat's holder is the only coordinator."""
    if seat.holder and seat.project.coordinators == [seat.holder]:
        raise Refused([LAST_COORDINATOR])
