"""What a coordinator decides about a letter that did not simply go out."""

from app import clock
from app.jobs.queue import call
from app.outbox.moves import advance
from workflows.letters import LetterState


def decide(letter, trigger, *, actor, version):
    """Send again, treat as sent, or drop. Sending again begins anew, and a person's word beats lateness."""
    advance(letter, trigger, actor=actor, version=version)
    letter.reason = ""
    if letter.state is LetterState.QUEUED:
        letter.tries, letter.not_after, letter.next_try_at = 0, None, clock.now()
        call("send_letters")
