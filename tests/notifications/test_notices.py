"""What was done becomes a notice for each person it concerns, and for nobody else."""

from datetime import timedelta

import pytest

from app.accounts.wishes import Topic
from app.comments.models import watcher
from app.db import db
from app.journal.actions import record
from app.notifications.models import Notice
from app.notifications.noticing import take_notice
from app.tasks import actions as tasks
from tests import make
from tests.notifications.saying import say


@pytest.fixture
def task(cast):
    return make.task(cast.project, cast.member, title="Read the newspapers", created_by_id=cast.coordinator.id)


def notices(person):
    """The kinds of entries that concern this person, with why."""
    take_notice()
    mine = db.select(Notice).where(Notice.user_id == person.id).order_by(Notice.id)
    return [(notice.entry.kind, notice.topic) for notice in db.session.scalars(mine)]


def change(task, actor, title="Read them all"):
    facts = {"title": title, "description": "", "assignees": list(task.assignees)}
    tasks.revise(task, actor=actor, version=task.version, **facts)
    db.session.commit()


def follow(task, person):
    row = {"subject_type": "task", "subject_id": task.id, "user_id": person.id}
    db.session.execute(db.insert(watcher).values(row))


def test_a_change_concerns_those_who_do_the_task_and_who_wrote_it(cast, task):
    change(task, cast.coordinator)

    assert notices(cast.member) == [("task/revise", Topic.CHANGED)]
    assert notices(cast.observer) == []


def test_nobody_hears_of_what_they_did_themselves(cast, task):
    change(task, cast.member)

    assert notices(cast.member) == []
    assert notices(cast.coordinator) == [("task/revise", Topic.CHANGED)]


def test_who_follows_a_task_hears_of_it(cast, task):
    follow(task, cast.observer)
    change(task, cast.member)

    assert notices(cast.observer) == [("task/revise", Topic.CHANGED)]


def test_who_is_given_a_task_is_told_so(cast):
    tasks.create(cast.project, actor=cast.coordinator, title="Call the museum", assignees=[cast.member])
    db.session.commit()

    assert notices(cast.member) == [("task/create", Topic.GIVEN)]


def test_work_sent_for_review_waits_for_the_coordinator(cast, task):
    task.needs_review = True
    for trigger in ("start", "submit"):
        tasks.move(task, trigger, actor=cast.member, version=task.version)
    db.session.commit()

    assert notices(cast.coordinator) == [("task/start", Topic.CHANGED), ("task/submit", Topic.GIVEN)]


def test_a_comment_concerns_those_who_take_part_and_more_so_those_it_names(cast, task):
    say(task, cast.coordinator, cast.observer)

    assert notices(cast.member) == [("comment/write", Topic.SAID)]
    assert notices(cast.observer) == [("comment/write", Topic.MENTIONED)]


def test_who_is_not_of_the_project_hears_nothing_even_when_named(cast, task):
    follow(task, cast.outsider)
    say(task, cast.coordinator, cast.outsider)

    assert notices(cast.outsider) == []


def test_an_entry_is_turned_into_notices_once(cast, task):
    change(task, cast.coordinator)

    assert notices(cast.member) == notices(cast.member) == [("task/revise", Topic.CHANGED)]


def test_the_bell_counts_what_is_unread(cast, task, as_user):
    change(task, cast.coordinator)
    change(task, cast.coordinator, title="Read them twice")
    take_notice()

    page = as_user(cast.member).get("/").text

    assert cast.member.unread == 2
    assert '<span class="bell-count">2<' in page


def test_what_is_two_months_old_is_forgotten(cast, task, clock):
    change(task, cast.coordinator)
    assert notices(cast.member)

    clock.shift(timedelta(days=61))

    assert notices(cast.member) == []
    assert cast.member.unread == 0


def test_what_was_done_long_before_the_worker_came_to_it_is_no_news(cast, task, clock):
    change(task, cast.coordinator)
    clock.shift(timedelta(days=15))

    assert notices(cast.member) == []


def test_a_decision_at_the_gate_concerns_everybody(cast):
    record(cast.project.plan, "not_yet", actor=cast.coordinator, decision=1, reason="")
    db.session.commit()

    assert notices(cast.observer) == [("plan/not_yet", Topic.CHANGED)]
