"""Text that no keyboard makes and PostgreSQL does not store."""

from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

SAID = "This text holds characters that cannot be stored."


def test_no_form_takes_it_and_what_was_typed_is_still_there(post, things):
    before = rows()

    for name, form in FORMS.items():
        answer = post(name, **dict.fromkeys(form.lines, "Қалалық\0 театр"), odd="\0")
        assert (name, answer.status_code) == (name, 400)
        assert answer.text.count("Қалалық театр") == len(form.lines)
        assert SAID in answer.text or not form.sent_by
    assert rows() == before


def test_no_form_takes_it_as_the_name_of_a_field(post, things):

    assert {post(name, **{"title\0": "x"}).status_code for name in FORMS} == {400}
