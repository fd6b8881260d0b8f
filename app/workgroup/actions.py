"""Invite people to seats, let them in, let them go."""

from datetime import timedelta

from app import clock
from app.accounts.actions import make_account
from app.accounts.queries import by_email
from app.db import db
from app.journal.actions import changes_between, record
from app.outbox.actions import write
from app.outbox.moves import move
from app.projects.actions import add_seat, sit
from app.rights import Role
from app.workgroup.models import Invitation
from app.workgroup.queries import open_in
from workflows.engine import Refused
from workflows.sentences import Sentence

LIVES = timedelta(days=7)


def invite(project, *, actor, email, role, seat=None, language=None):
    """Ask somebody to take `seat` (or the next free one; observers get one without a number), by e-mail."""
    seat = seat or free_seat(project, role)
    refuse_doubles(project, email, seat)
    invitation = Invitation(
        project=project,
        seat=seat,
        email=email,
        language=language or project.language,
        invited_by_id=actor.id,
        created_at=clock.now(),
        expires_at=clock.now() + LIVES,
    )
    db.session.add(invitation)
    entry = record(invitation, "create", actor=actor)
    write(
        "workgroup/invite",
        subject=invitation,
        recipient=email,
        address=email,
        language=invitation.language,
        cause=entry.id,
        entry=entry,
        not_after=invitation.expires_at,
    )
    return invitation


def free_seat(project, role):
    """The first numbered seat that nobody holds or is invited to; the group refuses one more than it has."""
    if role is Role.OBSERVER:
        return add_seat(project, None, Role.OBSERVER)
    asked = {invitation.seat_id for invitation in open_in(project)}
    free = [seat for seat in project.numbered_seats if seat.holder is None and seat.id not in asked]
    if not free:
        raise Refused([Sentence("The group has %(n)d seats and all are taken.", n=project.seat_count)])
    return free[0]


def refuse_doubles(project, email, seat):
    if any(person.email == email for person in project.people):
        raise Refused([Sentence("This person belongs to the project already.")])
    if seat.holder:
        raise Refused([Sentence("The seat has been taken by somebody else.")])
    if any(asked.email == email or asked.seat_id == seat.id for asked in open_in(project)):
        raise Refused([Sentence("This person or this seat has an invitation already.")])


def accept(invitation, bearer, *, names, password_hash=None):
    """The invited person takes the seat; the first time this makes their account. Gives the account."""
    person = by_email(invitation.email) or make_account(email=invitation.email, password_hash=password_hash, **names)
    move(invitation, "accept", actor=bearer)
    invitation.user_id, invitation.answered_at = person.id, clock.now()
    sit(invitation.seat, person)
    record(invitation.seat, "join", actor=person)
    return person


def decline(invitation, bearer):
    move(invitation, "decline", actor=bearer)
    invitation.answered_at = clock.now()


def revise(seat, *, actor, duty, role):
    """Change a seat's duty and role; a project keeps at least one coordinator."""
    if seat.role is Role.COORDINATOR and role is not Role.COORDINATOR:
        keep_a_coordinator(seat)
    before = {"duty": seat.duty, "role": seat.role.name}
    seat.duty, seat.role = duty, role
    if seat.holder:
        seat.holder.rights_version += 1
    record(seat, "revise", actor=actor, changes=changes_between(before, {"duty": duty, "role": role.name}))


def leave(seat, *, actor):
    """The person leaves; the seat and its duty stay, and their name stays on what they did."""
    if seat.role is Role.COORDINATOR:
        keep_a_coordinator(seat)
    person = seat.holder
    seat.membership.left_at = clock.now()
    person.rights_version += 1
    record(seat, "leave", actor=actor, person=person.full_name)


def keep_a_coordinator(seat):
    if [person for person in seat.project.coordinators if person is not seat.holder] == []:
        raise Refused([Sentence("A project needs a coordinator: give another seat that role first.")])
