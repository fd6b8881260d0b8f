"""Many materials at once: looked at first, changed as one deed, taken back in one step; and moved by their rules."""

import re

import pytest

from app import tally
from app.db import db
from app.journal.models import Entry
from app.materials.models import Acquisition, Material
from app.outbox.kinds import KINDS
from app.outbox.models import Letter
from tests.materials.pages import collect
from workflows.materials import MaterialState


@pytest.fixture
def change(cast):
    return f"/projects/{cast.project.id}/materials/change"


@pytest.fixture
def both(cast, as_user):
    """Two materials of the member."""
    browser = as_user(cast.member)
    return [collect(browser, cast.project, title=title) for title in ("Scool 4", "The scool choir")]


def look(browser, change, picked, **asked):
    wishes = {f"to-{name}": value for name, value in asked.items()}
    query = {"pick": [material.id for material in picked], **wishes}
    return query, browser.get(change, query_string=query).text


def agree(browser, change, query, page):
    return browser.post(change, data={**query, "agreed": re.search('name="agreed" value="([0-9a-f]+)"', page)[1]})


def titles():
    return [material.title_for_journal for material in db.session.scalars(db.select(Material).order_by(Material.id))]


def test_words_found_and_replaced_are_shown_old_and_new_and_undone_at_once(cast, as_user, change, both):
    browser = as_user(cast.member)
    query, page = look(browser, change, both, find="scool", replacement="school")
    assert "Title: <del>The scool choir</del> → <ins>The school choir</ins>" in page
    assert "Nothing would change." in page
    assert titles() == ["Scool 4", "The scool choir"]

    answer = agree(browser, change, query, page)

    assert titles() == ["Scool 4", "The school choir"]
    undo = re.search(r"/materials/batches/[0-9a-f]{32}/take-back", browser.get(answer.location).text)[0]
    browser.post(undo)
    assert titles() == ["Scool 4", "The scool choir"]


def test_a_field_is_given_to_all_and_each_is_in_the_journal_of_one_deed(cast, as_user, change, both):
    browser = as_user(cast.member)
    query, page = look(browser, change, both, acquisition="PURCHASE", source_on="2026-03-01")
    assert "How it came: <del>Gift</del> → <ins>Purchase</ins>" in page

    agree(browser, change, query, page)

    changed = db.session.scalars(db.select(Material)).all()
    assert {material.acquisition for material in changed} == {Acquisition.PURCHASE}
    entries = db.session.scalars(db.select(Entry).where(Entry.kind == "material/revise")).all()
    assert len(entries) == 2
    assert len({entry.batch_id for entry in entries}) == 1


def test_what_would_be_refused_is_said_before_and_the_others_are_changed(cast, as_user, change, both):
    first = both[0]
    as_user(cast.member).post(f"/materials/{first.id}/submit", data={"version": first.version})
    as_user(cast.coordinator).post(f"/materials/{first.id}/accept", data={"version": first.version})
    browser = as_user(cast.member)
    query, page = look(browser, change, both, genre="SCAN")
    assert "It has been accepted. The coordinator returns it first, then it can be changed." in page
    assert "Change the materials: 1" in page

    agree(browser, change, query, page)

    kinds = [material.genre.name for material in db.session.scalars(db.select(Material).order_by(Material.id))]
    assert kinds == ["PHOTOGRAPH", "SCAN"]


def test_many_are_accepted_at_once_each_by_its_rules_and_in_the_journal(cast, as_user, change, both):
    own = collect(as_user(cast.coordinator), cast.project)
    for browser, sent in ((as_user(cast.member), both), (as_user(cast.coordinator), [own])):
        query, page = look(browser, change, sent, trigger="submit")
        agree(browser, change, query, page)
    browser = as_user(cast.coordinator)

    query, page = look(browser, change, [*both, own], trigger="accept")
    assert "Another person than the collector must check the material." in page
    assert "Submitted → <ins>Accepted</ins>" in page
    agree(browser, change, query, page)

    states = [material.state for material in db.session.scalars(db.select(Material).order_by(Material.id))]
    assert states == [MaterialState.ACCEPTED, MaterialState.ACCEPTED, MaterialState.SUBMITTED]
    accepted = db.session.scalars(db.select(Entry).where(Entry.kind == "material/accept")).all()
    assert {entry.subject_id for entry in accepted} == {material.id for material in both}


def test_many_go_back_with_one_reason_which_each_collector_reads(cast, as_user, change, both):
    move(as_user(cast.member), change, both, trigger="submit")
    browser = as_user(cast.coordinator)
    _query, page = look(browser, change, both, trigger="send_back")
    assert "Say what is to be changed: all of them go back with these words." in page
    assert "Submitted → <ins>Returned for changes</ins>" not in page

    move(browser, change, both, trigger="send_back", note="Who stands on the left?")

    assert states() == [MaterialState.RETURNED] * 2
    for material in both:
        assert "Who stands on the left?" in as_user(cast.member).get(f"/materials/{material.id}").text


def test_moves_of_many_are_taken_back_in_one_step_save_those_that_went_on(cast, as_user, change, both):
    move(as_user(cast.member), change, both, trigger="submit")
    browser = as_user(cast.coordinator)
    undo = move(browser, change, both, trigger="accept")
    db.session.expire_all()
    accepted = tally.counts(cast.project.id)
    assert accepted["materials", "ACCEPTED"] == 2
    moved_on = both[1]
    browser.post(f"/materials/{moved_on.id}/send_back", data={"version": moved_on.version, "note": "Again"})

    page = browser.post(undo, follow_redirects=True).text

    assert f"Changed since and left as they are: {moved_on.accession}" in page
    assert states() == [MaterialState.SUBMITTED, MaterialState.RETURNED]
    assert db.session.get(Material, both[0].id).checker_id is None
    counted = tally.counts(cast.project.id)
    assert (counted["materials", "ACCEPTED"], counted["materials", "SUBMITTED"]) == (0, 1)
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "material/turn_back")).one()
    assert entry.changes == {"state": ["ACCEPTED", "SUBMITTED"]}
    sent = db.session.scalars(db.select(Letter).where(Letter.about == "materials/accept"))
    reasons = [KINDS[letter.about].still_true(letter) for letter in sent]
    assert reasons == ["The material has moved on."]


def move(browser, change, picked, **asked):
    """Look and agree; gives the address that takes it back."""
    query, page = look(browser, change, picked, **asked)
    answer = agree(browser, change, query, page)
    return re.search(r"/materials/batches/[0-9a-f]{32}/take-back", browser.get(answer.location).text)[0]


def states():
    db.session.expire_all()
    return list(db.session.scalars(db.select(Material.state).order_by(Material.id)))


def test_without_a_tick_it_is_about_all_that_the_filter_finds(cast, as_user, change, both):
    page = as_user(cast.member).get(f"{change}?words=choir").text
    _query, ticked = look(as_user(cast.member), change, both[:1])

    assert "The scool choir" in page
    assert "Scool 4" not in page
    found = "filter finds, at most 200."
    assert (found in page, found in ticked) == (True, False)


def test_nothing_is_changed_where_somebody_was_quicker(cast, as_user, change, both):
    browser = as_user(cast.member)
    query, page = look(browser, change, both, genre="SCAN")
    browser.post(f"/materials/{both[0].id}/rights", data={"version": both[0].version, "rights_holder": "A family"})

    answer = agree(browser, change, query, page)

    assert answer.status_code == 409
    assert "so nothing was written" in answer.text
    assert {material.genre.name for material in db.session.scalars(db.select(Material))} == {"PHOTOGRAPH"}


def test_observers_change_nothing(cast, as_user, change):
    assert as_user(cast.observer).get(change).status_code == 403
    assert as_user(cast.outsider).get(change).status_code == 404
