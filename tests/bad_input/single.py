"""One thing of each kind that forms are about."""

import io
from datetime import datetime

from flask import current_app

from app import clock
from app.accounts.wishes import Topic
from app.files.actions import new_name
from app.files.models import File, FileState
from app.gates.models import Decision, Verdict
from app.journal.actions import record
from app.journal.models import Entry
from app.materials.consents.models import Consent, Signer
from app.meetings import actions as meetings
from app.meetings.minutes.models import Minutes
from app.meetings.polls.models import Slot
from app.notifications.models import Notice
from app.outbox.models import Letter
from app.workgroup.actions import LIVES
from app.workgroup.models import Invitation
from tests import make
from workflows.letters import LetterState
from workflows.meetings import MeetingState, MinutesState


def a_change(comment, person):
    """The comment said something else before."""
    changes = {"text": ["What years?", comment.text]}
    about = {"subject_type": comment.kind, "subject_id": comment.id, "project_id": comment.project_id}
    facts = {"actor_id": person.id, "at": clock.now(), "kind": "comment/revise", "params": {"title": comment.text}}
    return Entry(changes=changes, **about, **facts)


def an_entry(task, person):
    """A step that was taken off, so that it can be brought back."""
    return Entry(
        project_id=task.project_id,
        at=clock.now(),
        actor_id=person.id,
        subject_type=task.kind,
        subject_id=task.id,
        kind="task/remove_step",
        params={"title": task.title, "step": "Read 1975", "position": 1},
        changes={},
    )


def a_notice(task, person):
    entry = record(task, "restore", actor=person)
    about = {"project_id": task.project_id, "subject_type": task.kind, "subject_id": task.id}
    return Notice(user_id=person.id, entry_id=entry.id, topic=Topic.CHANGED, at=clock.now(), **about)


def a_slot(meeting):
    """One of two days that are proposed."""
    days = [datetime(2026, 3, day, 12, 0) for day in (20, 21)]
    facts = {"project_id": meeting.project_id, "meeting_id": meeting.id}
    first, _second = (
        make.save(Slot(starts_wall=day, starts_at=meetings.instant(day, meeting.zone), **facts)) for day in days
    )
    return first


def a_decision(project, person):
    """One that was taken just now, so that it can be taken back."""
    return Decision(
        project_id=project.id,
        stage=project.plan.stage,
        round=1,
        verdict=Verdict.NOT_YET,
        reason="Two seats are free",
        decided_by=person,
        at=clock.now(),
        plan_version=project.plan.version,
    )


def invite(project, coordinator):
    return make.save(
        Invitation(
            project=project,
            seat=project.numbered_seats[3],
            email=f"invited{project.id}@library.example",
            language="en",
            invited_by=coordinator,
            created_at=clock.now(),
            expires_at=clock.now() + LIVES,
        )
    )


def a_consent(person, recorder):
    return Consent(
        project_id=person.project_id,
        person=person,
        signer=Signer.SELF,
        signed_by="Абай",
        scope=["KEEP"],
        signed_on=clock.today("UTC"),
        language="kk",
        recorded_by_id=recorder.id,
        created_at=clock.now(),
    )


def a_file(material, person, name="school.txt", media_type="text/plain"):
    stored_name = new_name()
    size, sha256 = current_app.extensions["storage"].write(stored_name, io.BytesIO(b"School 4"))
    return File(
        project_id=material.project_id,
        subject_type=material.kind,
        subject_id=material.id,
        name=name,
        stored_name=stored_name,
        size=size,
        sha256=sha256,
        media_type=media_type,
        state=FileState.STORED,
        uploaded_by_id=person.id,
        created_at=clock.now(),
    )


def unknown_letter(project, person):
    """A letter of which nobody knows whether it arrived."""
    return make.save(
        Letter(
            project_id=project.id,
            about="meetings/remind",
            subject_type="project",
            subject_id=project.id,
            user_id=person.id,
            address=person.email,
            language="en",
            dedupe_key=f"unknown {project.id}",
            created_at=clock.now(),
            due_at=clock.now(),
            next_try_at=clock.now(),
            state=LetterState.AMBIGUOUS,
            message_id=f"<unknown-{project.id}@library.example>",
            title="Reminder",
        )
    )


def exhibited(coordinator):
    """A project whose exhibition is open."""
    project = make.project(coordinator, title="On show")
    project.exhibit_since = clock.now()
    return make.save(project)


def approved_minutes(project, coordinator):
    held = make.meeting(project, coordinator, state=MeetingState.HELD)
    facts = {"number": 1, "state": MinutesState.APPROVED}
    return make.save(Minutes(project_id=project.id, meeting_id=held.id, text="We met.", **facts))
