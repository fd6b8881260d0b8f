"""The signed paper of a consent: a closed file, of which every reading is written down before the first byte."""

import io

import pytest

from app.db import db
from app.files.models import File, FileRole, PreviewState
from app.files.thumbnails import make_thumbnails
from app.journal.models import Entry
from app.materials.consents.models import Consent
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Person
from app.rights import Role
from tests import make
from tests.files import samples
from tests.materials.consents.pages import consent, give


@pytest.fixture
def person(cast):
    return make.save(introduce(Person, cast.project, "Омаров Серік"))


@pytest.fixture
def paper(cast, as_user, person):
    give(as_user(cast.member), person)
    return db.session.scalars(db.select(File).where(File.role == FileRole.CONSENT)).one()


def readings():
    entries = db.session.scalars(db.select(Entry).where(Entry.kind == "file/read").order_by(Entry.id))
    return [(entry.actor_id, entry.params["title"]) for entry in entries]


def test_every_reading_stands_in_the_journal(cast, as_user, paper):
    for person in (cast.coordinator, cast.member):
        assert as_user(person).get(f"/files/{paper.id}", buffered=True).data == samples.jpeg()

    assert readings() == [(cast.coordinator.id, "consent.jpg"), (cast.member.id, "consent.jpg")]
    assert "opened the closed file" in as_user(cast.coordinator).get(f"/projects/{cast.project.id}/journal").text


def test_no_byte_leaves_where_the_reading_cannot_be_written_down(cast, as_user, paper, app, monkeypatch):
    opened = []
    storage = app.extensions["storage"]
    monkeypatch.setattr(storage, "open", lambda name: opened.append(name))

    class PowerCut(BaseException):
        pass

    def cut():
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(db.session, "commit", cut)
        with pytest.raises(PowerCut):
            as_user(cast.coordinator).client.get(f"/files/{paper.id}")

    assert opened == []


def test_others_of_the_group_see_that_there_is_a_consent_but_not_the_paper(cast, as_user, paper, person):
    other = make.user()
    make.sit(make.seat(cast.project, 11, Role.MEMBER), other)
    consent_id = db.session.scalars(db.select(Consent.id)).one()

    for reader in (other, cast.observer, cast.outsider):
        assert as_user(reader).get(f"/files/{paper.id}").status_code == 404
        assert as_user(reader).get(f"/consents/{consent_id}").status_code == 404
    assert "In force" in as_user(other).get(f"/persons/{person.id}").text
    assert "In force" not in as_user(cast.observer).get(f"/persons/{person.id}").text
    assert readings() == []


def test_no_small_picture_is_made_of_it(cast, as_user, paper):
    make_thumbnails()

    assert paper.preview is PreviewState.NONE
    assert as_user(cast.coordinator).get(f"/files/{paper.id}/thumbnail").status_code == 404


def test_it_cannot_be_taken_off(cast, as_user, paper):
    answer = as_user(cast.coordinator).post(f"/files/{paper.id}/delete")

    assert answer.location == f"/consents/{db.session.scalars(db.select(Consent.id)).one()}"
    assert paper.deleted_at is None


def test_the_page_says_what_was_allowed_and_by_whom(cast, as_user, paper):
    consent_id = db.session.scalars(db.select(Consent.id)).one()

    page = as_user(cast.coordinator).get(f"/consents/{consent_id}").text

    for words in (
        "Омаров Серік (The person)",
        "Publish pictures",
        "20 February 2026",
        "consent.jpg",
        "Signed at home.",
    ):
        assert words in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_by": ""},
        {"scope": []},
        {"scope": ["EVERYTHING"]},
        {"signed_on": "2026-04-01"},
        {"signed_on": ""},
        {"valid_until": "2026-01-01"},
        {"signer": "NEIGHBOUR"},
        {"files": []},
        {"files": lambda: [(io.BytesIO(samples.HTML), "consent.jpg")]},  # a file is read once
    ],
)
def test_a_consent_that_is_not_whole_is_not_kept(cast, as_user, person, wrong):
    typed = {name: fact() if callable(fact) else fact for name, fact in wrong.items()}

    answer = as_user(cast.member).post(f"/persons/{person.id}/consents/new", data=consent(**typed))

    assert answer.status_code == 422
    assert "Signed at home." in answer.text
    assert db.session.scalars(db.select(Consent)).all() == []


def test_observers_record_none(cast, as_user, person):
    assert as_user(cast.observer).get(f"/persons/{person.id}/consents/new").status_code == 403
