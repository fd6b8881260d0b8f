"""PDFs in the exhibition: for everybody, pictures of their pages, where those in them agreed; never the file."""

import json

import pytest

from app.db import db
from app.exhibit.copies import make_public_copies
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from tests.exhibit.pages import living_with, move, published
from tests.files import samples

PAPERS = ((samples.pdf("Шежіре", "Мектеп"), "Сейтова паспорт.pdf"),)


@pytest.fixture
def show(cast, as_user):
    """``show(**facts)``: a published material with a PDF of two pages, and the PDF's row."""

    def shown(**facts):
        material = published(cast, as_user, files=PAPERS, **facts)
        make_thumbnails()
        make_public_copies(material.id)
        return material, db.session.scalars(db.select(File).where(File.name == PAPERS[0][1])).one()

    return shown


def test_everybody_sees_the_pages_and_a_viewer_turns_them(cast, as_user, visitor, home, show):
    material, file = show()

    page = visitor.get(f"{home}/materials/{material.id}").text
    manifest = json.loads(visitor.get(f"{home}/materials/{material.id}/manifest.json").data)

    pictures = [f"{home}/pictures/{file.id}/pages/{number}" for number in (1, 2)]
    assert all(f'<img src="{picture}" width="1415" height="2000"' in page for picture in pictures)
    assert f"{home}/pictures/{file.id}/small" in visitor.get(home).text
    canvases = manifest["items"]
    painted = [canvas["items"][0]["items"][0]["body"] for canvas in canvases]
    assert [body["id"] for body in painted] == [f"http://127.0.0.1:8000{picture}" for picture in pictures]
    assert [(canvas["width"], canvas["height"]) for canvas in canvases] == [(1415, 2000)] * 2
    assert len({canvas["id"] for canvas in canvases}) == 2
    answer = visitor.get(pictures[1], buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Сейтова" not in page + json.dumps(manifest, ensure_ascii=False)
    assert visitor.get(f"{home}/pictures/{file.id}/pages/3").status_code == 404
    for closed in (f"/files/{file.id}", f"/files/{file.id}/pages/1", f"/files/{file.id}/view"):
        assert visitor.get(closed).status_code == 302

    move(as_user(cast.coordinator), material, "withdraw")

    assert [visitor.get(picture).status_code for picture in pictures] == [404, 404]


@pytest.mark.parametrize(("scopes", "status"), [(["PUBLISH_PHOTO"], 404), (["PUBLISH_PHOTO", "PUBLISH_TEXT"], 200)])
def test_pages_are_public_only_where_those_in_them_agreed(cast, as_user, visitor, home, show, scopes, status):
    living_with(cast, as_user, *scopes)
    material, file = show(**{"persons-0": "Омаров Серік"})

    assert f"/pictures/{file.id}/pages/1" in visitor.get(f"{home}/materials/{material.id}").text or status == 404
    for address in (f"pictures/{file.id}/pages/1", f"pictures/{file.id}/small", f"pictures/{file.id}"):
        assert visitor.get(f"{home}/{address}", buffered=True).status_code == status
    assert visitor.get(f"{home}/materials/{material.id}").status_code == 200
    assert visitor.get(f"{home}/materials/{material.id}/manifest.json").status_code == status
