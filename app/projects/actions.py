"""Create a project from a plan, change what it is called, how many seats it has."""

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.config import LANGUAGES
from app.db import db
from app.journal.actions import changes_between, record
from app.outbox.moves import advance, move
from app.projects.laying import built_in, lay_plan
from app.projects.models import Membership, Project, Seat
from app.projects.visiting import enter
from app.rights import Role
from app.text import index
from workflows.engine import Refused
from workflows.sentences import Sentence

WORDS = ("title", "description")
#: What other features reckon anew where a project's zone becomes another; each is called with the project.
reckoned_by_zone: list = []


def create(*, actor, title, language, starts_on, time_zone, description="", seat_count=10, accession_prefix="",
           stages=None):  # fmt: skip
    """A running project: its plan, empty seats, and its maker as coordinator in seat 1.

    `stages` are those of a `PlanTemplate`; without them it has the built-in plan of a cultural history project.
    """
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
    lay_plan(project, stages or built_in())
    for number in range(1, seat_count + 1):
        add_seat(project, number, Role.COORDINATOR if number == 1 else Role.MEMBER)
    sit(project.seats[0], actor)
    db.session.flush()
    index(project, title, description)
    record(project, "create", actor=actor)
    move(project, "start", actor=actor)
    return project


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


def revise(project, *, actor, titles, descriptions, seat_count, time_zone, **room):
    """Change a project's words, each ``{language: text}``, its zone and the number of its seats.

    An administrator also gives its files `room`: so many bytes, or None for as many as the installation says.
    """
    before = facts_of(project)
    for language in LANGUAGES:
        project.set_text("title", language, titles[language])
        project.set_text("description", language, descriptions[language])
    change_zone(project, time_zone)
    change_seats(project, seat_count)
    project.room = room.get("room", project.room)
    # The version rises although the words are rows of their own, so that two people do not overwrite each other.
    flag_modified(project, "seat_count")
    index(project, *(row.text for row in project.texts))
    if changes := changes_between(before, facts_of(project)):
        record(project, "revise", actor=actor, changes=changes)


def change_zone(project, time_zone):
    if time_zone != project.time_zone:
        project.time_zone = time_zone
        for reckon in reckoned_by_zone:
            reckon(project)


def facts_of(project):
    """The project's settings as the journal keeps them."""
    words = {f"{field}_{language}": written_in(project, field, language) for field in WORDS for language in LANGUAGES}
    return words | {"seat_count": project.seat_count, "time_zone": project.time_zone, "room": project.room}


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
    """Resume a project, archive it, reopen it. Reopened, it stands in its last stage again."""
    advance(project, trigger, actor=actor, version=version)
    project.held_because, project.look_again_on = "", None
    if trigger == "reopen" and project.last_gate_decided:
        enter(project.plan)


def hold(project, *, actor, version, reason, look_again_on):
    """Put the project on hold, with the reason and the day to look at it again."""
    advance(project, "hold", actor=actor, version=version, reason=reason, day=str(look_again_on or ""))
    project.held_because, project.look_again_on, project.looked_again_at = reason, look_again_on, None
