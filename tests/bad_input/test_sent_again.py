"""A form sent twice, from an old page, or without its token: done once or not at all, and nothing typed is lost."""

from itertools import product

import pytest
from markupsafe import escape

from app.accounts.models import SignedInSession
from app.db import db
from tests.bad_input.cases import FORMS
from tests.bad_input.world import rows

#: Choices kept with the account or in a cookie: to make one again is no second thing.
WITHOUT_KEY = {"home.language", "home.theme"}
#: A link that worked is gone, and a password ends the session that the page was drawn in.
ENDED_BY_THEMSELVES = {"accounts.own.password", "accounts.sign_out"}
#: Taken from somebody who is not signed in, too.
OPEN = {"accounts.sign_out", "home.language", "home.theme"}
THROWN_AWAY = {"comments.delete", "tasks.delete_label", "plans.delete_template", "plans.remove", "tasks.delete"}
#: Who was merged or separated has gone where the page does not look: `tests/materials/duplicates` has what is answered.
THROWN_AWAY |= {"materials.merge", "materials.separate"}
VERSIONED = [name for name, form in FORMS.items() if form.is_versioned]


def words(name, things):
    return [str(escape(typed)) for field, typed in FORMS[name].typed(things).items() if field in FORMS[name].lines]


def who_was_quicker(name, things):
    """The name in the journal's sentence: whoever did it, or who it says has left."""
    left = name == "workgroup.leave"
    return things.member.full_name if left else getattr(things, FORMS[name].sent_by).short_name


@pytest.mark.parametrize("name", [name for name in FORMS if name not in WITHOUT_KEY | ENDED_BY_THEMSELVES])
def test_a_second_click_goes_where_the_first_one_led_and_makes_nothing_more(post, name, request):
    if name == "accounts.first":
        request.getfixturevalue("empty_installation")
    about = FORMS[name].about(request.getfixturevalue("things"))
    first = post(name, about, form_key="drawn once")
    after_one = rows()

    second = post(name, about, form_key="drawn once")

    assert rows() == after_one
    if second.status_code != 410:
        assert second.headers["Location"] == first.headers["Location"]


# What was thrown away meanwhile is not found any more, so nobody can throw it away twice.
@pytest.mark.parametrize("name", [name for name in VERSIONED if name not in THROWN_AWAY])
def test_a_form_drawn_before_a_change_says_who_was_quicker_and_keeps_what_was_typed(post, things, name):
    old = FORMS[name].typed(things)["version"]
    about = FORMS[name].about(things)
    assert post(name, about).status_code == 303
    before = rows()
    typed = words(name, things)

    answer = post(name, about, version=old)

    assert answer.status_code == 409
    assert who_was_quicker(name, things) in answer.text
    assert all(line in answer.text for line in typed)
    assert rows() == before


def test_no_form_without_a_sound_version_is_carried_out(post):
    before = rows()

    for name, version in product(VERSIONED, ("", "-1", "x", "9" * 30, "٣")):
        assert (name, post(name, version=version).status_code) == (name, 409)
    assert rows() == before


def test_no_form_without_its_token_writes_anything_and_what_was_typed_is_shown(app, post, things, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    before = rows()

    for name in FORMS:
        answer = post(name)
        assert (name, answer.status_code) == (name, 400)
        assert all(line in answer.text for line in words(name, things))
    assert rows() == before


def test_no_form_sent_after_the_session_ended_writes_anything_and_what_was_typed_is_shown(post, things):
    about = {name: form.about(things) for name, form in FORMS.items() if form.sent_by and name not in OPEN}
    for name in ("home.theme", "materials.attach", "mail.pause"):
        post(name)
    db.session.execute(db.delete(SignedInSession))
    db.session.commit()
    before = rows()

    for name, things_named in about.items():
        answer = post(name, things_named)
        assert (name, answer.status_code) == (name, 400)
        assert all(line in answer.text for line in words(name, things))
    assert rows() == before


def test_a_page_drawn_once_and_filled_in_anew_makes_the_second_thing_too(as_user, things):
    """The browser's Back shows the form with the key it was drawn with."""
    browser, address = as_user(things.member), f"/projects/{things.project.id}/tasks/new"
    titles = ("Read the newspapers", "Call the archive", "Call the archive")

    answers = [
        browser.post(address, data={"title": title, "priority": "NORMAL", "form_key": "once"}) for title in titles
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert answers[0].location != answers[1].location == answers[2].location
    assert "Call the archive" in browser.get(answers[1].location).text
