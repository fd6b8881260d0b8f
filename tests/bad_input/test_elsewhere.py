"""Ids of another project: in an address nothing is found, in a form nothing is taken, and nothing is written."""

import pytest

from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

#: Forms that are about nobody but their reader.
OWN = {
    "mail.check",
    "mail.lift",
    "mail.pause",
    "mail.release",
    "accounts.own.edit",
    "accounts.own.end_others",
    "accounts.own.password",
    "accounts.sign_out",
    "calendar.feeds.index",
    "home.language",
    "home.looked",
    "home.theme",
    "notifications.read_all",
    "notifications.wishes",
    "projects.new",
    "tasks.add",
}
#: The fields that name a thing of the project, and what of another project would go there.
NAMING = {
    "calendar.feeds.index": {"project_id": "project"},
    "gates.decide": {"meeting_id": "held", "to_key": "stage"},
    "meetings.new": {"people_ids": "member", "agenda-0-presenter_id": "member"},
    "meetings.edit": {"people_ids": "member", "agenda-0-presenter_id": "member"},
    "meetings.write_up.settle": {"person_id": "member"},
    "meetings.write_up.write": {"present": "member"},
    "plans.decider": {"person_id": "member"},
    "projects.new": {"template_id": "template"},
    "tasks.new": {"assignee_ids": "member", "stage_id": "stage"},
    "tasks.edit": {"assignee_ids": "member", "stage_id": "stage"},
    "workgroup.invite": {"place": "free_seat"},
}


def test_no_form_finds_a_thing_of_another_project(post, others):
    before = rows()

    asked = {name: form for name, form in FORMS.items() if form.sent_by and name not in OWN}
    answers = {name: post(name, form.about(others)).status_code for name, form in asked.items()}
    assert answers == dict.fromkeys(asked, 404)
    assert rows() == before


def test_no_form_finds_a_thing_of_another_project_under_ones_own(post, things, others):
    before = rows()

    for name in ("outbox.move", "plans.words", "plans.swap", "workgroup.leave", "workgroup.revoke", "workgroup.seat"):
        mixed = {**FORMS[name].about(others), "project_id": things.project.id}
        assert (name, post(name, mixed).status_code) == (name, 404)
    assert rows() == before


def test_no_form_takes_a_choice_from_another_project(post, others):
    before = rows()

    for name, fields in NAMING.items():
        for field, what in fields.items():
            answer = post(name, **{field: getattr(others, what).id})
            assert (name, field, answer.status_code) == (name, field, 422)
    assert rows() == before


@pytest.mark.parametrize("neighbour", ["others", "too large"])
def test_a_card_does_not_go_beside_one_of_another_project(post, things, others, neighbour):
    before_id = others.task.id if neighbour == "others" else 2**63

    answer = post("tasks.place", before=before_id)

    assert answer.status_code in (303, 409)
    assert things.task.project_id == things.project.id
    assert others.task.version == 1
