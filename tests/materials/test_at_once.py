"""Many clicks on one new material with its file at the same time: one is recorded, with one file."""

import pytest

from app.db import db
from app.files.models import File, FileState
from app.materials.models import Material
from tests.at_once import CLICKS, codes, post_at_once
from tests.files.samples import png
from tests.materials.pages import FACTS, sent


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
    assert codes(answers) == [302] * (CLICKS - 1) + [303]
    assert {answer.headers["Location"] for answer in answers} == {f"/materials/{material.id}"}
    assert [file.subject_id for file in attached] == [material.id]
