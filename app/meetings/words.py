"""Words and colours that the meetings' pages need."""

from collections import Counter

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from app import dates
from app.charts import Part
from app.language import choose_zone
from app.text import say
from workflows.engine import missing
from workflows.meetings import Answer, MeetingState

TONES = {
    MeetingState.DRAFT: "quiet",
    MeetingState.ANNOUNCED: "sky",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "bad",
}
HOUR, DAY = 60, 24 * 60


def init_app(app):
    app.add_template_global(tone, "meeting_tone")
    app.add_template_global(dates.wall, "wall")
    app.add_template_global(hour_of)
    app.add_template_global(wall_offset, "offset_label")
    app.add_template_global(reader_offset, "offset_of_reader")
    app.add_template_global(lead_time)
    app.add_template_global(answers)
    app.add_template_global(answers_counted)


def tone(meeting):
    return TONES[meeting.state]


def offered(meeting, choices):
    """The moves as buttons, without those that are for meetings of the other kind: announced, or only entered."""
    strange = (
        {"reopen" if meeting.announced_at is None else "take_back"} if meeting.state is MeetingState.HELD else set()
    )
    strange |= set() if meeting.has_begun else {"enter"}
    return {trigger: choice for trigger, choice in choices.items() if trigger not in strange}


def why_not(meeting, guards):
    """What stands in the reader's way, in sentences; empty when nothing does."""
    return [say(reason) for reason in missing(meeting, guards, actor=g.actor)]


def answers():
    """The three buttons of the question whether one comes."""
    tones = {Answer.YES: "good", Answer.NO: "bad", Answer.MAYBE: "gold"}
    return [(said.name.lower(), pgettext("answer", said.value), tones[said]) for said in Answer]


def answers_counted(meeting):
    """How many of those invited come, do not, do not know yet, or said nothing, as parts of the whole."""
    said = Counter(row.answer for row in meeting.invited)
    return (
        Part(pgettext("answers", "Coming"), said[Answer.YES], "good"),
        Part(pgettext("answers", "Not coming"), said[Answer.NO], "bad"),
        Part(pgettext("answers", "Not sure"), said[Answer.MAYBE], "gold"),
        Part(pgettext("answers", "No answer"), said[None], "quiet"),
    )


def hour_of(meeting):
    """When it is, by the clocks of its zone; in words while its day is open."""
    return _("The day is still open") if meeting.is_day_open else dates.wall(meeting.starts_wall, meeting.zone)


def wall_offset(wall, zone):
    """«UTC+5» of a wall time in a zone; today's where there is no time yet."""
    instants = dates.instants_of(wall, zone) if wall else []
    return dates.offset_label(instants[0], zone) if instants else zone


def reader_offset(instant):
    return dates.offset_label(instant, choose_zone())


def lead_time(minutes):
    """«7 days», «1 day», «1 hour»: the largest whole unit."""
    for length, words in ((DAY, days), (HOUR, hours)):
        if minutes >= length and minutes % length == 0:
            return words(minutes // length)
    return ngettext("%(num)d minute", "%(num)d minutes", minutes)


def days(n):
    return ngettext("%(num)d day", "%(num)d days", n)


def hours(n):
    return ngettext("%(num)d hour", "%(num)d hours", n)
