"""Asking for a sign-in link, and the letter that brings it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app.accounts.actions import link_for
from app.accounts.models import Token
from app.db import db
from app.outbox.models import Letter


def ask(browser, email, **query):
    return browser.post("/sign-in", data={"email": email, "link": "1"}, query_string=query)


def links_in(message):
    return re.findall(r"http://\S+/sign-in/\S+", message.get_body(("plain",)).get_content())


def letters():
    return db.session.scalars(db.select(Letter)).all()


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Your sign-in link"), ("ru", "Ваша ссылка для входа"), ("kk", "Кіру сілтемеңіз")],
)
def test_the_letter_comes_in_the_readers_language_with_a_link_that_works_once(
    cast, visitor, post_office, language, subject
):
    cast.member.language = language
    db.session.commit()
    ask(visitor, cast.member.email)

    [message] = post_office()
    [link] = links_in(message)

    assert [(to.display_name, to.addr_spec) for to in message["To"].addresses] == [
        ("Қасымов Дәурен", cast.member.email)
    ]
    assert message["Subject"] == subject
    assert visitor.post(urlsplit(link).path).status_code == 303
    assert visitor.post(urlsplit(link).path).status_code == 410


def test_no_link_exists_before_its_letter_is_made(cast, visitor, post_office):
    ask(visitor, cast.member.email)
    assert db.session.scalars(db.select(Token)).all() == []

    post_office()
    assert [token.scope for token in db.session.scalars(db.select(Token))] == ["sign-in"]


def test_the_letter_is_kept_by_nobody_once_it_is_sent(cast, visitor, post_office):
    ask(visitor, cast.member.email)
    post_office()

    assert [(letter.project_id, letter.mime) for letter in letters()] == [(None, None)]


def test_the_link_leads_where_its_reader_wanted_to_go(cast, visitor, post_office):
    ask(visitor, cast.member.email, next=f"/projects/{cast.project.id}/board?mine=1")

    [message] = post_office()
    link = urlsplit(links_in(message)[0])

    assert visitor.post(f"{link.path}?{link.query}").location == f"/projects/{cast.project.id}/board?mine=1"


def test_nobodys_mailbox_is_flooded(cast, visitor, clock):
    for _each in range(12):
        assert ask(visitor, cast.member.email).location == "/sign-in/sent"
    assert len(letters()) == 10

    clock.shift(timedelta(hours=1, minutes=1))
    ask(visitor, cast.member.email)
    assert len(letters()) == 11


def test_a_double_click_writes_one_letter(cast, visitor):
    click = {"email": cast.member.email, "link": "1", "form_key": "the same key"}

    assert [visitor.post("/sign-in", data=click).location for _each in range(2)] == ["/sign-in/sent"] * 2
    assert len(letters()) == 1


def test_a_link_of_a_closed_account_opens_nothing(cast, visitor):
    link = urlsplit(link_for(cast.member)).path
    cast.member.disabled_at = cast.member.created_at
    db.session.commit()

    assert visitor.get(link).status_code == visitor.post(link).status_code == 410


def test_a_link_for_another_purpose_signs_nobody_in(cast, visitor):
    db.session.add(Token(hash="h", scope="answer", user=cast.member, created_at=cast.member.created_at))
    db.session.commit()

    page = visitor.post("/sign-in/anything", headers={"Accept-Language": "en"})

    assert page.status_code == 410
    assert "This link has run out" in page.text


def test_who_clicks_twice_is_told_that_they_are_signed_in(cast, visitor):
    link = urlsplit(link_for(cast.member)).path
    db.session.commit()
    visitor.post(link)

    assert "You need no other: you are signed in." in visitor.get(link).text


def test_a_double_click_signs_in_whichever_answer_the_browser_kept(cast, app):
    """A browser that posts twice drops the first answer with its cookie, and follows the second."""
    link = urlsplit(link_for(cast.member)).path
    db.session.commit()
    first, second = app.test_client(), app.test_client()
    drawn = {"form_key": "drawn once"}

    answers = [browser.post(link, data=drawn) for browser in (first, second)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [browser.get("/settings").status_code for browser in (first, second)] == [200, 200]
    assert app.test_client().post(link, data={"form_key": "of another page"}).status_code == 410


def test_a_form_key_is_worth_nothing_with_another_link(cast, app):
    links = [urlsplit(link_for(person)).path for person in (cast.member, cast.coordinator)]
    db.session.commit()
    app.test_client().post(links[0], data={"form_key": "drawn once"})
    other = app.test_client()

    other.post(links[1], data={"form_key": "drawn once"})

    assert cast.coordinator.full_name in other.get("/settings").text
