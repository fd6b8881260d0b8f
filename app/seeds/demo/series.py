"""A recurring meeting of the demo, still a draft: every week for two months, holidays left out."""

from app.meetings import actions as meetings
from app.meetings.series import rules
from app.meetings.series.actions import repeat
from app.meetings.series.days import proposed
from app.meetings.series.rules import Rule, Unit

TIMES = 9


def meet_every_week(project, coordinator, people, first, zone):
    """`first` is the wall time of the first of them."""
    meeting = meetings.schedule(
        project,
        actor=coordinator,
        title="Апталық жиналыс",
        starts_wall=first,
        zone=zone,
        place="Орталық қалалық кітапхана, 4-бөлме",
        people=people[:10],
        minutes_long=45,
        agenda=[("Атқарылған жұмыс", 15, people[1].id)],
    )
    rule = rules.text_of(Rule(Unit.WEEK, 1, times=TIMES), first.date())
    offered = proposed(meeting, rule, skips_holidays=True)
    left_out = rules.exceptions_of(day.day for day in offered if not day.is_free)
    days = [day.day for day in offered if day.is_free]
    facts = {"rule": rule, "days": days, "exceptions": left_out, "announce_days": 14}
    repeat(meeting, actor=coordinator, version=meeting.version, **facts)
