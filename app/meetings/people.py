"""Who is invited to a meeting, what they answered, and the letters that tell them."""

from app import clock
from app.accounts.actors import SYSTEM
from app.db import db, lock
from app.journal.actions import record
from app.meetings.models import Participant
from app.outbox.actions import post, write
from workflows.engine import require
from workflows.meetings import ANSWER, MeetingState


def change_people(meeting, people, guests, entry):
    """Invite the new ones and withdraw from those taken off, each told alone. `guests` are ``(name, address)``."""
    wanted = {person.id for person in people} | {address for _name, address in guests}
    for row in meeting.invited:
        if (row.user_id or row.guest_address) not in wanted:
            withdraw(meeting, row, entry)
    there = {row.user_id or row.guest_address for row in meeting.invited}
    new = [invite(meeting, person) for person in people if person.id not in there]
    new += [invite_guest(meeting, name, address) for name, address in guests if address not in there]
    if new and meeting.state is MeetingState.ANNOUNCED:
        db.session.flush()
        tell("meetings/announce", new, meeting=meeting, entry=entry)
    elif new and meeting.polled_at:
        db.session.flush()
        tell("meetings/ask_for_day", new, meeting=meeting, entry=entry)


def withdraw(meeting, row, entry):
    row.withdrawn_at = clock.now()
    meeting.sequence += 1
    if meeting.state is MeetingState.ANNOUNCED:
        tell("meetings/withdraw", [row], meeting=meeting, entry=entry)


def invite(meeting, person):
    """Put `person` among the invited, again if they had been taken off; gives their row."""
    row = next((row for row in meeting.participants if row.user_id == person.id), None)
    if row is None:
        row = Participant(project_id=meeting.project_id, user=person)
        meeting.participants.append(row)
    return invited_now(row)


def invite_guest(meeting, name, address):
    """The same for somebody from outside, by their address."""
    row = next((row for row in meeting.participants if row.guest_address == address), None)
    if row is None:
        row = Participant(project_id=meeting.project_id, guest_address=address)
        meeting.participants.append(row)
    row.guest_name = name
    return invited_now(row)


def invited_now(row):
    row.withdrawn_at, row.invited_at = None, clock.now()
    forget_answer(row)
    return row


def forget_answer(row):
    """What was said to another hour says nothing about this one, whenever the calendar of the invited sends it."""
    row.answer = row.answered_at = None
    row.is_by_mail, row.asked_sequence = False, row.meeting.sequence or 0


def tell(about, rows, *, meeting, subject=None, entry=None, cause=None, **when):
    """One letter to each of these participants: people of the service by their account, guests by their address.

    It is about the meeting, unless another `subject` is given.
    """
    cause, subject = cause or entry.id, subject or meeting
    post(about, [row.user for row in rows if row.user], subject=subject, cause=cause, entry=entry, **when)
    for row in rows:
        if row.is_guest:
            write(
                about,
                subject=subject,
                recipient=row.recipient,
                address=row.guest_address,
                language=meeting.project.language,
                cause=cause,
                entry=entry,
                **when,
            )


def answer(row, said, *, actor):
    """Keep what an invited person says; the latest answer counts, and the same one again changes nothing.

    The coordinator may write down what somebody said by telephone. Raises `Refused` before the announcement and once
    the meeting has begun.
    """
    lock_for_answer(row, actor)
    if row.answer is not said or row.is_by_mail:
        keep_answer(row, said, clock.now(), is_by_mail=False)
        record(row.meeting, act_of(row, actor), actor=actor, answer=said.name, name=row.short_name)


def answer_by_mail(row, said, *, at):
    """Keep what the calendar of somebody invited sent at the instant `at`; True unless a later answer is known.

    The same one again changes nothing. Raises `Refused` as `answer` does.
    """
    actor = row.user or SYSTEM
    lock_for_answer(row, actor)
    if row.answered_at and row.answered_at > at:
        return False
    if row.answer is not said:
        keep_answer(row, said, at, is_by_mail=True)
        record(row.meeting, "answer_by_mail", actor=actor, answer=said.name, name=row.short_name)
    return True


def lock_for_answer(row, actor):
    lock(row.meeting)
    lock(row)
    require(row.meeting, ANSWER, actor=actor)


def keep_answer(row, said, at, *, is_by_mail):
    row.answer, row.answered_at, row.is_by_mail = said, at, is_by_mail


def act_of(row, actor):
    """Who answers, as the journal says it: the person, a guest, or somebody who was told the answer."""
    if row.user_id == actor.id:
        return "answer" if actor.id else "answer_guest"
    return "answer_for"
