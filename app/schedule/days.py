"""The days of a calendar, each with what falls on it."""

from datetime import date, timedelta
from typing import NamedTuple

from app.schedule.windows import Window, monday_of


class Day(NamedTuple):
    """One day with its meetings by the hour and its tasks; `is_within` is false for the edges of a month's weeks."""

    day: date
    meetings: list
    cards: list
    is_within: bool

    @property
    def is_empty(self):
        return not (self.meetings or self.cards)


def days_of(window: Window, cards, meetings):
    """Whole weeks, from the Monday before the window's first day to the Sunday after its last."""
    first, last = monday_of(window.first), monday_of(window.last) + timedelta(days=6)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        Day(
            day,
            [meeting for meeting in meetings if meeting.starts_wall.date() == day],
            [card for card in cards if card.due == day],
            window.holds(day),
        )
        for day in days
    ]
