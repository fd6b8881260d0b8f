"""Everybody looks closely at a picture on show, and viewers of other libraries ask for its parts."""

import io
import json
import re

from PIL import Image

from app.db import db
from app.exhibit.copies import make_public_copies
from app.files.models import File, FileRole, PreviewState
from app.files.thumbnails import make_thumbnails
from app.files.zoom import cutting
from tests.exhibit.pages import move, published
from tests.files import samples

SCAN = ((samples.jpeg((1200, 800)), "Сейтова паспорт.jpg"),)
HUGE = ((samples.encoded(Image.new("1", (10_000, 9_000), 1), "PNG"), "huge.png"),)


def shown(cast, as_user, files=SCAN):
    """A published material with a large picture that the worker has cut; gives it and the picture's id."""
    material = published(cast, as_user, files=files)
    make_thumbnails()
    cutting.cut_pictures()
    make_public_copies(material.id)
    return material, db.session.scalar(db.select(File.id).where(File.of_id.is_(None), File.subject_id == material.id))


def test_a_visitor_looks_closely_and_learns_nothing_of_who_sent_it(cast, as_user, visitor, home):
    material, file_id = shown(cast, as_user)

    address = f"{home}/pictures/{file_id}/closer"
    assert f'href="{address}"' in visitor.get(f"{home}/materials/{material.id}").text
    page = visitor.get(address)
    parts = re.findall(r'<image href="([^"]+)"', visitor.get(f"{address}?step=1&x=1&y=1").text)

    assert "Photograph of school 4" in page.text
    assert "Сейтова" not in page.text
    assert [visitor.get(part).mimetype for part in parts] == ["image/jpeg"] * len(parts)
    assert visitor.get(f"{home}/ru/pictures/{file_id}/closer").status_code == 200


def test_a_viewer_finds_the_parts_that_it_is_told_of(cast, as_user, visitor, home):
    material, file_id = shown(cast, as_user)
    base = f"http://127.0.0.1:8000{home}"

    manifest = json.loads(visitor.get(f"{home}/materials/{material.id}/manifest.json").data)
    (canvas,) = manifest["items"]
    body = canvas["items"][0]["items"][0]["body"]
    (service,) = body["service"]
    answer = visitor.get(f"{service['id'].removeprefix('http://127.0.0.1:8000')}/info.json")
    told = json.loads(answer.data)

    assert (canvas["width"], canvas["height"]) == (told["width"], told["height"]) == (1200, 800)
    assert service == {"id": f"{base}/pictures/{file_id}/tiles", "type": "ImageService3", "profile": "level0"}
    assert told["id"] == service["id"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (told["@context"], told["protocol"]) == (
        "http://iiif.io/api/image/3/context.json",
        "http://iiif.io/api/image",
    )
    addresses = [
        body["id"],
        *(f"{told['id']}/full/{each['width']},{each['height']}/0/default.jpg" for each in told["sizes"]),
    ]
    (cut,) = told["tiles"]
    for scale in cut["scaleFactors"]:
        step = cut["width"] * scale
        for left in range(0, told["width"], step):
            for top in range(0, told["height"], step):
                width, height = min(step, told["width"] - left), min(step, told["height"] - top)
                size = f"{-(-width // scale)},{-(-height // scale)}"
                addresses.append(f"{told['id']}/{left},{top},{width},{height}/{size}/0/default.jpg")
    paths = [address.removeprefix("http://127.0.0.1:8000") for address in addresses]
    answers = [visitor.get(path) for path in paths]
    assert {(answer.status_code, answer.headers["Access-Control-Allow-Origin"]) for answer in answers} == {(200, "*")}
    assert visitor.get(f"{home}/pictures/{file_id}/tiles").location.endswith("/tiles/info.json")


def test_what_is_not_on_show_any_more_is_not_looked_at(cast, as_user, visitor, home):
    material, file_id = shown(cast, as_user)
    own = f"{home}/pictures/{file_id}"
    addresses = [f"{own}/closer", f"{own}/tiles/info.json", f"{own}/tiles/full/max/0/default.jpg"]
    assert [visitor.get(address).status_code for address in addresses] == [200, 200, 200]
    assert visitor.get(f"{own}/tiles/full/9,9/0/default.jpg").status_code == 404

    move(as_user(cast.coordinator), material, "withdraw")

    assert [visitor.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_picture_of_too_many_pixels_to_be_made_small_gets_its_copies_from_its_parts(cast, as_user, visitor, home):
    material = published(cast, as_user, files=HUGE)
    make_public_copies(material.id)  # before anybody has looked at it
    make_thumbnails()
    make_public_copies(material.id)
    copies = db.select(File.of_id).where(File.role.in_([FileRole.ACCESS_COPY, FileRole.THUMBNAIL]))
    assert db.session.scalars(copies).all() == []
    cutting.cut_pictures()

    make_public_copies(material.id)

    file = db.session.get_one(File, db.session.scalar(copies))
    assert (file.width, file.height, file.preview, file.zoom) == (10_000, 9_000, PreviewState.MADE, PreviewState.MADE)
    for address, edge in ((f"{home}/pictures/{file.id}", 10_000 // 8), (f"/files/{file.id}/thumbnail", 480)):
        picture = Image.open(io.BytesIO(as_user(cast.observer).get(address, buffered=True).data))
        assert (picture.format, max(picture.size)) == ("WEBP", edge)
