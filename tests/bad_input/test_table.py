"""The table of forms is whole and right: a new form without its row fails here."""

import pytest

from tests.bad_input.cases import FORMS

#: Programs send these as they are, with no field of ours: the tests of reminders, notifications and harvests have them.
ONE_CLICK = {"stopping.stop", "notifications.stopping.stop", "harvest.answer"}
#: What scripts alone send is no form: `tests/files/uploads` has it.
BY_SCRIPT = {"uploads.begin"}


def test_every_form_of_the_service_is_in_the_table(app):
    taken = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}

    assert taken - ONE_CLICK - BY_SCRIPT == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_rightly_filled_in_is_taken(post, name, request):
    if name == "accounts.first":
        request.getfixturevalue("empty_installation")

    answer = post(name)

    assert answer.status_code == 303, answer.text
