"""Create a project from the built-in plan, change what it is called, how many seats it has."""

from datetime import timedelta

from flask_babel import force_locale, pgettext
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.config import LANGUAGES
from app.db import db
from app.journal.actions import changes_between, record
from app.outbox.moves import advance, move
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.rights import Role
from app.text import index
from workflows.engine import Refused
from workflows.sentences import Sentence
from workflows.stages import CULTURAL_HISTORY

WORDS = ("title", "description")


def create(*, actor, title, language, starts_on, time_zone, description="", seat_count=10, accession_prefix=""):
    """A running project: the built-in plan, empty seats, and its maker as coordinator in seat 1."""
    project = Project(
        language=language,
        starts_on=starts_on,
        time_zone=time_zone,
        seat_count=seat_count,
        accession_prefix=accession_prefix,
        created_by_id=actor.id,
        created_at=clock.now(),
    )
    project.set_text("title", language, title)
    project.set_text("description", language, description)
    db.session.add(project)
    db.session.flush()
    lay_plan(project, CULTURAL_HISTORY)
    for number in range(1, seat_count + 1):
        add_seat(project, number, Role.COORDINATOR if number == 1 else Role.MEMBER)
    sit(project.seats[0], actor)
    db.session.flush()
    index(project, title, description)
    record(project, "create", actor=actor)
    move(project, "start", actor=actor)
    return project


def lay_plan(project, stages):
    """Write the plan's stages with their words in all languages and their days from the project's first on."""
    plan = Plan(project=project, stage_key=stages[0].key)
    db.session.add(plan)
    db.session.flush()
    starts = project.starts_on
    for position, planned in enumerate(stages):
        ends = after_working_days(starts, planned.working_days - 1)
        stage = Stage(
            project_id=project.id,
            plan=plan,
            key=planned.key,
            position=position,
            planned_start=starts,
            planned_end=ends,
            entered_at=None if position else clock.now(),
            conditions=list(planned.conditions),
        )
        word(stage, planned)
        db.session.add(stage)
        starts = after_working_days(ends, 1)


def word(stage, planned):
    """The built-in words of a stage, in each language of the catalogue."""
    for language in LANGUAGES:
        with force_locale(language):
            stage.set_text("title", language, pgettext("stage", planned.name))
            stage.set_text("description", language, pgettext("stage", planned.description))


def after_working_days(day, n):
    """The day `n` working days (Monday to Friday) after `day`."""
    while n > 0:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


def add_seat(project, number, role, duty=""):
    seat = Seat(project=project, number=number, role=role, duty=duty)
    db.session.add(seat)
    return seat


def sit(seat, person):
    """Put `person` into a free seat; what they see changes with it."""
    if seat.holder:
        raise Refused([Sentence("The seat has been taken by somebody else.")])
    seat.memberships.append(Membership(user=person, joined_at=clock.now()))
    seat.changed_hands()
    person.rights_version += 1


def revise(project, *, actor, titles, descriptions, seat_count, time_zone):
    """Change a project's words, each ``{language: text}``, its zone and the number of its seats."""
    before = facts_of(project)
    for language in LANGUAGES:
        project.set_text("title", language, titles[language])
        project.set_text("description", language, descriptions[language])
    project.time_zone = time_zone
    change_seats(project, seat_count)
    # The version rises although the words are rows of their own, so that two people do not overwrite each other.
    flag_modified(project, "seat_count")
    index(project, *(row.text for row in project.texts))
    if changes := changes_between(before, facts_of(project)):
        record(project, "revise", actor=actor, changes=changes)


def facts_of(project):
    """The project's settings as the journal keeps them."""
    words = {f"{field}_{language}": written_in(project, field, language) for field in WORDS for language in LANGUAGES}
    return words | {"seat_count": project.seat_count, "time_zone": project.time_zone}


def written_in(project, field, language):
    """The text as it stands in that very language, or an empty string."""
    return next((row.text for row in project.texts if (row.field, row.language) == (field, language)), "")


def change_seats(project, wanted):
    """Have so many seats. One that is left out keeps its duty and counts again when the number is raised."""
    beyond = [seat for seat in project.numbered_seats if seat.number > wanted]
    if taken := [seat.number for seat in beyond if seat.holder]:
        raise Refused([Sentence("Seat %(number)d is taken, so the group cannot have fewer seats.", number=taken[-1])])
    there = {seat.number for seat in project.seats}
    for number in range(1, wanted + 1):
        if number not in there:
            add_seat(project, number, Role.MEMBER)
    project.seat_count = wanted


def change_life(project, trigger, *, actor, version):
    """Put the project on hold, resume it, archive it, reopen it. Reopened, it stands in its last stage again."""
    advance(project, trigger, actor=actor, version=version)
    if trigger == "reopen":
        project.plan.stage.left_at = None
