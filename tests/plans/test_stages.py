"""Stages that were not entered are renamed, reordered, added, split and removed; what was entered stays."""

import pytest

from app import clock
from app.db import db
from app.projects.models import Stage
from app.tally import counts
from app.tasks import actions as tasks
from app.tasks.models import Task
from app.text import Text
from tests import make
from tests.gates.pages import decide, decisions, go
from tests.plans.pages import address, change, days, entries, titles
from workflows.projects import ProjectState

NAMES = ["Planning and preparation", "Collecting materials", "Research and description", "Production", "Presentation"]
HISTORY = "The project has entered this stage, so it keeps its name and its place in the plan."


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def stages(cast):
    return cast.project.plan.stages


def test_a_stage_gets_its_words_in_three_languages(cast, browser, stages):
    words = {"title_kk": "Кітап", "title_ru": "Книга", "title_en": "The book", "description_en": "It is printed."}
    answer = change(browser, stages[3], "words", **words)

    assert answer.status_code == 303
    assert titles(cast.project)[3] == "The book"
    assert cast.project.plan.stages[3].worded("title", "kk") == "Кітап"


def test_the_name_in_the_projects_own_language_stays(cast, browser, stages):
    answer = change(browser, stages[3], "words", title_kk="Кітап", title_en=" ")

    assert answer.status_code == 422
    assert "Кітап" in answer.text
    assert titles(cast.project) == NAMES


@pytest.mark.parametrize("what", ["words", "split", "remove"])
def test_an_entered_stage_keeps_its_name_and_place_and_its_page_says_so_beside_the_buttons(browser, cast, stages, what):
    page = browser.get(address(cast.project, stages[0])).text
    answer = change(browser, stages[0], what, title_en="Another", day="2026-02-02")

    assert page.count(HISTORY) == 3
    assert answer.headers["Location"] == address(cast.project, stages[0])
    assert HISTORY in browser.get(answer.headers["Location"]).text
    assert titles(cast.project) == NAMES


def test_a_stage_is_put_earlier_and_later_and_the_machine_follows(cast, browser, stages):
    production = stages[3]

    change(browser, production, "up")
    change(browser, production, "up")
    earlier = titles(cast.project)
    change(browser, production, "down")

    assert earlier == [NAMES[0], NAMES[3], NAMES[1], NAMES[2], NAMES[4]]
    assert titles(cast.project) == [NAMES[0], NAMES[1], NAMES[3], NAMES[2], NAMES[4]]
    assert [state.name for state in cast.project.plan.workflow.states] == [
        stage.key for stage in cast.project.plan.stages
    ]


def test_no_stage_comes_before_one_that_was_entered(cast, browser, stages):
    page = browser.get(address(cast.project)).text
    change(browser, stages[1], "up")

    assert "The stage before it was entered already, so this one cannot come earlier." in page
    assert titles(cast.project) == NAMES


def test_the_last_stage_cannot_come_later(cast, browser, stages):
    change(browser, stages[4], "down")

    assert titles(cast.project) == NAMES


def test_a_new_stage_stands_after_the_one_it_was_added_to_and_moves_what_follows(cast, browser, stages):
    before = days(cast.project)

    answer = change(browser, stages[1], "add", title_en="Interviews", working_days="5")

    project = cast.project
    assert titles(project) == [*NAMES[:2], "Interviews", *NAMES[2:]]
    assert days(project)[:2] == before[:2]
    assert days(project)[2] == ("2026-07-03", "2026-07-09")
    assert days(project)[3] != before[2]
    assert answer.headers["Location"] == address(project, project.plan.stages[2])


def test_the_project_goes_through_an_added_stage(cast, browser, stages):
    change(browser, stages[0], "add", title_en="Interviews", working_days="5")

    go(browser, cast.project)

    assert cast.project.plan.stage.original("title") == "Interviews"


def test_keys_of_removed_stages_are_not_given_again(cast, browser, stages):
    change(browser, stages[1], "add", title_en="Interviews", working_days="5")
    first = cast.project.plan.stages[2]
    key = first.key
    change(browser, first, "remove")

    change(browser, cast.project.plan.stages[1], "add", title_en="Journeys", working_days="5")

    assert cast.project.plan.stages[2].key != key


def test_a_stage_is_split_on_a_day_and_both_gates_ask_the_same(cast, browser, stages):
    answer = change(browser, stages[1], "split", title_en="Describing", day="2026-05-04")

    first, second = cast.project.plan.stages[1:3]
    assert answer.status_code == 303
    assert titles(cast.project)[1:3] == ["Collecting materials", "Describing"]
    assert days(cast.project)[1:3] == [("2026-04-05", "2026-05-01"), ("2026-05-04", "2026-07-02")]
    assert first.conditions == second.conditions


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-04-05", "Choose a working day, Monday to Friday."),
        ("2026-07-03", "Choose a day within the stage, after its first."),
        ("", "This field is required."),
        ("soon", "Not a valid date value."),
    ],
)
def test_a_stage_is_split_only_within_itself(cast, browser, stages, day, said):
    answer = change(browser, stages[1], "split", title_en="Describing", day=day)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Describing"' in answer.text
    assert titles(cast.project) == NAMES


def test_what_belongs_to_a_removed_stage_goes_to_the_stage_before_and_is_said_first(cast, browser, stages):
    gone, heir = stages[2], stages[1]
    task = tasks.create(cast.project, actor=cast.coordinator, title="Find the plan of the town", stage=gone)
    db.session.commit()
    make.task(cast.project, stage_id=heir.id)
    thrown = make.task(cast.project, stage_id=gone.id, deleted_at=clock.now())

    page = browser.get(address(cast.project, gone, "remove")).text
    answer = change(browser, gone, "remove")

    assert "What goes to the stage “Collecting materials”" in page
    assert answer.status_code == 303
    assert titles(cast.project) == [*NAMES[:2], *NAMES[3:]]
    assert {db.session.get(Task, one.id).stage_id for one in (task, thrown)} == {heir.id}
    counted = {key: n for (what, key), n in counts(cast.project.id).items() if what == "tasks"}
    assert counted == {f"{heir.id}:TODO": 1}


def test_the_words_of_a_removed_stage_are_gone_with_it(cast, browser, stages):
    gone = stages[2].id

    change(browser, stages[2], "remove")

    left = db.select(Text).where(Text.subject_type == "stage", Text.subject_id == gone)
    assert db.session.get(Stage, gone) is None
    assert db.session.scalars(left).all() == []


def test_a_stage_that_a_decision_led_to_stays_although_the_decision_was_taken_back(cast, browser, stages):
    go(browser, cast.project)
    browser.post(f"/decisions/{decisions()[0].id}/take_back", data={})

    page = browser.get(address(cast.project, stages[1])).text
    change(browser, stages[1], "remove")

    assert "A decision led to this stage before it was taken back, so the stage stays in the plan." in page
    assert titles(cast.project) == NAMES


def test_a_completed_project_keeps_its_plan_until_it_is_reopened(cast, browser, stages):
    cast.project.state = ProjectState.COMPLETED
    db.session.commit()

    page = browser.get(address(cast.project, stages[2])).text
    change(browser, stages[2], "remove")

    assert "The plan of a completed project stays as it is. Reopen the project first." in page
    assert titles(cast.project) == NAMES


def test_every_change_is_in_the_journal_and_makes_an_open_decision_stale(cast, browser, stages):
    drawn, revision = cast.project.plan.version, cast.project.revision

    change(browser, stages[3], "up")
    late = decide(browser, cast.project, "NOT_YET", reason="Two seats are free", version=drawn)

    entry = entries()[-1]
    assert late.status_code == 409
    assert "The plan was changed while this page was open:" in late.text
    assert "put the stage “Production” earlier in the plan" in late.text
    assert "Two seats are free" in late.text
    assert (entry.kind, entry.params["title"], entry.actor_id) == ("plan/up", "Production", cast.coordinator.id)
    assert entry.changes["production"][0] != entry.changes["production"][1]
    assert cast.project.revision > revision
    assert "put the stage “Production” earlier in the plan" in browser.get(f"/projects/{cast.project.id}/journal").text


def test_after_a_change_of_the_plan_a_decision_is_not_taken_back(cast, browser, stages):
    go(browser, cast.project)
    change(browser, stages[3], "up")

    browser.post(f"/decisions/{decisions()[0].id}/take_back", data={})

    assert cast.project.plan.stage is cast.project.plan.stages[1]


def test_who_was_slower_reads_who_changed_the_plan(cast, browser, stages):
    drawn = cast.project.plan.version
    change(browser, stages[3], "up")

    late = change(browser, stages[3], "words", title_en="The book", version=drawn)

    assert late.status_code == 409
    assert cast.coordinator.short_name in late.text
    assert "The book" in late.text
    assert "Production" in titles(cast.project)


@pytest.mark.parametrize("who", ["member", "observer"])
def test_only_the_coordinator_changes_the_plan(cast, as_user, stages, who):
    browser = as_user(getattr(cast, who))

    assert browser.get(address(cast.project)).status_code == 403
    assert change(browser, stages[3], "up").status_code == 403
    assert "Change the plan" not in browser.get(f"/projects/{cast.project.id}/stages").text
    assert titles(cast.project) == NAMES


def test_an_outsider_finds_no_plan(cast, as_user, stages):
    assert as_user(cast.outsider).get(address(cast.project)).status_code == 404
    assert as_user(cast.outsider).get(address(cast.project, stages[3])).status_code == 404


def test_a_stage_of_another_project_is_not_found_in_this_one(cast, browser):
    other = make.project(cast.coordinator, title="Elsewhere")

    assert browser.get(address(cast.project, other.plan.stages[3])).status_code == 404
