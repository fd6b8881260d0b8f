import pytest

from tests import make


@pytest.fixture
def pages(cast):
    task = make.task(cast.project, cast.member)
    return [f"/projects/{cast.project.id}/tasks", f"/projects/{cast.project.id}/board", f"/tasks/{task.id}"]


def again(browser, address, tag):
    return browser.get(address, headers={"If-None-Match": tag})


def test_a_page_that_has_not_changed_is_not_drawn_again(cast, as_user, pages, queries):
    browser = as_user(cast.member)

    for address in pages:
        tag = browser.get(address).headers["ETag"]
        with queries() as seen:
            answer = again(browser, address, tag)

        assert (answer.status_code, answer.text) == (304, "")
        assert len([statement for statement in seen if statement.startswith("SELECT")]) == 2


def test_a_change_of_the_project_draws_it_anew(cast, as_user, pages):
    browser = as_user(cast.member)
    tags = [browser.get(address).headers["ETag"] for address in pages]

    as_user(cast.coordinator).post("/quick", data={"project_id": cast.project.id, "line": "New"})

    assert [again(browser, *page).status_code for page in zip(pages, tags, strict=True)] == [200] * 3


def test_a_card_moved_within_its_column_draws_the_board_anew(cast, as_user, pages):
    browser = as_user(cast.member)
    task = make.task(cast.project)
    tag = browser.get(pages[1]).headers["ETag"]

    browser.post(f"/tasks/{task.id}/place", data={"version": task.version}, headers={"X-Requested-With": "fetch"})

    assert again(browser, pages[1], tag).status_code == 200


def test_another_language_another_reader_and_another_day_are_other_pages(cast, as_user, pages, clock):
    browser = as_user(cast.member)
    tag = browser.get(pages[0]).headers["ETag"]

    assert again(as_user(cast.coordinator), pages[0], tag).status_code == 200
    clock.shift(60 * 60 * 24)
    assert again(browser, pages[0], tag).status_code == 200


def test_a_page_with_a_notice_on_it_is_shown_once(cast, as_user, pages):
    browser = as_user(cast.member)
    browser.post("/quick", data={"project_id": cast.project.id, "line": "New"})

    first, second = browser.get(pages[0]), browser.get(pages[0])

    assert "The task is written: New" in first.text
    assert "ETag" not in first.headers
    assert "The task is written: New" not in second.text
    assert "ETag" in second.headers
