"""The conditions a gate can ask for, each as figures. One test line each."""

from types import SimpleNamespace

import pytest

from workflows.gates import CONDITIONS, ID_LENGTH, answer, answers, named

#: All that is asked for is there.
FACTS = {
    "seats": 10,
    "seats_taken": 10,
    "seats_with_duty": 10,
    "stage_tasks": lambda priority=None: 24,
    "stage_tasks_done": lambda priority=None: 24,
    "open_tasks": 6,
    "tasks_overdue": 0,
    "meetings_held": 3,
    "last_minutes_approved": 1,
    "materials": 40,
    "materials_accepted": lambda genre=None, about=None: 30,
    "materials_with_source": 40,
    "materials_with_rights": 40,
    "people_to_consent": 4,
    "people_consented": 4,
    "persons": 12,
    "persons_with": lambda count: 12,
    "documents": lambda role: 2,
    "ticked": lambda id: 1,
    "opinions": 5,
}
LINES = [
    ({"kind": "seats_filled"}, {"seats_taken": 7}, (7, 10)),
    ({"kind": "seats_have_duties"}, {"seats_with_duty": 9}, (9, 10)),
    ({"kind": "meeting_held"}, {"meetings_held": 0}, (0, 1)),
    ({"kind": "meeting_held", "count": 3}, {"meetings_held": 2}, (2, 3)),
    ({"kind": "minutes_approved"}, {"last_minutes_approved": 0}, (0, 1)),
    ({"kind": "tasks_done"}, {"stage_tasks_done": lambda priority: 17}, (17, 24)),
    ({"kind": "tasks_done", "priority": "HIGH"}, {"stage_tasks_done": {None: 24, "HIGH": 5}.get}, (5, 24)),
    ({"kind": "no_task_overdue"}, {"tasks_overdue": 2}, (4, 6)),
    ({"kind": "materials_accepted", "count": 30}, {"materials_accepted": lambda genre, about: 29}, (29, 30)),
    (
        {"kind": "materials_accepted", "count": 5, "genre": "SCAN", "about": "person:7"},
        {"materials_accepted": lambda *about: {("SCAN", "person:7"): 3}[about]},
        (3, 5),
    ),
    ({"kind": "materials_have_sources"}, {"materials_with_source": 38}, (38, 40)),
    ({"kind": "materials_have_rights"}, {"materials_with_rights": 11}, (11, 40)),
    ({"kind": "people_consented"}, {"people_consented": 3}, (3, 4)),
    ({"kind": "persons_documented", "count": 2}, {"persons_with": {2: 8}.get}, (8, 12)),
    ({"kind": "document_attached", "document": "ORDER"}, {"documents": {"ORDER": 0}.get}, (0, 1)),
    ({"kind": "budget_noted"}, {"documents": {"BUDGET": 0}.get}, (0, 1)),
    ({"kind": "approved", "id": "a", "by": 4, "role": "Director"}, {"ticked": {"a": 0}.get}, (0, 1)),
    ({"kind": "confirmed", "id": "q", "question": "Is the room booked?"}, {"ticked": {"q": 0}.get}, (0, 1)),
    ({"kind": "opinions_given", "count": 3}, {"opinions": 2}, (2, 3)),
]
WHOLE = [{"id": "x", **asked} for asked, *_ in LINES]


def facts(**others):
    return SimpleNamespace(**FACTS | others)


def test_every_condition_has_its_line():
    assert {asked["kind"] for asked, *_ in LINES} == set(CONDITIONS)


@pytest.mark.parametrize(("asked", "short", "figures"), LINES, ids=[str(asked) for asked, *_ in LINES])
def test_a_condition_is_missing_with_its_figures(asked, short, figures):
    found = answer(asked, facts(**short))

    assert (found.done, found.wanted) == figures
    assert not found.is_met


@pytest.mark.parametrize("asked", WHOLE, ids=str)
def test_a_condition_is_met_by_all_it_asks_for(asked):
    assert answer(asked, facts()).is_met


NOTHING = {name: (lambda *_: 0) if callable(fact) else 0 for name, fact in FACTS.items()}


@pytest.mark.parametrize("kind", ["no_task_overdue", "people_consented"])
def test_where_there_is_nothing_no_trouble_stands_in_the_way(kind):
    assert answer({"kind": kind}, SimpleNamespace(**NOTHING)).is_met


@pytest.mark.parametrize("kind", ["tasks_done", "materials_have_sources", "materials_have_rights"])
def test_work_that_has_not_begun_is_not_met(kind):
    assert not answer({"kind": kind}, SimpleNamespace(**NOTHING)).is_met


def test_more_than_asked_for_is_enough():
    assert answer({"kind": "materials_accepted", "count": 30}, facts(materials_accepted=lambda *_: 31)).is_met


def test_every_condition_says_where_in_the_project_it_is_met():
    places = {found.place for found in answers(WHOLE, facts())}

    assert places == {"workgroup", "meetings", "tasks", "materials", "persons", "documents", "gate"}


def test_a_condition_tells_what_can_be_said_of_it_and_what_must():
    assert CONDITIONS["materials_accepted"].parameters == {"count": True, "genre": False, "about": False}
    assert CONDITIONS["confirmed"].parameters == {"question": True}
    assert CONDITIONS["seats_filled"].parameters == {}


def test_each_condition_of_a_gate_has_an_id_of_its_own():
    asked = named([{"kind": "confirmed", "question": "One?"}, {"kind": "confirmed", "question": "Two?"}])

    assert [one["id"] for one in asked] == ["confirmed", "confirmed-2"]
    assert named(asked) == asked


def test_an_id_is_not_given_again():
    [asked] = named([{"kind": "confirmed", "question": "Another?"}], ids=["confirmed", "confirmed-2"])

    assert asked["id"] == "confirmed-3"


def test_every_id_fits_its_column():
    assert all(len(one["id"]) <= ID_LENGTH for one in named([{"kind": kind} for kind in CONDITIONS] * 3))
