"""Whom a line of the journal concerns, and why: those a thing was given to, those who made it, those who follow it."""

from typing import NamedTuple

from app.accounts.wishes import Topic
from app.comments.models import Comment, watcher
from app.db import db
from app.files.models import File
from app.materials.models import Material
from app.meetings.minutes.models import Minutes
from app.meetings.models import Meeting
from app.projects.models import Membership, Plan, Project, Seat
from app.tasks.models import Task


class Concern(NamedTuple):
    """The thing it is about, and the topic for each person's id."""

    subject: object
    people: dict


def concern_of(entry):
    """The `Concern` of an entry; None where it concerns nobody but who did it."""
    found = CONCERNS.get(entry.subject_type)
    concern = found(entry) if found and entry.project_id else None
    if concern is None or concern.subject is None:
        return None
    there = belonging_to(entry.project_id) - {entry.actor_id}
    return Concern(concern.subject, {person: topic for person, topic in concern.people.items() if person in there})


def belonging_to(project_id):
    """The ids of those who sit in the project now."""
    held = db.select(Membership.user_id).join(Seat).where(Seat.project_id == project_id, Membership.left_at.is_(None))
    return set(db.session.scalars(held))


def of_task(entry):
    task = db.session.get(Task, entry.subject_id)
    return task and Concern(task, changed(followers(task)) | given(task, entry))


def of_material(entry):
    material = db.session.get(Material, entry.subject_id)
    return material and Concern(material, changed(followers(material)) | given(material, entry))


def of_meeting(entry):
    """Answers concern whoever reads the list of them; only a meeting that people know of is news."""
    meeting = db.session.get(Meeting, entry.subject_id)
    is_news = meeting and meeting.is_known and act_of(entry) in NEWS_OF_MEETINGS
    return Concern(meeting, changed(followers(meeting))) if is_news else None


def of_minutes(entry):
    minutes = db.session.get(Minutes, entry.subject_id)
    is_news = minutes and act_of(entry) in ("approve", "send", "amend")
    return Concern(minutes.meeting, changed(followers(minutes.meeting))) if is_news else None


def of_comment(entry):
    comment = db.session.get(Comment, entry.subject_id)
    subject = comment and thing(comment.subject_type, comment.subject_id)
    if subject is None or act_of(entry) not in ("write", "revise"):
        return None
    said = dict.fromkeys(followers(subject), Topic.SAID) if act_of(entry) == "write" else {}
    return Concern(subject, said | dict.fromkeys(entry.params.get("mentioned", ()), Topic.MENTIONED))


def of_file(entry):
    """Damage is for the coordinators, also that of papers which have no page to follow: plans', consents'."""
    file = db.session.get(File, entry.subject_id)
    subject = file and thing(file.subject_type, file.subject_id)
    concerned = changed(followers(subject)) if subject else {}
    if file and act_of(entry) == "damage":
        project = db.session.get(Project, entry.project_id)
        subject = subject or project.plan
        concerned |= dict.fromkeys((person.id for person in project.coordinators), Topic.GIVEN)
    return subject and Concern(subject, concerned)


def of_plan(entry):
    """A decision at a gate concerns everybody."""
    if act_of(entry) not in ("go", "finish", "not_yet", "back", "return"):
        return None
    return Concern(db.session.get(Plan, entry.subject_id), changed(belonging_to(entry.project_id)))


CONCERNS = {
    "task": of_task,
    "material": of_material,
    "meeting": of_meeting,
    "minutes": of_minutes,
    "comment": of_comment,
    "file": of_file,
    "plan": of_plan,
}
NEWS_OF_MEETINGS = ("announce", "revise", "move", "cancel", "hold", "reopen")
THINGS = {"task": Task, "material": Material, "meeting": Meeting}


def thing(kind, id):
    return db.session.get(THINGS[kind], id) if kind in THINGS else None


def act_of(entry):
    return entry.kind.partition("/")[2]


def changed(people):
    return dict.fromkeys(people, Topic.CHANGED)


def given(subject, entry):
    """Those who must do something now, or whose work was judged; the same get a letter of their own."""
    if act_of(entry) == "create" and subject.kind == "task":
        people = subject.assignees
    elif act_of(entry) == "assign":
        before, after = entry.changes["assignees"]
        people = [person for person in subject.assignees if person.short_name in set(after) - set(before)]
    else:
        people = subject.readers_of(act_of(entry))
    return dict.fromkeys((person.id for person in people), Topic.GIVEN)


def followers(subject):
    """Ids of those who take part in a thing by what they are to it, and of those who chose to follow it."""
    chosen = (watcher.c.subject_type == subject.kind, watcher.c.subject_id == subject.id)
    return {*OWN[subject.kind](subject), *db.session.scalars(db.select(watcher.c.user_id).where(*chosen))}


OWN = {
    "task": lambda task: [task.created_by_id, *(person.id for person in task.assignees)],
    "material": lambda material: [material.collector_id],
    "meeting": lambda meeting: [row.user_id for row in meeting.invited if row.user_id],
}
