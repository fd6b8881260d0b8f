"""What is said under a task: how it reads, whom it names and what it answers."""

from app.comments.models import Comment, mention
from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from tests import make
from tests.comments.pages import kinds_written, newest, pairs, said


def test_a_comment_stands_under_its_task_with_light_marks(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    answer = said(browser, task, "It is **done**.\n\n<script>alert(1)</script>")

    page = browser.get(f"/tasks/{task.id}").text
    assert answer.location == f"/tasks/{task.id}#comment-{newest().id}"
    assert "It is <strong>done</strong>." in page
    assert "<script>alert" not in page
    assert kinds_written() == ["comment/write"]


def test_the_journal_says_it_in_plain_words_and_leads_to_the_comment_where_it_stands(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "> Here.\n\n**Where** are\n[the newspapers](https://kitaphana.example)?")

    journal = browser.get(f"/projects/{cast.project.id}/journal").text

    assert "commented on “Read the newspapers of 1975”: Here. Where are the newspapers?" in journal
    assert f"/comments/{newest().id}" in journal
    assert browser.get(f"/comments/{newest().id}").location == f"/tasks/{task.id}#comment-{newest().id}"


def test_a_second_click_says_it_once(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    answers = [said(browser, task, form_key="one key") for _click in range(2)]

    assert answers[0].location == answers[1].location
    assert db.session.scalar(db.select(db.func.count(Comment.id))) == 1


def test_who_is_named_is_written_down_and_nobody_gets_a_letter_yet(cast, as_user):
    task = make.task(cast.project)

    said(as_user(cast.member), task, "@Сейтова, please look", mention_ids=[cast.observer.id])

    comment = newest()
    assert comment.text == "@Петрова О. @Сейтова, please look"
    assert set(pairs(mention)) == {(comment.id, cast.coordinator.id), (comment.id, cast.observer.id)}
    assert db.session.scalars(db.select(Entry)).one().params["mentioned"] == [cast.coordinator.id, cast.observer.id]
    assert db.session.scalar(db.select(Letter)) is None
    page = as_user(cast.member).get(f"/tasks/{task.id}").text
    assert '<b class="mention">@Сейтова</b>' in page


def test_nobody_is_named_who_may_not_see_the_task(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    by_tick = said(browser, task, mention_ids=[cast.outsider.id])
    said(browser, task, "@Әбдіров, please look")

    assert by_tick.status_code == 422
    assert 'data-name="Әбдіров' not in browser.get(f"/comments/on/task/{task.id}").text
    assert pairs(mention) == []


def test_an_answer_quotes_what_it_answers(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(as_user(cast.coordinator), task, "Which years?")
    first = newest()

    form = browser.get(f"/comments/on/task/{task.id}?quoted_id={first.id}").text
    said(browser, task, "From 1975 on.", quoted_id=first.id)
    page = browser.get(f"/tasks/{task.id}").text

    assert "Which years?" in form
    assert f'value="{first.id}"' in form
    assert newest().quoted_id == first.id
    assert page.count("Which years?") == 2
    assert f'href="#comment-{first.id}">Сейтова' in page


def test_an_answer_to_what_was_thrown_away_says_so(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task, "Which years?")
    first = newest()
    said(browser, task, "From 1975 on.", quoted_id=first.id)

    browser.post(f"/comments/{first.id}/delete", data={"version": first.version})

    page = browser.get(f"/tasks/{task.id}").text
    assert "Which years?" not in page
    assert "The comment that this answers was thrown away." in page


def test_a_comment_of_another_task_is_not_quoted(cast, as_user):
    browser = as_user(cast.member)
    said(browser, make.task(cast.project), "Elsewhere")

    said(browser, make.task(cast.project), "Here", quoted_id=newest().id)

    assert newest().quoted_id is None


def test_an_empty_comment_is_refused(cast, as_user):
    page = said(as_user(cast.member), make.task(cast.project), "  ")

    assert page.status_code == 422
    assert newest() is None


def test_the_preview_shows_what_will_stand_there_and_writes_nothing(cast, as_user):
    task = make.task(cast.project)

    page = said(as_user(cast.member), task, "**Bold**, @Сейтова", preview="1")

    assert page.status_code == 200
    assert '<strong>Bold</strong>, <b class="mention">@Сейтова</b>' in page.text
    assert "**Bold**, @Сейтова</textarea>" in page.text
    assert newest() is None
