"""The language and the theme, chosen on any page."""

import pytest

from app.db import db


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


def test_the_list_of_keys_is_a_page_too(cast, as_user):
    assert "Keyboard shortcuts" in as_user(cast.member).get("/keys").text


def test_shortcuts_can_be_off(cast, as_user):
    cast.member.shortcuts = False
    db.session.commit()

    assert 'data-shortcuts="off"' in as_user(cast.member).get("/").text
