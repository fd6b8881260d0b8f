"""Many people at one material at the same time: nothing is lost, nothing is counted twice."""

import pytest

from app.db import db
from app.files import queries as files
from app.files.models import File, FileState
from app.journal.models import Entry
from app.materials.models import Material
from app.materials.subjects.models import Person
from tests import make
from tests.at_once import CLICKS, codes, post_at_once
from tests.files.samples import png
from tests.materials.pages import FACTS, collect, sent


@pytest.mark.real_time
def test_twenty_clicks_record_one_material_with_one_file(cast, as_user):
    clients = [as_user(cast.member).client for _ in range(CLICKS)]

    answers = post_at_once(
        clients,
        f"/projects/{cast.project.id}/materials/new",
        lambda: {**FACTS, "form_key": "drawn once", "files": [sent(png(), "school.png")]},
    )

    material = db.session.scalars(db.select(Material)).one()
    attached = db.session.scalars(db.select(File).where(File.state == FileState.STORED)).all()
    assert codes(answers) == [303] * CLICKS
    assert {answer.headers["Location"] for answer in answers} == {f"/materials/{material.id}"}
    assert [file.subject_id for file in attached] == [material.id]


@pytest.mark.real_time
def test_files_attached_at_once_are_all_kept_and_counted(cast, as_user):
    material = make.material(cast.project, cast.member)
    clients = [as_user(cast.member).client for _ in range(6)]

    answers = post_at_once(clients, f"/materials/{material.id}/files", lambda: {"files": [sent(png(), "school.png")]})

    assert codes(answers) == [303] * 6
    assert material.file_count == len(db.session.scalars(files.of(material)).all()) == 6


@pytest.mark.real_time
def test_a_file_taken_off_by_many_at_once_goes_once(cast, as_user):
    material = collect(as_user(cast.member), cast.project, [(png(), "school.png"), (png(), "other.png")])
    file = db.session.scalars(files.of(material)).first()
    clients = [as_user(cast.member).client for _ in range(6)]

    answers = post_at_once(clients, f"/files/{file.id}/delete", dict)

    assert set(codes(answers)) <= {303, 404}
    assert material.file_count == 1
    assert db.session.scalar(db.select(db.func.count()).where(Entry.kind == "file/delete")) == 1


@pytest.mark.real_time
def test_a_name_that_many_introduce_at_once_is_one_person(cast, as_user):
    clients = [as_user(cast.member).client for _ in range(6)]

    answers = post_at_once(clients, f"/projects/{cast.project.id}/materials/new", lambda: dict(FACTS))

    assert codes(answers) == [303] * 6
    assert db.session.scalar(db.select(db.func.count()).select_from(Person)) == 1
