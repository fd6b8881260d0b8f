"""Which pages are open, and that no form is taken without its token, no page leaves without its headers."""

from urllib.parse import urlsplit

import pytest
from flask import url_for

from app.accounts import tokens
from app.accounts.actions import first_link, link_for
from app.db import db
from tests import make

PUBLIC = {
    "accounts.link_sent",
    "accounts.sign_in",
    "accounts.sign_out",
    "exhibit.captions",
    "exhibit.chronicle",
    "exhibit.closer",
    "exhibit.events",
    "exhibit.index",
    "exhibit.manifest",
    "exhibit.persons",
    "exhibit.page_picture",
    "exhibit.picture",
    "exhibit.recording",
    "exhibit.record",
    "exhibit.show",
    "exhibit.show_event",
    "exhibit.show_person",
    "exhibit.sitemap",
    "exhibit.sitemap_of_materials",
    "exhibit.sitemap_of_pages",
    "exhibit.small_picture",
    "exhibit.tile",
    "exhibit.tiles",
    "exhibit.tiles_info",
    "harvest.answer",
    "home.health.alive",
    "home.health.ready",
    "home.keys",
    "home.language",
    "home.theme",
}
BY_TOKEN = {
    "accounts.first": "first-administrator",
    "accounts.sign_in_by_link": "sign-in",
    "calendar.feeds.fetch": "feed",
    "meetings.answers.by_link": "answer",
    "meetings.guest_papers.file": "minutes",
    "meetings.guest_papers.show": "minutes",
    "meetings.polls.by_link": "poll",
    "notifications.stopping.stop": "letters",
    "stopping.stop": "reminders",
    "workgroup.answer": "invitation",
}
BY_LINK = set(BY_TOKEN) | {"static"}
#: Programs post it by themselves, of mail and of catalogues: it takes what its address tells, or changes nothing.
ONE_CLICK = {"stopping.stop", "notifications.stopping.stop", "harvest.answer"}


@pytest.fixture
def address(app):
    """``address(rule)``: a path that the rule matches, of things that do not exist."""

    def build(rule):
        values = {name: example(rule, name) for name in rule.arguments}
        with app.test_request_context():
            return url_for(rule.endpoint, **values)

    return build


def example(rule, name):
    """A value of the kind the address takes there; the first of a fixed list of verbs."""
    converter = rule._converters[name]
    return sorted(converter.items)[0] if hasattr(converter, "items") else 1 if converter.regex == r"\d+" else "secret"


@pytest.fixture
def with_csrf(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def rules(app, method):
    return [rule for rule in app.url_map.iter_rules() if method in rule.methods]


def policies(app):
    return {name: getattr(view, "policy", "") for name, view in app.view_functions.items()}


def test_exactly_these_pages_are_open_to_everybody(app):
    assert {name for name, policy in policies(app).items() if policy == "public"} == PUBLIC


def test_exactly_these_pages_open_by_a_token(app):
    opened = {name: policy for name, policy in policies(app).items() if policy.startswith("token:")}
    assert opened == {name: f"token:{scope}" for name, scope in BY_TOKEN.items()}


def test_every_other_page_asks_a_visitor_to_sign_in(app, visitor, address):
    closed = [rule for rule in rules(app, "GET") if rule.endpoint not in PUBLIC | BY_LINK]

    for rule in closed:
        answer = visitor.get(address(rule))
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 302)
        assert answer.location.startswith("/sign-in?next=")


def test_no_form_is_taken_without_its_token(app, cast, as_user, address, with_csrf):
    browser = as_user(cast.coordinator)

    for rule in rules(app, "POST"):
        if rule.endpoint in ONE_CLICK:
            continue
        assert (rule.endpoint, browser.post(address(rule)).status_code) == (rule.endpoint, 400)


def test_no_form_of_a_visitor_is_taken_on_a_closed_page(app, visitor, address):
    for rule in rules(app, "POST"):
        if rule.endpoint not in PUBLIC | BY_LINK:
            assert (rule.endpoint, visitor.post(address(rule)).status_code) == (rule.endpoint, 400)


def test_every_page_carries_the_headers_that_shut_others_out(cast, as_user, visitor):
    for answer in (visitor.get("/sign-in"), as_user(cast.member).get("/"), visitor.get("/no/such/page")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src http://localhost/static/dist/;" in policy
        assert "'unsafe-inline'" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_no_page_of_the_shell_has_script_or_style_of_its_own(cast, as_user):
    browser = as_user(cast.member)

    for path in ("/", "/settings", "/settings/sessions", "/keys"):
        page = browser.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/dist/')


def test_pages_behind_links_are_kept_by_nobody(cast, visitor):
    meeting = make.meeting(cast.project, cast.member)
    answer = tokens.issue("answer", user=cast.member, subject=meeting)
    links = [link_for(cast.member), first_link()]
    db.session.commit()
    paths = [*(urlsplit(link).path for link in links), f"/answers/{answer}"]

    for path in [*paths, "/invitations/unknown", "/sign-in/unknown"]:
        headers = visitor.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app, cast, visitor, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    link = link_for(cast.member)
    db.session.commit()

    cookie = visitor.post(urlsplit(link).path).headers["Set-Cookie"]

    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_a_host_that_is_not_ours_is_refused(visitor):
    answer = visitor.get("/sign-in", base_url="http://evil.example")

    assert answer.status_code == 400
    assert "evil" not in str(answer.headers)


def test_text_that_no_keyboard_makes_is_refused(visitor):
    assert visitor.post("/sign-in", data={"email": "a\0b@library.example"}).status_code == 400
    assert visitor.get("/sign-in?next=%00").status_code == 400


def test_what_was_typed_survives_the_end_of_a_session(cast, as_user, visitor):
    typed = {"title": "Қалалық музейге бару", "description": "  Екі\nжол "}
    path = f"/projects/{cast.project.id}/tasks/new"

    page = visitor.post(path, data=typed, headers={"Origin": "http://localhost"})

    assert page.status_code == 400
    assert f'action="{path}' in page.text
    assert '<textarea name="title" hidden>\nҚалалық музейге бару</textarea>' in page.text
    assert '<textarea name="description" hidden>\n  Екі\nжол </textarea>' in page.text


def test_a_form_of_another_site_is_not_offered_again(cast, visitor):
    path = f"/projects/{cast.project.id}/tasks/new"

    page = visitor.post(path, data={"title": "Not ours"}, headers={"Origin": "http://evil.example"})

    assert "<textarea" not in page.text
