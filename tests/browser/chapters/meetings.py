"""A meeting from its announcement to its minutes."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.tales import MEMBER, OBSERVER, SEATED

RUDNY = ZoneInfo("Asia/Qostanay")


def a_meeting_is_announced_answered_and_moved(story):
    w, tale, me = story.words, story.tale, story.coordinator
    first, second = in_days(8), in_days(9)
    me.opens(f"{story.project}/meetings/new")
    me.types(w("Title"), tale.meeting)
    me.types(w("Day and hour"), f"{first:%Y-%m-%dT%H:%M}")
    me.types(w("Place"), tale.place)
    me.types(w("Topic"), tale.topic)
    me.presses(w("Save"))
    me.reads(tale.meeting)
    story.meeting = me.path
    me.presses(w("Announce the meeting", "meeting"))
    me.sees(w("Announced", "meeting"))

    letter = story.letter_to(MEMBER, "Meeting: %(title)s, %(when)s", title=tale.meeting, when="")
    invited, method = letter.calendar
    assert method == "REQUEST"
    assert_calendar(invited.vevent, story, first)
    assert "UTC+5" in letter.text
    for person in (*SEATED[1:], OBSERVER):
        story.letter_to(person, "Meeting: %(title)s, %(when)s", title=tale.meeting, when="")

    guest = story.browser()
    guest.opens(letter.link(w("Answer")))
    guest.presses(w("Yes", "answer"))
    guest.sees(w("Your answer: %(answer)s", answer=w("Yes", "answer")))
    guest.leaves()
    me.opens(story.meeting)
    me.sees(f"{w('Coming', 'answers')} 1")
    me.sees(f"{w('No answer', 'answers')} 10")

    me.follows(w("Edit"))
    me.types(w("Day and hour"), f"{second:%Y-%m-%dT%H:%M}")
    me.presses(w("Save"))
    for person in (*SEATED, OBSERVER):
        letter = story.letter_to(person, "New time or place: %(title)s, %(when)s", title=tale.meeting, when="")
    moved, method = letter.calendar
    assert method == "REQUEST"
    assert_calendar(moved.vevent, story, second)
    assert moved.vevent.uid.value == invited.vevent.uid.value
    assert int(moved.vevent.sequence.value) > int(invited.vevent.sequence.value)


def assert_calendar(event, story, starts):
    assert event.summary.value == story.tale.meeting
    assert event.dtstart.value == starts
    assert event.dtstart.value.utcoffset() == timedelta(hours=5)
    assert event.location.value == story.tale.place


def the_meeting_is_held_and_written_up(story):
    """The group has met earlier than planned: the meeting gets the hour at which it was held, and tells nobody."""
    w, tale, me = story.words, story.tale, story.coordinator
    let_the_stage_have_begun_weeks_ago(story.installation)
    me.opens(f"{story.meeting}/edit")
    me.types(w("Day and hour"), f"{in_days(-1):%Y-%m-%dT%H:%M}")
    me.presses(w("Save"))
    me.presses(w("Mark as held", "meeting"))
    me.follows(w("Write the minutes"))
    me.ticks(MEMBER.short_name)
    me.types(w("Minutes", "record"), tale.minutes)
    me.presses(w("Save"))
    me.sees(w("Was there"))

    me.types(w("In words"), tale.decision)
    me.presses(w("Write it down"))
    me.sees(tale.decision)
    me.chooses(w("What was settled"), w("Action item", "outcome"))
    me.types(w("In words"), tale.action)
    me.chooses(w("Who does it"), MEMBER.short_name)
    me.presses(w("Write it down"))
    expect(me.page.get_by_role("link", name=tale.action)).to_be_visible()

    me.presses(w("Approve the minutes", "minutes"))
    me.presses(w("Send the minutes", "minutes"))
    letter = story.letter_to(MEMBER, "Minutes: %(title)s", "record", title=tale.meeting)
    assert tale.minutes in letter.text
    assert tale.decision in letter.text


def let_the_stage_have_begun_weeks_ago(installation):
    """The one thing that no browser can do: a meeting counts for the stage in which it was held."""
    with closing(sqlite3.connect(installation.folder / "shezhire.db")) as database, database:
        database.execute("UPDATE stage SET entered_at = datetime(entered_at, '-21 days')")


def in_days(days):
    """Ten in the morning, so many days from now, by the clock on the project's wall."""
    return (datetime.now(RUDNY) + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
