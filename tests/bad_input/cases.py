"""Every form of the service, once: whose it is, what it is about, and what is rightly typed into it."""

import io
from collections.abc import Callable
from typing import NamedTuple

from tests.files import samples
from tests.materials import pages as materials
from tests.materials.consents import pages as consents
from tests.materials.subjects import pages as subjects
from tests.tasks import posts as tasks


class Form(NamedTuple):
    """A form that is taken as it stands here.

    `typed(things)` is what is rightly typed, `about(things)` fills the address; `lines` are the fields for words,
    which must be shown again when the form is refused. `sent_by` is None for somebody who is not signed in.
    """

    typed: Callable = lambda things: {}
    about: Callable = lambda things: {}
    lines: tuple = ()
    sent_by: str | None = "coordinator"
    is_versioned: bool = False
    is_by_link: bool = False


def project(things):
    return {"project_id": things.project.id}


def task(things):
    return {"task_id": things.task.id}


def working_set(things):
    return {"set_id": things.working_set.id}


def in_set(things):
    return working_set(things) | {"material_id": things.material.id}


def label(things):
    return {"label_id": things.label.id}


def comment(things):
    return {"comment_id": things.comment.id}


def words_of_comment(things):
    return {"text": "From 1975 on", "mention_ids": [things.member.id], "version": things.comment.version}


def subject(things):
    return {"kind": "task", "subject_id": things.task.id}


def material(things):
    return {"material_id": things.material.id}


def held(things):
    return {"meeting_id": things.held.id}


def version_of(name):
    return lambda things: {"version": getattr(things, name).version}


def name(things):
    return {"surname": "Сейтова", "given_name": "Айгүл", "patronymic": "", "language": "en"}


def settings(things):
    own = {"time_zone": "Asia/Qostanay", "theme": "auto", "shortcuts": "y"}
    return {**name(things), **own, "version": things.coordinator.version}


def wishes(things):
    channels = {"mentioned": "AT_ONCE", "given": "AT_ONCE", "due": "MORNING", "said": "DIGEST", "changed": "OFF"}
    return {**channels, "days": ["0"], "hours": ["9"], "version": things.coordinator.version}


def new_project(things):
    return {
        "title": "The town's theatre",
        "language": "en",
        "description": "Since 1958.",
        "starts_on": "2026-03-02",
        "template_id": "0",
        "accession_prefix": "TH",
        "seat_count": "10",
        "time_zone": "Asia/Qostanay",
    }


def project_settings(things):
    words = {"title_en": "Cultural history", "title_kk": "Мәдениет тарихы", "title_ru": "", "description_en": "Rudny"}
    return {**words, "seat_count": "10", "time_zone": "Asia/Qostanay", "version": things.project.version}


def board_limits(things):
    return {"todo": "", "doing": "3", "in_review": "5", "version": things.project.version}


def invitation(things):
    return {"email": "one.more@library.example", "place": things.free_seat.id, "language": "en"}


def whole_task(things):
    days = {"starts_on": "2026-03-20", "due": "2026-04-01", "due_time": "15:00"}
    facts = {"assignee_ids": [things.member.id], "label_ids": [things.label.id], "estimate": "1:30"}
    facts |= {"repeat_every": "2", "repeat_unit": "MONTH"}
    return {**tasks.facts(things.project), **facts, **days, "version": things.task.version}


def whole_material(things):
    return {**materials.FACTS, "version": things.material.version}


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


def days(things):
    return {
        "days-0-starts_wall": "2026-03-16T10:00",
        "days-1-starts_wall": "2026-03-17T15:00",
        "version": things.open_day.version,
    }


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


def decision(things):
    return {
        "verdict": "NOT_YET",
        "reason": "Two seats are free",
        "ask_again_on": "2026-04-01",
        "to_key": "",
        "meeting_id": things.held.id,
        "version": things.project.plan.version,
    }


def about(kind):
    return lambda things: {"subject_id": getattr(things, kind).id}


def written(facts, kind):
    return lambda things: {**facts, "version": getattr(things, kind).version}


def two_persons(things):
    return {"plural": "persons", "subject_id": things.person.id, "other_id": things.twin.id}


def merging(things):
    return {"reason": "One life", "version": things.person.version, "version-other": things.twin.version}


def later_stage(things):
    return {**project(things), "stage_id": things.later.id}


def of_plan(things, **typed):
    return {"version": things.project.plan.version, **typed}


def stage_words(things):
    return of_plan(things, title_en="The book", title_kk="Кітап", title_ru="", description_en="It is printed.")


def condition(things):
    return {**later_stage(things), "condition_id": things.later.conditions[0]["id"]}


def upload(things):
    return {"files": [(io.BytesIO(samples.png()), "school.png")]}


def transcript(things):
    return {"files": [(io.BytesIO(samples.webvtt((5, "Words"))), "words.vtt")], "language": "kk", "role": "TRANSCRIPT"}


FORMS = {
    "accounts.first": Form(
        lambda things: {**name(things), "email": "first@library.example", "password": "twelve letters and more"},
        lambda things: {"secret": things.first},
        lines=("surname", "given_name", "patronymic", "email"),
        sent_by=None,
        is_by_link=True,
    ),
    "accounts.own.edit": Form(settings, lines=("surname", "given_name", "patronymic"), is_versioned=True),
    "accounts.own.end": Form(about=lambda things: {"session_id": things.session.id}),
    "accounts.own.end_others": Form(),
    "accounts.own.password": Form(lambda things: {"password": "twelve letters and more"}),
    "accounts.sign_in": Form(
        lambda things: {"email": things.member.email, "link": "1"}, lines=("email",), sent_by=None
    ),
    "accounts.sign_in_by_link": Form(about=lambda things: {"secret": things.sign_in}, sent_by=None, is_by_link=True),
    "accounts.sign_out": Form(),
    "comments.delete": Form(version_of("comment"), comment, is_versioned=True),
    "comments.edit": Form(words_of_comment, comment, lines=("text",), is_versioned=True),
    "comments.follow": Form(lambda things: {"is_on": "1"}, subject),
    "comments.take_back": Form(about=lambda things: {**comment(things), "entry_id": things.change.id}),
    "comments.restore": Form(about=lambda things: {"comment_id": things.deleted_comment.id}),
    "comments.write": Form(
        lambda things: {"text": "Which?", "mention_ids": [things.member.id], "quoted_id": things.comment.id},
        subject,
        lines=("text",),
    ),
    "exhibiting.close_it": Form(
        version_of("exhibited"), lambda things: {"project_id": things.exhibited.id}, is_versioned=True
    ),
    "exhibiting.open_it": Form(version_of("project"), project, is_versioned=True),
    "files.attach_transcript": Form(
        transcript, about=lambda things: {"file_id": things.recording.id}, sent_by="member"
    ),
    "files.delete": Form(about=lambda things: {"file_id": things.file.id}),
    "files.keep_double": Form(about=lambda things: {"file_id": things.file.id, "other_id": things.same_file.id}),
    "gates.ask": Form(lambda things: {"note": "All is ready"}, project, lines=("note",)),
    "gates.opinion": Form(lambda things: {"says": "yes", "sentence": "All is ready"}, project, lines=("sentence",)),
    "gates.take_back": Form(about=lambda things: {"decision_id": things.decision.id}),
    "gates.tick": Form(lambda things: {"is_on": "1"}, lambda things: {**project(things), "condition_id": "room"}),
    "gates.decide": Form(decision, project, lines=("reason",), is_versioned=True),
    "home.looked": Form(lambda things: {"last": "1"}),
    "home.language": Form(lambda things: {"language": "en", "next": "/projects"}),
    "home.theme": Form(lambda things: {"theme": "dark", "next": "/projects"}),
    "jobs.cancel": Form(about=lambda things: {"job_id": things.job.id}),
    "mail.check": Form(sent_by="administrator"),
    "mail.lift": Form(about=lambda things: {"user_id": things.unreachable.id}, sent_by="administrator"),
    "mail.pause": Form(sent_by="administrator"),
    "mail.release": Form(sent_by="administrator"),
    "materials.attach": Form(upload, material, sent_by="member"),
    "materials.edit": Form(
        whole_material,
        material,
        lines=("title", "description", "made", "source_name", "persons-0", "events-0"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_consent": Form(
        lambda things: consents.consent(),
        about("person"),
        lines=("signed_by", "form_version", "note"),
        sent_by="member",
    ),
    "materials.withdraw_consent": Form(
        lambda things: {"reason": "By telephone", "version": things.consent.version},
        lambda things: {"consent_id": things.consent.id},
        lines=("reason",),
        is_versioned=True,
    ),
    "materials.edit_event": Form(
        written(subjects.EVENT, "event"),
        about("event"),
        lines=("name_kk", "name_en", "date-first", "place", "participants-0-role", "sources-0-text"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_event": Form(
        lambda things: subjects.EVENT,
        project,
        lines=("name_kk", "name_en", "date-first", "place", "participants-0-role", "sources-0-text"),
        sent_by="member",
    ),
    "materials.edit_person": Form(
        written(subjects.PERSON, "person"),
        about("person"),
        lines=("names-0-surname", "names-0-given", "birth-first", "description_kk", "sources-0-text"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_person": Form(
        lambda things: subjects.PERSON,
        project,
        lines=("names-0-surname", "names-0-given", "birth-first", "description_kk", "sources-0-text"),
        sent_by="member",
    ),
    "materials.edit_place": Form(
        written(subjects.PLACE, "place"),
        about("place"),
        lines=("name_kk", "name_ru", "former-0-name", "part_of"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new_place": Form(
        lambda things: subjects.PLACE,
        project,
        lines=("name_kk", "name_ru", "former-0-name", "part_of"),
        sent_by="member",
    ),
    "materials.export_files": Form(about=project),
    "materials.pack": Form(about=project),
    "materials.import_table": Form(
        lambda things: {"mode": "add", "table": (io.BytesIO(b"Title,Kind\nRead,Scan\n"), "m.csv")}, project
    ),
    "materials.try_import": Form(
        lambda things: {"matched": "1", "col-title": "0", "col-genre": "1", "agreed": things.agreed},
        lambda things: {"batch_id": things.materials_table.id},
    ),
    "materials.change": Form(
        lambda things: {"pick": [things.material.id], "to-source_name": "A family", "agreed": things.agreed_change},
        project,
        sent_by="member",
    ),
    "materials.send_named_files": Form(
        lambda things: {"files": (io.BytesIO(b"1957"), "named.txt")}, project, sent_by="member"
    ),
    "materials.hang_named_files": Form(lambda things: {"agreed": things.agreed_files}, project),
    "materials.take_off_files": Form(about=lambda things: {"batch_id": things.hung_files.id}),
    "materials.take_back": Form(about=lambda things: {"batch_id": things.materials_batch.id}),
    "materials.move": Form(
        version_of("material"),
        lambda things: {**material(things), "trigger": "submit"},
        sent_by="member",
        is_versioned=True,
    ),
    "materials.new": Form(
        whole_material, project, lines=("title", "description", "made", "source_name", "persons-0", "events-0")
    ),
    "materials.send_back": Form(
        lambda things: {"note": "Who stands on the left?", "version": things.submitted.version},
        lambda things: {"material_id": things.submitted.id},
        lines=("note",),
        is_versioned=True,
    ),
    "materials.set_rights": Form(
        lambda things: {
            "rights_uri": "http://rightsstatements.org/vocab/InC/1.0/",
            "rights_holder": "The family",
            "rights_note": "By letter",
            "version": things.material.version,
        },
        material,
        lines=("rights_holder", "rights_note"),
        sent_by="member",
        is_versioned=True,
    ),
    "materials.merge": Form(merging, two_persons, lines=("reason",), is_versioned=True),
    "materials.separate": Form(
        lambda things: {"merged_id": things.merged.id, "version": things.survivor.version},
        lambda things: {"plural": "persons", "subject_id": things.survivor.id},
        is_versioned=True,
    ),
    "materials.tell_apart": Form(lambda things: {"is_on": "1"}, two_persons),
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
    "calendar.feeds.index": Form(lambda things: {"name": "Phone", "project_id": "0"}, lines=("name",)),
    "calendar.feeds.revoke": Form(about=lambda things: {"token_id": things.feed.id}),
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
    "outbox.move": Form(
        version_of("letter"),
        lambda things: {**project(things), "letter_id": things.letter.id, "trigger": "resend"},
        is_versioned=True,
    ),
    "plans.add": Form(
        lambda things: {**stage_words(things), "working_days": "5"},
        later_stage,
        lines=("title_en", "title_kk", "description_en"),
        is_versioned=True,
    ),
    "plans.ask": Form(
        lambda things: of_plan(things, question="Is the hall booked?"),
        lambda things: {**later_stage(things), "condition_kind": "confirmed"},
        lines=("question",),
        is_versioned=True,
    ),
    "plans.attach": Form(lambda things: {**upload(things), "role": "ORDER"}, project, sent_by="member"),
    "plans.condition": Form(lambda things: of_plan(things, count="5"), condition, is_versioned=True),
    "plans.days": Form(
        lambda things: of_plan(things, start="2026-08-03", end="2026-09-25", shown="2026-08-03/2026-09-25"),
        later_stage,
        is_versioned=True,
    ),
    "plans.decider": Form(lambda things: of_plan(things, person_id=things.member.id), later_stage, is_versioned=True),
    "plans.delete_template": Form(
        version_of("template"), lambda things: {"template_id": things.template.id}, is_versioned=True
    ),
    "plans.drop": Form(of_plan, condition, is_versioned=True),
    "plans.keep": Form(lambda things: {"title": "Our way", "is_shared": "y"}, project, lines=("title",)),
    "plans.remove": Form(of_plan, later_stage, is_versioned=True),
    "plans.split": Form(
        lambda things: of_plan(things, title_en="The second part", day="2026-08-03"),
        later_stage,
        lines=("title_en",),
        is_versioned=True,
    ),
    "plans.swap": Form(of_plan, lambda things: {**later_stage(things), "change": "down"}, is_versioned=True),
    "plans.template": Form(
        lambda things: {"title": "Our way", "is_shared": "y", "version": things.template.version},
        lambda things: {"template_id": things.template.id},
        lines=("title",),
        is_versioned=True,
    ),
    "plans.words": Form(stage_words, later_stage, lines=("title_en", "title_kk", "description_en"), is_versioned=True),
    "projects.edit": Form(
        project_settings,
        project,
        lines=("title_en", "title_kk", "title_ru", "description_en"),
        is_versioned=True,
    ),
    "projects.hold": Form(
        lambda things: {
            "reason": "The library moves",
            "look_again_on": "2026-06-01",
            "version": things.project.version,
        },
        project,
        lines=("reason",),
        is_versioned=True,
    ),
    "projects.move": Form(
        version_of("paused"),
        lambda things: {"project_id": things.paused.id, "trigger": "resume"},
        is_versioned=True,
    ),
    "projects.new": Form(new_project, lines=("title", "description", "accession_prefix")),
    "tasks.add": Form(lambda things: {"line": "Ask the museum", **project(things)}, lines=("line",)),
    "tasks.attach_files": Form(upload, task),
    "tasks.add_steps": Form(lambda things: {"steps": "Ask the museum"}, task, lines=("steps",)),
    "tasks.change_step": Form(about=lambda things: {**task(things), "step_id": things.step.id, "act": "tick"}),
    "tasks.tie": Form(
        lambda things: {"is_on": "1", "id": things.other_task.id}, lambda things: {**task(things), "how": "after"}
    ),
    "tasks.undo": Form(about=lambda things: {**task(things), "entry_id": things.entry.id}),
    "tasks.labels": Form(lambda things: {"name": "Poems", "tint": "2"}, project, lines=("name",)),
    "tasks.edit_label": Form(
        lambda things: {"name": "Poems", "tint": "2", "version": things.label.version},
        label,
        lines=("name",),
        is_versioned=True,
    ),
    "tasks.delete_label": Form(version_of("label"), label, is_versioned=True),
    "tasks.restore_label": Form(about=lambda things: {"label_id": things.deleted_label.id}),
    "tasks.change": Form(
        lambda things: {
            "pick": [things.task.id],
            f"version-{things.task.id}": things.task.version,
            "to-priority": "HIGH",
            "to-estimate": "90 min",
        },
        project,
    ),
    "tasks.take_back": Form(about=lambda things: {"batch_id": things.batch.id}),
    "tasks.saved_filters": Form(
        lambda things: {"title": "Late", "query": "due=late"},
        lambda things: {"project_id": things.project.id, "place": "materials"},
        lines=("title",),
    ),
    "tasks.rename_filter": Form(
        lambda things: {"title": "Late"}, lambda things: {"filter_id": things.filter.id}, lines=("title",)
    ),
    "tasks.delete_filter": Form(about=lambda things: {"filter_id": things.filter.id}),
    "exhibiting.take_copy": Form(about=project),
    "materials.choose": Form(
        lambda things: {"shown": str(things.material.id), "pick": str(things.material.id), "to": "state=DRAFT"}, project
    ),
    "materials.choose_all": Form(about=project),
    "materials.clear_chosen": Form(about=project),
    "materials.working_sets": Form(
        lambda things: {"title": "Album", "note": "For the book"}, project, lines=("title", "note")
    ),
    "materials.edit_set": Form(
        lambda things: {"title": "Album", "note": "For the book"}, working_set, lines=("title", "note")
    ),
    "materials.put_into_set": Form(lambda things: {"material": str(things.material.id)}, working_set),
    "materials.take_out_of_set": Form(lambda things: {"material": str(things.material.id)}, working_set),
    "materials.delete_set": Form(about=working_set),
    "materials.order_set": Form(lambda things: {"to": ""}, lambda things: in_set(things) | {"way": "up"}),
    "materials.place_in_set": Form(lambda things: {"upper": str(things.material.id), "lower": "", "to": ""}, in_set),
    "tasks.import_tasks": Form(lambda things: {"table": (io.BytesIO(b"Title\nRead\n"), "tasks.csv")}, project),
    "tasks.try_import": Form(
        lambda things: {"matched": "1", "col-title": "0"},
        lambda things: {**project(things), "batch_id": things.table.id},
    ),
    "tasks.delete": Form(version_of("task"), task, is_versioned=True),
    "tasks.edit": Form(whole_task, task, lines=("title", "description", "estimate"), is_versioned=True),
    "schedule.dates": Form(
        lambda things: {
            "starts_on": "2026-03-03",
            "due": "2026-03-12",
            "due_time": "9:30",
            "version": things.task.version,
        },
        task,
        is_versioned=True,
    ),
    "tasks.limits": Form(board_limits, project, is_versioned=True),
    "tasks.move": Form(version_of("task"), lambda things: {**task(things), "trigger": "start"}, is_versioned=True),
    "tasks.new": Form(whole_task, project, lines=("title", "description", "estimate")),
    "tasks.place": Form(
        lambda things: {"trigger": "start", "before": "", "version": things.task.version}, task, is_versioned=True
    ),
    "tasks.restore": Form(about=lambda things: {"task_id": things.deleted_task.id}),
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
    "notifications.open_thing": Form(about=lambda things: {"notice_id": things.notice.id}),
    "notifications.read": Form(about=lambda things: {"notice_id": things.notice.id}),
    "notifications.read_all": Form(),
    "notifications.wishes": Form(wishes, is_versioned=True),
    "workgroup.answer": Form(
        lambda things: {**name(things), "password": "twelve letters and more", "answer": "accept"},
        lambda things: {"secret": things.invited},
        lines=("surname", "given_name", "patronymic"),
        sent_by=None,
        is_by_link=True,
    ),
    "workgroup.invite": Form(invitation, project, lines=("email",)),
    "workgroup.leave": Form(
        version_of("seat"), lambda things: {**project(things), "seat_id": things.seat.id}, is_versioned=True
    ),
    "workgroup.revoke": Form(
        version_of("invitation"),
        lambda things: {**project(things), "invitation_id": things.invitation.id},
        is_versioned=True,
    ),
    "workgroup.send_again": Form(
        version_of("invitation"),
        lambda things: {**project(things), "invitation_id": things.invitation.id},
        is_versioned=True,
    ),
    "workgroup.seat": Form(
        lambda things: {"duty": "Reads newspapers", "role": "MEMBER", "version": things.seat.version},
        lambda things: {**project(things), "seat_id": things.seat.id},
        lines=("duty",),
        is_versioned=True,
    ),
}
