"""Many decisions at the same gate at the same time: one is taken."""

import pytest

from app.db import db
from app.gates.models import Decision
from app.journal.models import Entry
from app.outbox.models import Letter
from app.projects.models import Plan
from tests import make
from tests.at_once import CLICKS, codes, post_at_once
from tests.gates.pages import decide, decisions


@pytest.fixture
def clients(cast, as_user):
    """Twenty browsers of two coordinators."""
    second = make.user("second@library.example", "Ермекова", "Сәуле")
    make.sit(make.seat(cast.project, None), second)
    cast.project.seats[-1].role = cast.project.numbered_seats[0].role
    db.session.commit()
    return [as_user((cast.coordinator, second)[place % 2]).client for place in range(CLICKS)]


def post_all(clients, project, **typed):
    """Post the same decision from all browsers at once, each drawn from the same page; gives their answers."""
    facts = {"version": project.plan.version, "to_key": "", "meeting_id": "0", **typed}
    address = f"/projects/{project.id}/gate"
    return post_at_once(clients, address, lambda: facts)


@pytest.mark.real_time
@pytest.mark.parametrize("verdict", ["GO", "NOT_YET"])
def test_one_of_twenty_decisions_is_taken_and_the_others_read_who_took_it(cast, clients, verdict):
    waivers = {f"waiver-{asked['id']}": "It can wait" for asked in cast.project.plan.stage.conditions}

    answers = post_all(clients, cast.project, verdict=verdict, reason="Enough for now", **waivers)

    winner = decisions()[0].decided_by
    assert codes(answers) == [303] + [409] * (CLICKS - 1)
    assert all(winner.short_name in answer.text for answer in answers if answer.status_code == 409)
    assert all("Enough for now" in answer.text for answer in answers if answer.status_code == 409)


@pytest.mark.real_time
def test_it_leaves_one_decision_one_move_one_entry_and_one_letter_each(cast, clients):
    waivers = {f"waiver-{asked['id']}": "It can wait" for asked in cast.project.plan.stage.conditions}

    post_all(clients, cast.project, verdict="GO", **waivers)

    assert db.session.scalar(db.select(db.func.count(Decision.id))) == 1
    assert db.session.scalar(db.select(Plan.stage_key)) == "collecting_materials"
    assert db.session.scalars(db.select(Entry.kind)).all() == ["plan/go"]
    told = db.session.scalars(db.select(Letter.user_id)).all()
    assert len(told) == len(set(told)) == len(cast.project.people) - 1


def test_a_second_click_of_one_person_takes_one_decision(cast, as_user):
    browser = as_user(cast.coordinator)
    drawn = {"version": cast.project.plan.version, "form_key": "drawn once", "reason": "Two seats are free"}

    answers = [decide(browser, cast.project, "NOT_YET", **drawn) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(decisions()) == 1
