"""Which reminders are due when: a pure function of a meeting, its rules and its people."""

from datetime import timedelta
from typing import NamedTuple

from workflows.meetings import Answer

LATEST = timedelta(hours=12)


class Due(NamedTuple):
    """One reminder to one participant: since when it is due, and until when it may still go out (aware instants)."""

    rule: object
    person: object
    at: object
    not_after: object


def due(meeting, now):
    """The reminders of `meeting` that are due at `now` and still to be written, at most one a person: of several late
    ones the latest.

    An instant before the announcement, the last move or the person's own invitation is not due: that letter has
    said it. One that comes too late is given all the same, with a `not_after` that has passed: it is then shown
    as missed. Nobody who answered no is reminded.
    """
    found = (latest_due(meeting, person, now) for person in meeting.invited if person.answer is not Answer.NO)
    return [reminder for reminder in found if reminder]


def latest_due(meeting, person, now):
    told = max(filter(None, (meeting.announced_at, meeting.rescheduled_at, person.invited_at)))
    rules = [rule for rule in rules_of(meeting.reminder_rules, person.user_id) if rule.due_at is not None]
    instants = [(meeting.starts_at - timedelta(minutes=rule.minutes_before), rule) for rule in rules]
    passed = [(at, rule) for at, rule in instants if told < at <= now]
    if not passed:
        return None
    at, rule = max(passed, key=lambda found: found[0])
    return Due(rule, person, at, last_moment(meeting, rule, at))


def rules_of(rules, user_id):
    """Of a meeting's rules those for one of its people: the common ones but those switched off, and their own."""
    own = [rule for rule in rules if rule.user_id is not None and rule.user_id == user_id]
    off = {rule.minutes_before for rule in own if rule.is_off}
    common = [rule for rule in rules if rule.user_id is None and rule.minutes_before not in off]
    return common + [rule for rule in own if not rule.is_off]


def last_moment(meeting, rule, at):
    """Late by half the lead time or twelve hours at most, and never after the start."""
    patience = min(timedelta(minutes=rule.minutes_before) / 2, LATEST)
    return min(at + patience, meeting.starts_at)
