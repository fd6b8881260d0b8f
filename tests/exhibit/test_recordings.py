"""Recordings in the exhibition: for everybody, a copy that tells nothing of its maker, where those in it agreed."""

import pytest

from app.db import db
from app.exhibit.copies import make_public_copies
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from tests.exhibit.pages import living_with, published
from tests.files import samples

TALK = ((samples.video(title="Home of Serik", location="+52.97+063.11/"), "talk.mp4"),)


def test_everybody_plays_a_copy_that_tells_nothing_of_its_maker(cast, as_user, visitor, home):
    material = published(cast, as_user, files=TALK)
    make_thumbnails()
    make_public_copies(material.id)
    make_public_copies(material.id)
    original = db.session.scalars(db.select(File).where(File.name == "talk.mp4")).one()
    address = f"{home}/recordings/{original.id}"

    whole = visitor.get(address, buffered=True)

    assert f'src="{address}"' in visitor.get(f"{home}/materials/{material.id}").text
    assert (whole.status_code, whole.mimetype) == (200, "video/mp4")
    assert b"Home of Serik" in TALK[0][0]
    assert b"Home of Serik" not in whole.data
    assert b"+52.97" not in whole.data
    assert f"{cast.project.id}-{original.id}.mp4" in whole.headers["Content-Disposition"]
    part = visitor.get(address, headers={"Range": "bytes=4-7"}, buffered=True)
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert visitor.get(f"{home}/pictures/{original.id}/small", buffered=True).status_code == 200
    assert visitor.get(f"{home}/materials/{material.id}/manifest.json").status_code == 404


@pytest.mark.parametrize(("scopes", "status"), [(["PUBLISH_PHOTO"], 404), (["PUBLISH_PHOTO", "PUBLISH_VIDEO"], 200)])
def test_a_recording_is_public_only_where_those_in_it_agreed_to_that(cast, as_user, visitor, home, scopes, status):
    living_with(cast, as_user, *scopes)
    material = published(cast, as_user, files=TALK, **{"persons-0": "Омаров Серік"})
    make_thumbnails()
    make_public_copies(material.id)
    original = db.session.scalars(db.select(File).where(File.name == "talk.mp4")).one()

    assert visitor.get(f"{home}/materials/{material.id}").status_code == 200
    for address in (f"recordings/{original.id}", f"pictures/{original.id}/small"):
        assert visitor.get(f"{home}/{address}", buffered=True).status_code == status
    assert ("<video" in visitor.get(f"{home}/materials/{material.id}").text) is (status == 200)
