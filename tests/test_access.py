"""Who may come in: pages are closed unless they stand in one of these two lists."""

import pytest

PUBLIC = {
    "accounts.link_sent",
    "accounts.sign_in",
    "accounts.sign_out",
    "home.health.alive",
    "home.health.ready",
    "home.keys",
    "home.language",
    "home.theme",
}
BY_TOKEN = {
    "accounts.first": "first-administrator",
    "accounts.sign_in_by_link": "sign-in",
    "meetings.answer_by_link": "answer",
    "workgroup.answer": "invitation",
}


def policies(app):
    return {name: view.policy for name, view in app.view_functions.items() if hasattr(view, "policy")}


def test_these_pages_and_no_others_are_open_to_anybody(app):
    assert {name for name, policy in policies(app).items() if policy == "public"} == PUBLIC


def test_these_pages_and_no_others_are_opened_by_a_token(app):
    found = {name: policy for name, policy in policies(app).items() if policy != "public"}

    assert found == {name: f"token:{scope}" for name, scope in BY_TOKEN.items()}


def test_no_form_is_taken_without_its_token(app, cast, as_user, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = as_user(cast.coordinator)
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]

    for rule in rules:
        values = {name: "1" if name.endswith("_id") else "x" for name in rule.arguments}
        if "trigger" in rule.arguments:
            values["trigger"] = next(iter(rule._converters["trigger"].regex.strip("(?:)").split("|")))
        assert browser.post(app.url_map.bind("").build(rule.endpoint, values)).status_code == 400, rule


@pytest.mark.parametrize("page", ["/", "/projects", "/settings"])
def test_every_page_forbids_what_is_not_ours_to_run(cast, as_user, page):
    headers = as_user(cast.member).get(page).headers

    assert "script-src http://localhost/static/dist/" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
