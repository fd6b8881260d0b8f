"""Forms of projects: their settings, plans, gates and exhibition."""

from tests.bad_input.forms.form import Form, project, task, upload, version_of


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


def decision(things):
    return {
        "verdict": "NOT_YET",
        "reason": "Two seats are free",
        "ask_again_on": "2026-04-01",
        "to_key": "",
        "meeting_id": things.held.id,
        "version": things.project.plan.version,
    }


def later_stage(things):
    return {**project(things), "stage_id": things.later.id}


def of_plan(things, **typed):
    return {"version": things.project.plan.version, **typed}


def stage_words(things):
    return of_plan(things, title_en="The book", title_kk="Кітап", title_ru="", description_en="It is printed.")


def condition(things):
    return {**later_stage(things), "condition_id": things.later.conditions[0]["id"]}


FORMS = {
    "exhibiting.close_it": Form(
        version_of("exhibited"), lambda things: {"project_id": things.exhibited.id}, is_versioned=True
    ),
    "exhibiting.open_it": Form(version_of("project"), project, is_versioned=True),
    "gates.ask": Form(lambda things: {"note": "All is ready"}, project, lines=("note",)),
    "gates.opinion": Form(lambda things: {"says": "yes", "sentence": "All is ready"}, project, lines=("sentence",)),
    "gates.take_back": Form(about=lambda things: {"decision_id": things.decision.id}),
    "gates.tick": Form(lambda things: {"is_on": "1"}, lambda things: {**project(things), "condition_id": "room"}),
    "gates.decide": Form(decision, project, lines=("reason",), is_versioned=True),
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
    "exhibiting.take_copy": Form(about=project),
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
}
