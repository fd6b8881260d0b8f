"""Ids of another project: in an address nothing is found, in a form nothing is taken, and nothing is written."""

import pytest

from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

#: Forms that are about nobody but their reader.
OWN = {
    "accounts.own.edit",
    "accounts.own.end_others",
    "accounts.own.password",
    "accounts.sign_out",
    "home.language",
    "home.theme",
    "projects.new",
}
#: The fields that name a thing of the project, and what of another project would go there.
NAMING = {
    "gates.decide": {"meeting_id": "held", "to_key": "stage"},
    "meetings.new": {"people_ids": "member", "agenda-0-presenter_id": "member"},
    "meetings.edit": {"people_ids": "member", "agenda-0-presenter_id": "member"},
    "meetings.write_up.settle": {"person_id": "member"},
    "meetings.write_up.write": {"present": "member"},
    "tasks.new": {"assignee_ids": "member", "stage_id": "stage"},
    "tasks.edit": {"assignee_ids": "member", "stage_id": "stage"},
    "workgroup.invite": {"place": "free_seat"},
}
PAIRS = [(name, field, what) for name, fields in NAMING.items() for field, what in fields.items()]


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.sent_by and name not in OWN])
def test_a_thing_of_another_project_is_not_found_by_any_form(post, things, others, name):
    before = rows()

    assert post(name, FORMS[name].about(others)).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("name", ["outbox.move", "workgroup.leave", "workgroup.revoke", "workgroup.seat"])
def test_a_thing_of_another_project_is_not_found_under_ones_own(post, things, others, name):
    mixed = {**FORMS[name].about(others), "project_id": things.project.id}
    before = rows()

    assert post(name, mixed).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("name, field, what", PAIRS)
def test_a_choice_from_another_project_is_refused(post, things, others, name, field, what):
    before = rows()

    answer = post(name, **{field: getattr(others, what).id})

    assert answer.status_code == 422
    assert rows() == before


@pytest.mark.parametrize("neighbour", ["others", "too large"])
def test_a_card_does_not_go_beside_one_of_another_project(post, things, others, neighbour):
    before_id = others.task.id if neighbour == "others" else 2**63

    answer = post("tasks.place", before=before_id)

    assert answer.status_code in (303, 409)
    assert things.task.project_id == things.project.id
    assert others.task.version == 1
