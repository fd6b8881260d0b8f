"""How a meeting is drafted, announced, held or cancelled, and how its minutes become final."""

from enum import Enum

from workflows.engine import Workflow, guard
from workflows.guards import coordinates, coordinates_or_must
from workflows.sentences import p


class MeetingState(Enum):
    DRAFT = p("meeting", "Draft")
    ANNOUNCED = p("meeting", "Announced")
    HELD = p("meeting", "Held")
    CANCELLED = p("meeting", "Cancelled")


class MinutesState(Enum):
    DRAFT = p("minutes", "Draft")
    APPROVED = p("minutes", "Approved")
    SENT = p("minutes", "Sent")


class Answer(Enum):
    """What an invited person said."""

    YES = p("answer", "Yes")
    NO = p("answer", "No")
    MAYBE = p("answer", "Maybe")


class OutcomeKind(Enum):
    """What a meeting settles. Decisions form the register; actions become tasks."""

    INFORMATION = p("outcome", "Information")
    DECISION = p("outcome", "Decision")
    ACTION = p("outcome", "Action item")


@guard("Choose a day and an hour that are still to come.")
def is_to_come(meeting, actor):
    return meeting.is_to_come


@guard("The day is still open: choose it first.")
def has_its_day(meeting, actor):
    return not meeting.is_day_open


@guard("The meeting has not begun yet.")
def has_begun(meeting, actor):
    return meeting.has_begun


@guard("Nobody is invited yet.")
def has_participants(meeting, actor):
    return meeting.has_participants


@guard("What was held or cancelled is changed only after it is reopened.")
def is_open_to_change(meeting, actor):
    return meeting.state in (MeetingState.DRAFT, MeetingState.ANNOUNCED)


@guard("The meeting was only entered: take it back to a draft.")
def was_announced(meeting, actor):
    return meeting.announced_at is not None


@guard("The meeting was announced: reopen it.")
def was_only_entered(meeting, actor):
    return meeting.announced_at is None


@guard("Answers are taken from the announcement until the meeting begins.")
def takes_answers(meeting, actor):
    return meeting.state is MeetingState.ANNOUNCED and meeting.is_to_come


@guard("This is written down once an announced meeting has begun.")
def takes_place(meeting, actor):
    return meeting.state is MeetingState.HELD or (meeting.state is MeetingState.ANNOUNCED and meeting.has_begun)


@guard("The minutes are approved and cannot be changed any more.")
def has_open_minutes(meeting, actor):
    return meeting.has_open_minutes


@guard("The day is settled; change the meeting itself.")
def is_a_draft(meeting, actor):
    return meeting.state is MeetingState.DRAFT


@guard("No day is asked for any more.")
def is_asked_for_a_day(meeting, actor):
    return meeting.state is MeetingState.DRAFT and meeting.polled_at is not None


@guard("This meeting belongs to a series already.")
def stands_alone(meeting, actor):
    return meeting.stands_alone


@guard("The series is announced already.")
def is_not_announced(series, actor):
    return series.announced_at is None


@guard("Topics go to the parking place once the meeting has begun or was cancelled.")
def leaves_topics(meeting, actor):
    return meeting.state is MeetingState.CANCELLED or takes_place.holds(meeting, actor)


@guard("This topic waits no longer: somebody took it into an agenda or away.")
def waits(topic, actor):
    return topic.is_waiting


@guard("Only whoever parked the topic or the coordinator can do this.")
def parked_or_coordinates(topic, actor):
    return topic.is_parked_by(actor) or topic.is_coordinated_by(actor)


#: What is done to a meeting without moving it, each with its guards.
CHANGE = (is_open_to_change,)
ANSWER = (takes_answers,)
ASK_FOR_DAY = (coordinates, is_a_draft, has_participants)
SAY_DAY = (is_asked_for_a_day,)
WRITE_UP = (takes_place, has_open_minutes)
REPEAT = (coordinates, is_open_to_change, has_its_day, stands_alone)
#: What is done to a parked topic, and to a meeting whose topics go there.
PUT_BACK = (leaves_topics, has_open_minutes)
TAKE_TOPIC = (coordinates, waits)
DROP_TOPIC = (parked_or_coordinates, waits)
ANNOUNCE_SERIES = (coordinates, is_not_announced)

MEETING = Workflow(
    "meeting",
    MeetingState,
    [
        [
            *("announce", MeetingState.DRAFT, MeetingState.ANNOUNCED),
            [coordinates_or_must, has_its_day, is_to_come, has_participants],
        ],
        ["enter", MeetingState.DRAFT, MeetingState.HELD, [coordinates, has_begun, has_participants]],
        ["hold", MeetingState.ANNOUNCED, MeetingState.HELD, [coordinates, has_begun]],
        ["cancel", MeetingState.ANNOUNCED, MeetingState.CANCELLED, [coordinates]],
        ["cancel", MeetingState.DRAFT, MeetingState.CANCELLED, [coordinates]],
        ["reopen", MeetingState.CANCELLED, MeetingState.DRAFT, [coordinates]],
        ["reopen", MeetingState.HELD, MeetingState.ANNOUNCED, [coordinates, has_open_minutes, was_announced]],
        ["take_back", MeetingState.HELD, MeetingState.DRAFT, [coordinates, has_open_minutes, was_only_entered]],
    ],
    labels={
        "announce": p("meeting", "Announce the meeting"),
        "enter": p("meeting", "Enter as held already"),
        "hold": p("meeting", "Mark as held"),
        "cancel": p("meeting", "Cancel the meeting"),
        "reopen": p("meeting", "Reopen"),
        "take_back": p("meeting", "Take back to a draft"),
    },
)


@guard("Write the minutes first.")
def has_text(minutes, actor):
    return minutes.has_text


@guard("The minutes are approved after the meeting was held.")
def meeting_was_held(minutes, actor):
    return minutes.meeting_was_held


@guard("Only the chair or the coordinator can do this.")
def chairs(minutes, actor):
    return minutes.is_chaired_by(actor) or minutes.is_coordinated_by(actor)


MINUTES = Workflow(
    "minutes",
    MinutesState,
    [
        ["approve", MinutesState.DRAFT, MinutesState.APPROVED, [chairs, meeting_was_held, has_text]],
        ["send", MinutesState.APPROVED, MinutesState.SENT, [coordinates]],
    ],
    labels={
        "approve": p("minutes", "Approve the minutes"),
        "send": p("minutes", "Send the minutes"),
    },
)


@guard("Only approved minutes are amended; a draft is simply changed.")
def are_approved(minutes, actor):
    return minutes.state is not MinutesState.DRAFT


#: A correction of what is approved already.
AMEND = (are_approved, chairs)
