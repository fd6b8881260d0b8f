"""What a shared cache may keep holds nothing of a reader; what belongs to a reader says so."""

from io import BytesIO

import pytest

from tests.files.samples import png
from tests.make import material


@pytest.fixture
def browser(cast, as_user, clock):
    browser = as_user(cast.member)
    clock.shift(5 * 60)
    return browser


def test_styles_and_scripts_go_out_without_the_readers_cookie(app, browser, queries):
    with queries() as seen:
        answer = browser.get("/static/dist/manifest.json")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert seen == []


def test_a_page_renews_the_readers_cookie(browser):
    assert "Set-Cookie" in browser.get("/").headers


def test_a_file_is_kept_by_its_readers_browser_alone(cast, as_user):
    made, browser = material(cast.project, cast.member), as_user(cast.member)
    form = {"files": [(BytesIO(png()), "a.png")], "version": made.version}
    browser.post(f"/materials/{made.id}/files", data=form)

    answer = browser.get("/files/1")

    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
