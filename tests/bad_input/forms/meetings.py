"""Forms of meetings and their reminders."""

from tests.bad_input.forms.form import Form, project, version_of


def days(things):
    return {
        "days-0-starts_wall": "2026-03-16T10:00",
        "days-1-starts_wall": "2026-03-17T15:00",
        "version": things.open_day.version,
    }


def held(things):
    return {"meeting_id": things.held.id}


def meeting(things):
    return {
        "title": "Working meeting",
        "starts_wall": "2026-03-16T11:00",
        "zone": "Asia/Qostanay",
        "fold": "0",
        "minutes_long": "60",
        "place": "Central library",
        "link": "https://meet.example/rudny",
        "description": "Who does what",
        "people_ids": [things.coordinator.id, things.member.id],
        "guests": "Марат Әлиев <marat@museum.kz>",
        "quorum": "2",
        "agenda-0-title": "The first topic",
        "agenda-0-minutes": "20",
        "agenda-0-presenter_id": things.member.id,
        "agenda-0-about": [f"task {things.task.id}"],
        "agenda-0-words": "theatre",
        "version": things.meeting.version,
    }


def recurring(things):
    """Mondays, the way they were looked at."""
    rule = {"unit": "WEEK", "every": "1", "weekdays": ["0"], "times": "3", "until": "", "skips_holidays": "y"}
    days = {"days": ["2026-03-30"], "seen": "FREQ=WEEKLY;BYDAY=MO;INTERVAL=1;COUNT=3 with 2026-03-16"}
    return {**rule, **days, "announce_days": "14", "version": things.draft.version}


def about_series(things):
    return {"series_id": things.series.id}


def about_recurring(things):
    return {"meeting_id": things.recurring.id}


def announced(things):
    return {"meeting_id": things.meeting.id}


def rule(things):
    return {**announced(things), "rule_id": things.meeting.reminder_rules[0].id}


def approved(things):
    return {"meeting_id": things.approved.meeting_id}


def topic(things):
    return {"meeting_id": things.held.id, "item_id": things.held.agenda[0].id}


def open_day(things):
    return {"meeting_id": things.open_day.id}


def slot(things):
    return {**open_day(things), "slot_id": things.slot.id}


def reminder(prefix):
    return {f"{prefix}number": "3", f"{prefix}unit": "hours", f"{prefix}text": "Come"}


def minutes(things):
    return {
        "text": "We spoke of the theatre.",
        "present": [things.held.participants[1].id],
        "version": things.minutes.version,
    }


def outcome(things):
    return {"nature": "ACTION", "text": "Ask the museum", "person_id": things.member.id, "due": "2026-04-01"}


FORMS = {
    "meetings.answer": Form(lambda things: {"answer": "yes"}, lambda things: {"meeting_id": things.meeting.id}),
    "meetings.answers.by_link": Form(
        lambda things: {"answer": "maybe"}, lambda things: {"secret": things.asked}, sent_by=None, is_by_link=True
    ),
    "meetings.edit": Form(
        meeting,
        lambda things: {"meeting_id": things.meeting.id},
        lines=("title", "place", "description", "agenda-0-title", "agenda-0-words"),
        is_versioned=True,
    ),
    "meetings.answers.by_telephone": Form(
        lambda things: {"answer": "yes"},
        lambda things: {"meeting_id": things.meeting.id, "row_id": things.meeting.participants[1].id},
    ),
    "reminders.add_common": Form(lambda things: reminder("common-"), announced, lines=("common-text",)),
    "reminders.add_own": Form(lambda things: reminder("own-"), announced, lines=("own-text",)),
    "reminders.now": Form(lambda things: {"now-to": "all", "now-text": "Come"}, announced, lines=("now-text",)),
    "reminders.remove": Form(about=rule),
    "reminders.switch": Form(about=lambda things: {**rule(things), "how": "off"}),
    "meetings.move": Form(
        version_of("draft"),
        lambda things: {"meeting_id": things.draft.id, "trigger": "announce"},
        is_versioned=True,
    ),
    "meetings.series.repeat": Form(recurring, lambda things: {"meeting_id": things.draft.id}, is_versioned=True),
    "meetings.series.announce": Form(version_of("series"), about_series, is_versioned=True),
    "meetings.series.cancel_following": Form(version_of("recurring"), about_recurring, is_versioned=True),
    "meetings.new": Form(meeting, project, lines=("title", "place", "description", "agenda-0-title", "agenda-0-words")),
    "meetings.write_up.move": Form(
        version_of("minutes"), lambda things: {**held(things), "trigger": "approve"}, is_versioned=True
    ),
    "meetings.papers.amend": Form(lambda things: {"text": "The year is 1975"}, approved, lines=("text",)),
    "meetings.under_way.attend": Form(lambda things: {"present": [things.held.participants[0].id]}, held),
    "meetings.under_way.run": Form(about=lambda things: {**topic(things), "how": "begin"}),
    "meetings.under_way.write": Form(lambda things: {"notes": "We spoke", "base": "0"}, topic),
    "meetings.write_up.settle": Form(outcome, held, lines=("text",)),
    "meetings.write_up.write": Form(minutes, held, lines=("text",), is_versioned=True),
    "meetings.parking.drop": Form(about=lambda things: {"topic_id": things.parked.id}),
    "meetings.parking.index": Form(lambda things: {"title": "Interviews with miners"}, project, lines=("title",)),
    "meetings.parking.park": Form(lambda things: {"title": "Interviews with miners"}, announced, lines=("title",)),
    "meetings.parking.put_all_back": Form(about=held),
    "meetings.parking.put_back": Form(about=topic),
    "meetings.parking.take": Form(about=lambda things: {**announced(things), "topic_id": things.parked.id}),
    "meetings.polls.by_link": Form(
        lambda things: {f"slot-{things.slot.id}": "yes"},
        lambda things: {"secret": things.polled},
        sent_by=None,
        is_by_link=True,
    ),
    "meetings.polls.choose": Form(version_of("open_day"), slot, is_versioned=True),
    "meetings.polls.nudge": Form(about=open_day),
    "meetings.polls.propose": Form(days, open_day, is_versioned=True),
    "meetings.polls.say": Form(lambda things: {f"slot-{things.slot.id}": "yes"}, open_day),
}
