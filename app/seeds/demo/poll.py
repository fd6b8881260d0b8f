"""A meeting of the demo whose day is still open: three days, and what some have said to them."""

from datetime import timedelta

from app.meetings import actions as meetings
from app.meetings.polls.actions import propose, say
from app.meetings.polls.models import Suits
from app.meetings.polls.queries import slots_of

#: What the second, third and seventh person say to each day in turn.
SAID = {
    1: (Suits.YES, Suits.IF_NEEDED, Suits.NO),
    2: (Suits.NO, Suits.YES, Suits.YES),
    6: (Suits.YES, Suits.YES, Suits.IF_NEEDED),
}


def ask_for_a_day(project, coordinator, people, first, zone):
    """`first` is the wall time of the first proposed day."""
    meeting = meetings.schedule(
        project,
        actor=coordinator,
        title="Көрме жоспарын талқылау",
        starts_wall=first,
        zone=zone,
        place="Орталық қалалық кітапхана, оқу залы",
        people=people[:10],
        agenda=[("Көрмеге не шығады", 40, people[1].id)],
    )
    days = [first, first + timedelta(days=1, hours=5), first + timedelta(days=3)]
    propose(meeting, days, actor=coordinator, version=meeting.version)
    for place, said in SAID.items():
        row = meeting.participant(people[place].id)
        say(row, dict(zip((slot.id for slot in slots_of(meeting)), said, strict=True)), actor=people[place])
