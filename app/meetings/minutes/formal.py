"""Minutes in the formal form of an institution, as plain data: what the page, the PDF and the DOCX all say."""

from dataclasses import asdict, dataclass

from flask_babel import force_locale, get_locale, pgettext

from app import dates
from app.meetings.things.words import word
from workflows.meetings import OutcomeKind

#: In which languages the minutes can be read; "both" is Kazakh, then Russian.
LANGUAGES = {"kk": ("kk",), "ru": ("ru",), "en": ("en",), "both": ("kk", "ru")}


@dataclass
class Item:
    """A topic: what it was about, what was heard, by whom, and what was settled, each as a line.

    `left` says that it was left for another meeting, where it was.
    """

    title: str
    presenter: str
    heard: str
    settled: list[dict]
    about: list[str]
    left: str


@dataclass
class Formal:
    """One meeting's minutes in one language. All values are text ready to be read; `words` are the labels."""

    language: str
    words: dict[str, str]
    heading: str
    project: str
    title: str
    is_draft: bool
    facts: list[tuple[str, str]]
    items: list[Item]
    course: str
    beside: list[dict]
    signatures: list[tuple[str, str]]
    amendments: list[dict]

    def as_data(self):
        return asdict(self)


def formal_of(meeting, choice):
    """The minutes of a meeting in the languages of `choice`, one after the other."""
    return [in_language(meeting, language) for language in LANGUAGES[choice]]


def in_language(meeting, language):
    with force_locale(language):
        words = labels()
        return Formal(
            language=language,
            words=words,
            heading=heading(meeting),
            project=meeting.project.worded("title", language),
            title=meeting.title,
            is_draft=not (meeting.minutes and meeting.minutes.is_approved),
            facts=facts(meeting, words),
            items=[item_of(meeting, item, words["left"] if item.is_left else "") for item in meeting.agenda],
            course=meeting.minutes.text if meeting.minutes else "",
            beside=[settled(outcome) for outcome in meeting.outcomes if outcome.agenda_item_id is None],
            signatures=[
                (words["chair"], name_of(meeting.chair)),
                (words["secretary"], name_of(meeting.secretary)),
            ],
            amendments=amendments(meeting),
        )


def labels():
    return {
        "draft": pgettext("formal minutes", "Draft: not approved"),
        "chair": pgettext("formal minutes", "Chair"),
        "secretary": pgettext("formal minutes", "Secretary"),
        "agenda": pgettext("formal minutes", "Agenda"),
        "heard": pgettext("formal minutes", "HEARD:"),
        "decided": pgettext("formal minutes", "DECIDED:"),
        "course": pgettext("formal minutes", "COURSE OF THE MEETING:"),
        "amendments": pgettext("formal minutes", "Amendments"),
        "left": pgettext("formal minutes", "Left for another meeting."),
    }


def heading(meeting):
    number = meeting.minutes.number if meeting.minutes else None
    if number is None:
        return pgettext("formal minutes", "MINUTES of the meeting of the workgroup")
    return pgettext("formal minutes", "MINUTES No. %(number)d of the meeting of the workgroup", number=number)


def facts(meeting, words):
    there = [row.short_name for row in meeting.invited if row.attended]
    away = [row.short_name for row in meeting.invited if not row.attended]
    rows = [
        (pgettext("formal minutes", "Date"), dates.wall(meeting.starts_wall, meeting.zone)),
        (pgettext("formal minutes", "Place"), meeting.place or meeting.link),
        (words["chair"], name_of(meeting.chair)),
        (words["secretary"], name_of(meeting.secretary)),
        (pgettext("formal minutes", "Present"), f"{len(there)}: {', '.join(there)}" if there else ""),
        (pgettext("formal minutes", "Absent"), ", ".join(away)),
    ]
    return [(label, value) for label, value in rows if value]


def name_of(user):
    return user.short_name if user else ""


def item_of(meeting, item, left):
    under = [settled(outcome) for outcome in meeting.outcomes if outcome.agenda_item_id == item.id]
    return Item(
        item.title, name_of(item.presenter), item.notes, under, [about(meeting, row) for row in item.things], left
    )


def about(meeting, thing):
    """What a topic is about, by the title it had then; a stage is called as this language calls it."""
    title = thing.words
    if thing.subject_type == "stage":
        stages = [stage for stage in meeting.project.plan.stages if stage.id == thing.subject_id]
        title = stages[0].worded("title", get_locale().language) if stages else title
    return f"{word(thing.subject_type)}: {title}"


def settled(outcome):
    """A line of what was settled: its verb in the formal style, the words, and for an action who and until when."""
    verbs = {
        OutcomeKind.INFORMATION: pgettext("formal minutes", "Take note:"),
        OutcomeKind.DECISION: pgettext("formal minutes", "Decide:"),
        OutcomeKind.ACTION: pgettext("formal minutes", "Assign:"),
    }
    who = pgettext("formal minutes", "Responsible: %(name)s", name=outcome.person.short_name) if outcome.person else ""
    due = pgettext("formal minutes", "Due: %(day)s", day=dates.day(outcome.due)) if outcome.due else ""
    return {"verb": verbs[outcome.nature], "text": outcome.text, "who": "; ".join(part for part in (who, due) if part)}


def amendments(meeting):
    added = meeting.minutes.amendments if meeting.minutes else []
    return [
        {
            "number": pgettext("formal minutes", "Amendment %(number)d", number=row.number),
            "text": row.text,
            "by": f"{row.created_by.short_name}, {dates.day(row.created_at.date())}",
        }
        for row in added
    ]
