"""The conditions a gate can ask for, each as figures. One test line each."""

from types import SimpleNamespace

import pytest

from workflows.gates import CONDITIONS, answer, answers

FACTS = {
    "seats": 10,
    "seats_taken": 10,
    "seats_with_duty": 10,
    "stage_tasks": 24,
    "stage_tasks_done": 24,
    "open_tasks": 6,
    "tasks_overdue": 0,
    "meetings_held": 1,
    "materials": 40,
    "materials_accepted": 30,
    "materials_with_source": 40,
}
LINES = [
    ({"kind": "seats_filled"}, {"seats_taken": 7}, (7, 10)),
    ({"kind": "seats_have_duties"}, {"seats_with_duty": 9}, (9, 10)),
    ({"kind": "meeting_held"}, {"meetings_held": 0}, (0, 1)),
    ({"kind": "meeting_held", "count": 3}, {"meetings_held": 2}, (2, 3)),
    ({"kind": "tasks_done"}, {"stage_tasks_done": 17}, (17, 24)),
    ({"kind": "no_task_overdue"}, {"tasks_overdue": 2}, (4, 6)),
    ({"kind": "materials_accepted", "count": 30}, {"materials_accepted": 29}, (29, 30)),
    ({"kind": "materials_have_sources"}, {"materials_with_source": 38}, (38, 40)),
]


def test_every_condition_has_its_line():
    assert {asked["kind"] for asked, *_ in LINES} == set(CONDITIONS)


@pytest.mark.parametrize(("asked", "short", "figures"), LINES, ids=lambda value: str(value))
def test_a_condition_is_missing_with_its_figures(asked, short, figures):
    found = answer(asked, SimpleNamespace(**FACTS | short))

    assert (found.done, found.wanted) == figures
    assert not found.is_met


@pytest.mark.parametrize("asked", [{"kind": "materials_accepted", "count": 30}, *({"kind": k} for k in CONDITIONS)])
def test_a_condition_is_met_by_all_it_asks_for(asked):
    if asked == {"kind": "materials_accepted"}:
        asked = asked | {"count": 1}

    assert answer(asked, SimpleNamespace(**FACTS)).is_met


@pytest.mark.parametrize("kind", ["tasks_done", "no_task_overdue", "materials_have_sources"])
def test_where_there_is_nothing_nothing_is_missing(kind):
    nothing = SimpleNamespace(**dict.fromkeys(FACTS, 0))

    assert answer({"kind": kind}, nothing).is_met


def test_more_than_asked_for_is_enough():
    found = answer({"kind": "materials_accepted", "count": 30}, SimpleNamespace(**FACTS | {"materials_accepted": 31}))

    assert found.is_met


def test_every_condition_says_where_in_the_project_it_is_met():
    found = answers([{"kind": kind} for kind in CONDITIONS if kind != "materials_accepted"], SimpleNamespace(**FACTS))

    assert {condition.place for condition in found} == {"workgroup", "meetings", "tasks", "materials"}
