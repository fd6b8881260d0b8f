import re

import pytest

from app.comments.models import Comment, mention, watcher
from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from tests import make
from workflows.meetings import MeetingState


def said(browser, task, text="Where are the newspapers?", **typed):
    return browser.post(f"/comments/on/task/{task.id}", data={"text": text, **typed})


def newest():
    return db.session.scalars(db.select(Comment).order_by(Comment.id.desc())).first()


def pairs(table):
    return [tuple(row) for row in db.session.execute(db.select(table))]


def kinds_written():
    return db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()


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


def test_observers_read_and_say_nothing(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.observer)
    said(as_user(cast.member), task, "To be read by all")

    page, answer = browser.get(f"/tasks/{task.id}").text, said(browser, task)

    assert "To be read by all" in page
    assert "/comments/on/" not in page
    assert answer.status_code == 403


def test_outsiders_find_no_comment(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.outsider)
    said(as_user(cast.member), task)
    comment = newest()

    assert said(browser, task).status_code == 404
    for path in (f"/comments/{comment.id}", f"/comments/{comment.id}/edit"):
        assert browser.get(path).status_code == 404
    for act in ("edit", "delete", "restore"):
        assert browser.post(f"/comments/{comment.id}/{act}").status_code == 404
    assert browser.post(f"/following/task/{task.id}", data={"is_on": "1"}).status_code == 404


def test_a_comment_goes_to_the_bin_with_its_task(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task)

    browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})

    assert browser.get(f"/comments/{newest().id}").status_code == 404


def test_nothing_can_be_said_about_a_kind_of_thing_that_has_no_comments(cast, as_user):
    assert as_user(cast.member).post("/comments/on/user/1", data={"text": "Hello"}).status_code == 404


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


def test_more_comments_than_a_page_holds_are_found_one_step_back(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    for number in range(52):
        facts = {
            "subject_type": "task",
            "subject_id": task.id,
            "author_id": cast.member.id,
            "text": f"No. {number} said",
        }
        make.save(Comment(project_id=cast.project.id, created_at=task.created_at, **facts))

    page = browser.get(f"/tasks/{task.id}").text
    earlier = page.partition("?before=")[2].partition("#")[0]
    before = browser.get(f"/tasks/{task.id}?before={earlier}").text

    assert "No. 2 said" in page
    assert "No. 1 said" not in page
    assert "No. 0 said" in before
    assert "No. 2 said" not in before


def test_who_comments_follows_the_task_and_may_stop(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    said(browser, task)
    followed = pairs(watcher)

    browser.post(f"/following/task/{task.id}", data={"is_on": "0"})

    assert followed == [("task", task.id, cast.member.id)]
    assert pairs(watcher) == []


def test_anybody_who_sees_the_task_may_follow_it_and_stands_among_its_followers(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.observer)

    for _click in range(2):
        browser.post(f"/following/task/{task.id}", data={"is_on": "1"})

    page = browser.get(f"/tasks/{task.id}").text
    assert pairs(watcher) == [("task", task.id, cast.observer.id)]
    assert 'aria-label="Петрова\u00a0О."' in page
    assert "Follow no more" in page


@pytest.mark.parametrize("kind", ["material", "meeting"])
def test_materials_and_meetings_are_talked_about_on_a_page_of_their_own(cast, as_user, kind):
    made = {"material": make.material, "meeting": make.meeting}[kind](cast.project, cast.member)
    talk, browser = f"/comments/on/{kind}/{made.id}", as_user(cast.member)

    shown = browser.get(f"/{kind}s/{made.id}").text
    answer = browser.post(talk, data={"text": "Who brings it?"})

    assert f'href="{talk}"' in shown
    assert answer.location == f"{talk}#comment-{newest().id}"
    for reader in (browser, as_user(cast.observer)):
        page = reader.get(talk).text
        assert "Who brings it?" in page
        assert f'href="/{kind}s/{made.id}"' in page


def test_a_meeting_that_is_not_announced_is_not_talked_about(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)

    assert as_user(cast.member).get(f"/comments/on/meeting/{meeting.id}").status_code == 404


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
