"""Recording a material: its facts, its number, whom it is about, its files."""

import hashlib

import pytest

from app import tally
from app.db import db
from app.files import queries as files
from app.files.models import File, FileState
from app.journal.models import Entry
from app.materials.models import Material
from tests.files import samples
from tests.materials.pages import FACTS, collect, post


def test_a_material_is_recorded_with_all_its_facts(cast, as_user):
    material = collect(as_user(cast.member), cast.project)

    assert material.accession == "RD-2026-000001"
    assert material.edtf == "1957~"
    assert material.has_source
    assert material.collector == cast.member
    assert material.stage == cast.project.plan.stage
    page = as_user(cast.observer).get(f"/materials/{material.id}").text
    for words in (
        "Photograph of school 4",
        "c. 1957",
        "Family of Asel Omarova",
        "Омаров Серік",
        "Opening of the school",
    ):
        assert words in page


def test_numbers_go_up_and_are_never_given_twice(cast, as_user):
    numbers = [collect(as_user(cast.member), cast.project).accession for _ in range(3)]

    assert numbers == ["RD-2026-000001", "RD-2026-000002", "RD-2026-000003"]


def test_the_counts_and_the_search_follow(cast, as_user):
    material = collect(as_user(cast.member), cast.project)

    assert tally.counts(cast.project.id)["materials", "DRAFT"] == 1
    page = as_user(cast.member).get(f"/projects/{cast.project.id}/materials?words=омаров").text
    assert f"/materials/{material.id}" in page


def test_its_month_and_its_source_are_counted(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    assert tally.counts(cast.project.id)["collected", "2026-03"] == 1
    assert tally.counts(cast.project.id)["sourced", ""] == 1

    post(browser, f"/materials/{material.id}/edit", version=material.version, source_name="")

    assert tally.counts(cast.project.id)["sourced", ""] == 0


def test_files_come_with_their_checksum_and_hang_on_the_material(cast, as_user, app):
    photo = samples.jpeg()
    material = collect(as_user(cast.member), cast.project, [(photo, "Фото мектеп.jpg"), (samples.wav(), "voice.wav")])

    first, second = db.session.scalars(files.of(material)).all()
    assert (first.name, first.state, first.sha256) == (
        "Фото мектеп.jpg",
        FileState.STORED,
        hashlib.sha256(photo).hexdigest(),
    )
    assert app.extensions["storage"].size(second.stored_name) == len(samples.wav())
    assert material.file_count == 2


def test_the_same_bytes_twice_are_explained_and_kept(cast, as_user):
    browser = as_user(cast.member)
    collect(browser, cast.project, [(samples.PDF, "act.pdf")])
    material = collect(browser, cast.project, [(samples.PDF, "copy.pdf")])

    page = browser.get(f"/materials/{material.id}").text
    assert "Files that are here already: 1. copy.pdf = act.pdf" in page
    assert material.file_count == 1


def test_many_copies_leave_room_in_the_readers_cookie(cast, as_user):
    browser = as_user(cast.member)
    scans = [(samples.PDF, f"{'Ж' * 150} {n}.pdf") for n in range(20)]
    collect(browser, cast.project, scans[:1])

    material = collect(browser, cast.project, scans)

    assert "Files that are here already: 20." in browser.get(f"/materials/{material.id}").text


@pytest.mark.parametrize(
    "wrong,sentence",
    [
        ({"title": ""}, "Title"),
        ({"title": "x" * 301}, "Title"),
        ({"made": "some time ago"}, "When it was made"),
        ({"genre": "SPELL"}, "Kind"),
        ({"acquisition": "THEFT"}, "How it came"),
        ({"source_on": "yesterday"}, "When it came"),
        ({"link": "javascript:alert(1)"}, "Link"),
        ({"persons-0": "x" * 201}, "Persons it is about"),
        ({"rights_uri": "http://example.org/"}, "Rights statement"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, as_user, wrong, sentence):
    answer = post(as_user(cast.member), f"/projects/{cast.project.id}/materials/new", **wrong)

    assert answer.status_code == 422
    assert f">{sentence}</a>" in answer.text
    assert "Family of Asel Omarova" in answer.text
    assert db.session.scalar(db.select(db.func.count()).select_from(Material)) == 0


@pytest.mark.parametrize(
    "content,name,sentence",
    [
        (samples.HTML, "photo.jpg", "photo.jpg: the content is not what the name says."),
        (b"<svg/>", "picture.svg", "picture.svg: files of this kind are not taken."),
        (b"", "photo.jpg", "photo.jpg: the file is empty."),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_nothing_is_kept(cast, as_user, content, name, sentence):
    answer = post(as_user(cast.member), f"/projects/{cast.project.id}/materials/new", [(content, name)])

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Choose them again" in answer.text
    assert FACTS["description"] in answer.text
    assert db.session.scalar(db.select(db.func.count()).select_from(File)) == 0


def test_a_second_click_makes_nothing_new(cast, as_user):
    browser = as_user(cast.member)
    first = post(browser, f"/projects/{cast.project.id}/materials/new", form_key="one")
    second = post(browser, f"/projects/{cast.project.id}/materials/new", form_key="one")

    assert first.location == second.location
    assert db.session.scalar(db.select(db.func.count()).select_from(Material)) == 1


def test_a_character_that_no_keyboard_makes_is_refused(cast, as_user):
    answer = post(as_user(cast.member), f"/projects/{cast.project.id}/materials/new", title="a\0b")

    assert answer.status_code == 400


def test_observers_may_look_but_not_collect(cast, as_user):
    assert as_user(cast.observer).get(f"/projects/{cast.project.id}/materials").status_code == 200
    assert post(as_user(cast.observer), f"/projects/{cast.project.id}/materials/new").status_code == 403
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/materials").status_code == 404


def test_the_journal_says_who_recorded_it(cast, as_user):
    collect(as_user(cast.member), cast.project)

    entry = db.session.scalars(db.select(Entry)).one()
    assert (entry.kind, entry.params["accession"]) == ("material/create", "RD-2026-000001")
