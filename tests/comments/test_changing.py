"""Putting one's own words right, throwing them away, and taking both back."""

import re

from app.comments.models import mention
from app.db import db
from app.journal.models import Entry
from tests import make
from tests.comments.pages import kinds_written, newest, pairs, said


def test_one_puts_ones_own_words_right(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "From 1957 on, @Сейтова")
    comment = newest()

    data = {"text": "From 1975 on", "version": comment.version}
    browser.post(f"/comments/{comment.id}/edit", data=data)

    page = browser.get(f"/tasks/{task.id}").text
    assert "From 1975 on" in page
    assert "changed" in page
    assert pairs(mention) == []
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "comment/revise")).one()
    assert entry.changes["text"] == ["From 1957 on, @Сейтова", "From 1975 on"]


def test_a_comment_saved_as_it_stands_was_not_changed(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "From 1975 on")

    browser.post(f"/comments/{newest().id}/edit", data={"text": "From 1975 on", "version": newest().version})

    assert newest().edited_at is None
    assert kinds_written() == ["comment/write"]


def test_two_windows_that_change_one_comment_both_keep_their_text(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "As it was")
    comment, drawn = newest(), newest().version
    browser.post(f"/comments/{comment.id}/edit", data={"text": "The first to save", "version": drawn})

    page = browser.post(f"/comments/{comment.id}/edit", data={"text": "The second to save", "version": drawn})

    assert page.status_code == 409
    assert "The first to save" in page.text
    assert "The second to save" in page.text
    assert comment.text == "The first to save"


def test_a_comment_thrown_away_comes_back_by_undo(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "Said too early")
    comment = newest()

    gone = browser.post(f"/comments/{comment.id}/delete", data={"version": comment.version}, follow_redirects=True)
    browser.get(f"/tasks/{task.id}")
    without = browser.get(f"/tasks/{task.id}").text
    answers = [browser.post(f"/comments/{comment.id}/restore") for _click in range(2)]

    assert f"/comments/{comment.id}/restore" in gone.text
    assert "Said too early" not in without
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "Said too early" in browser.get(f"/tasks/{task.id}").text
    assert kinds_written() == ["comment/write", "comment/delete", "comment/restore"]


def test_nobody_touches_the_words_of_others(cast, as_user):
    task = make.task(cast.project)
    said(as_user(cast.member), task, "Mine")
    comment, browser = newest(), as_user(cast.coordinator)

    answers = [
        browser.get(f"/comments/{comment.id}/edit"),
        browser.post(f"/comments/{comment.id}/edit", data={"text": "Yours", "version": comment.version}),
        browser.post(f"/comments/{comment.id}/delete", data={"version": comment.version}),
        browser.post(f"/comments/{comment.id}/restore"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert "Only who wrote it can do this." in answers[0].text
    assert f"/comments/{comment.id}/edit" not in browser.get(f"/tasks/{task.id}").text
    assert (comment.text, comment.deleted_at) == ("Mine", None)


def test_a_change_of_a_comment_is_taken_back_by_undo_until_it_is_changed_again(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "From 1975 on, @Сейтова")
    comment = newest()

    def change(text):
        data = {"text": text, "version": comment.version}
        page = browser.post(f"/comments/{comment.id}/edit", data=data, follow_redirects=True).text
        return re.search(r'action="(/comments/\d+/undo/\d+)"', page)[1]

    undo = change("From 1957 on")
    strangers = [as_user(cast.coordinator).post(undo).status_code, as_user(cast.outsider).post(undo).status_code]
    browser.post(undo)
    back = comment.text, pairs(mention)
    old = change("Once more")
    change("And again")
    refused = browser.post(old, follow_redirects=True).text

    assert strangers == [403, 404]
    assert back == ("From 1975 on, @Сейтова", [(comment.id, cast.coordinator.id)])
    assert "It was changed again since then, so it stays as it is." in refused
    assert comment.text == "And again"
