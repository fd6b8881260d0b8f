"""What follows a move: fired, written down and its letters queued, in one transaction. The whole list is here."""

from app.errors import check_version
from app.journal.actions import record
from app.outbox.actions import post


def advance(subject, trigger, *, actor, version, **params):
    """Fire a transition, write it down and queue its mail. The caller commits.

    Raises `Stale` when the form is older than the row under the lock, `Refused` with every reason otherwise.
    `params` go into the journal's entry: a reason, a day.
    """
    check_version(subject, version)
    return move(subject, trigger, actor=actor, **params)


def move(subject, trigger, *, actor, act=None, **params):
    """The same for a subject already compared under the lock, or moved by the service itself.

    `act` names the move in the journal, where its trigger does not.
    """
    before = subject.state
    subject.workflow.fire(subject, trigger, actor=actor)
    changes = {"state": [before.name, subject.state.name]}
    entry = record(subject, act or trigger, actor=actor, changes=changes, **params)
    if readers := {reader for reader in subject.readers_of(trigger) if reader.id != actor.id}:
        # Where many are moved as one deed, a reader gets one letter, which says how many more there are.
        cause = entry.batch_id or entry.id
        post(f"{subject.letters}/{trigger}", readers, subject=subject, cause=cause, entry=entry)
    return entry
