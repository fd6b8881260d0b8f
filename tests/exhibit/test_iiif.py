"""The pictures of a material as a IIIF manifest, by the rules of Presentation API 3.0 as far as we use it."""

import json

from app.db import db
from app.exhibit.copies import make_public_copies
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from tests.exhibit.pages import move, published
from tests.files import samples

BY = "https://creativecommons.org/licenses/by/4.0/"


def test_a_viewer_opens_every_picture_of_a_material(cast, as_user, visitor, home):
    scans = [(samples.jpeg((2600, 1300)), "Сейтова паспорт.jpg"), (samples.png(), "2.png")]
    material = published(cast, as_user, files=scans, rights_uri=BY)
    make_thumbnails()
    make_public_copies(material.id)

    answer = visitor.get(f"{home}/materials/{material.id}/manifest.json")

    manifest = json.loads(answer.data)
    base = f"http://127.0.0.1:8000{home}"
    originals = db.session.scalars(db.select(File.id).where(File.of_id.is_(None)).order_by(File.id)).all()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (manifest["@context"], manifest["type"]) == ("http://iiif.io/api/presentation/3/context.json", "Manifest")
    assert manifest["id"] == f"{base}/materials/{material.id}/manifest.json"
    assert manifest["label"] == {"en": ["Photograph of school 4"]}
    assert manifest["rights"] == BY.replace("https", "http")
    assert manifest["requiredStatement"]["value"] == {"none": ["Rudny museum"]}
    assert manifest["metadata"][0]["value"] == {"kk": ["Фотосурет"], "ru": ["Фотография"], "en": ["Photograph"]}
    assert [page["id"] for page in manifest["homepage"]][1] == f"{base}/ru/materials/{material.id}"
    for canvas, original in zip(manifest["items"], originals, strict=True):
        (page,) = canvas["items"]
        (painting,) = page["items"]
        body = painting["body"]
        assert (canvas["type"], page["type"], painting["motivation"]) == ("Canvas", "AnnotationPage", "painting")
        assert painting["target"] == canvas["id"]
        assert (body["width"], body["height"]) == (canvas["width"], canvas["height"])
        assert (body["id"], body["type"], body["format"]) == (f"{base}/pictures/{original}", "Image", "image/webp")
    assert (manifest["items"][0]["width"], manifest["items"][0]["height"]) == (2000, 1000)
    assert "Сейтова" not in answer.text


def test_there_is_no_manifest_of_what_has_no_picture_or_is_not_on_show(cast, as_user, visitor, home):
    written, pictured = published(cast, as_user, files=()), published(cast, as_user)
    make_thumbnails()
    assert visitor.get(f"{home}/materials/{pictured.id}/manifest.json").status_code == 200

    move(as_user(cast.coordinator), pictured, "withdraw")

    for material in (written, pictured):
        assert visitor.get(f"{home}/materials/{material.id}/manifest.json").status_code == 404
