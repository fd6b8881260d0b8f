"""The language and the theme, chosen on any page."""

import re
from urllib.parse import urlsplit

import pytest

from app.accounts import tokens
from app.accounts.actions import link_for
from app.db import db
from app.reminders.stopping import stop_url
from tests import make
from tests.workgroup.pages import invited


def test_a_visitor_keeps_the_chosen_language_in_a_cookie(visitor):
    answer = visitor.post("/language", data={"language": "ru", "next": "/keys?"})

    assert answer.location == "/keys"
    assert 'lang="ru"' in visitor.get("/keys").text


def test_a_person_keeps_the_chosen_language_with_the_account(cast, as_user):
    as_user(cast.member).post("/language", data={"language": "kk", "next": "/"})

    assert cast.member.language == "kk"


def test_a_person_keeps_the_chosen_theme_with_the_account(cast, as_user):
    browser = as_user(cast.member)
    browser.post("/theme", data={"theme": "dark", "next": "/"})

    assert cast.member.theme == "dark"
    assert 'data-theme="dark"' in browser.get("/").text


@pytest.mark.parametrize("wish", ["xx", "", "kk; x=1"])
def test_a_language_we_do_not_speak_is_refused(visitor, wish):
    assert visitor.post("/language", data={"language": wish}).status_code == 400


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/sign-out", ""])
def test_switching_leads_to_no_other_site(visitor, elsewhere):
    assert visitor.post("/theme", data={"theme": "dark", "next": elsewhere}).location == "/"


@pytest.mark.parametrize(
    ("wishes", "language"), [("ru, en;q=0.5", "ru"), ("de, en;q=0.5", "en"), ("de", "kk"), ("", "kk")]
)
def test_a_stranger_is_spoken_to_as_the_browser_wishes_else_in_kazakh(visitor, wishes, language):
    assert f'<html lang="{language}"' in visitor.get("/sign-in", headers={"Accept-Language": wishes}).text


def spoken(page):
    return re.search('<html lang="(..)"', page.text)[1]


@pytest.fixture
def link_to(cast, as_user):
    """``link_to(what)``: the path behind the personal link of a letter in Russian."""
    cast.member.language = "ru"
    meeting = make.meeting(cast.project, cast.member)
    ways = {
        "signing in": lambda: urlsplit(link_for(cast.member)).path,
        "an invitation": lambda: invited(as_user(cast.coordinator), cast.project, language="ru"),
        "an answer": lambda: f"/answers/{tokens.issue('answer', user=cast.member, subject=meeting)}",
        "no more reminders": lambda: urlsplit(stop_url(cast.member)).path,
    }
    return lambda what: ways[what]()


@pytest.mark.parametrize("what", ["signing in", "an invitation", "an answer", "no more reminders"])
def test_the_page_behind_a_letters_link_speaks_as_the_letter_did(visitor, link_to, what):
    path = link_to(what)
    db.session.commit()

    assert spoken(visitor.get(path, headers={"Accept-Language": "en"})) == "ru"

    visitor.post("/language", data={"language": "kk", "next": "/"})
    assert spoken(visitor.get(path, headers={"Accept-Language": "en"})) == "kk"


def test_the_list_of_keys_is_a_page_too(cast, as_user):
    assert "Keyboard shortcuts" in as_user(cast.member).get("/keys").text


def test_shortcuts_can_be_off(cast, as_user):
    cast.member.shortcuts = False
    db.session.commit()

    assert 'data-shortcuts="off"' in as_user(cast.member).get("/").text
