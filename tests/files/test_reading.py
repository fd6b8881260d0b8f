"""Who reads a file, and how it is served."""

import io

import pytest
from PIL import Image

from app.db import db
from app.files import queries, seeing, thumbnails
from app.files.actions import bring_in
from app.files.models import File, FileRole, PreviewState
from app.files.shrink import shrunk
from app.files.thumbnails import make_thumbnails
from app.materials.models import Material
from tests.files import samples
from tests.materials.pages import collect

POLYGLOT = samples.jpeg() + samples.HTML


@pytest.fixture
def keep(cast, as_user):
    """``keep(content, name)``: a file on a material of the project."""

    def kept(content, name):
        material = collect(as_user(cast.member), cast.project, [(content, name)])
        return db.session.scalars(queries.of(material)).one()

    return kept


def test_a_file_is_given_as_a_download_that_is_never_a_page(cast, as_user, keep):
    file = keep(POLYGLOT, "Мектеп.jpg")

    answer = as_user(cast.observer).get(f"/files/{file.id}", buffered=True)

    assert answer.data == POLYGLOT
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''%D0%9C" in disposition


def test_a_file_is_read_by_those_who_may_read_its_material_now(cast, as_user, keep, app):
    file = keep(samples.jpeg(), "photo.jpg")
    make_thumbnails()

    for address in (f"/files/{file.id}", f"/files/{file.id}/thumbnail"):
        assert as_user(cast.member).get(address, buffered=True).status_code == 200
        assert as_user(cast.outsider).get(address, buffered=True).status_code == 404
        assert as_user(None).get(address, buffered=True).status_code == 302


def test_a_file_of_a_deleted_material_is_gone(cast, as_user, keep, clock):
    file = keep(samples.PDF, "act.pdf")
    db.session.execute(db.update(Material).values(deleted_at=file.created_at))
    db.session.commit()

    assert as_user(cast.coordinator).get(f"/files/{file.id}", buffered=True).status_code == 404


def test_a_file_taken_off_takes_its_small_picture_with_it(cast, as_user, keep):
    file = keep(samples.jpeg(), "photo.jpg")
    make_thumbnails()
    small = db.session.scalars(db.select(File).where(File.of_id == file.id)).one()
    browser = as_user(cast.member)
    assert browser.get(f"/files/{small.id}", buffered=True).status_code == 200

    browser.post(f"/files/{file.id}/delete")

    assert browser.get(f"/files/{small.id}", buffered=True).status_code == 404
    assert "/thumbnail" not in browser.get(f"/projects/{cast.project.id}/materials").text


def test_no_picture_is_made_of_a_file_that_was_taken_off_meanwhile(cast, as_user, keep, monkeypatch):
    file = keep(samples.jpeg(), "photo.jpg")
    see = thumbnails.see

    def see_while_it_goes(*whole):
        as_user(cast.member).post(f"/files/{file.id}/delete")
        return see(*whole)

    monkeypatch.setattr(thumbnails, "see", see_while_it_goes)
    thumbnails.make_thumbnail(file.id)

    assert db.session.scalars(db.select(File.id)).all() == [file.id]


def test_a_pending_file_is_read_by_nobody(cast, as_user, app):
    [arrival] = bring_in(cast.project.id, [samples.upload(samples.PDF, "act.pdf")], actor=cast.member)

    assert as_user(cast.member).get(f"/files/{arrival.file_id}").status_code == 404


def test_the_small_picture_carries_nothing_but_pixels(cast, as_user, keep):
    file = keep(POLYGLOT, "photo.jpg")

    assert make_thumbnails() == 1
    small = as_user(cast.member).get(f"/files/{file.id}/thumbnail", buffered=True)

    picture = Image.open(io.BytesIO(small.data))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (480, 360), {})
    assert b"script" not in small.data
    assert (file.width, file.height, file.preview) == (640, 480, PreviewState.MADE)


def test_a_picture_that_cannot_be_read_or_is_huge_has_no_small_one(cast, keep):
    huge = samples.encoded(Image.new("1", (10_000, 9_000)), "PNG")
    files = [keep(samples.jpeg()[:400], "torn.jpg"), keep(huge, "huge.png")]

    make_thumbnails()

    assert [file.preview for file in files] == [PreviewState.NONE, PreviewState.NONE]
    assert db.session.scalar(db.select(db.func.count()).where(File.role == FileRole.THUMBNAIL)) == 0


def test_making_small_pictures_twice_makes_one(cast, keep):
    keep(samples.png(), "scan.png")

    assert (make_thumbnails(), make_thumbnails()) == (1, 0)


def test_a_picture_that_the_camera_turned_stands_upright(keep):
    turned = Image.Exif()
    turned[0x0112] = 6
    file = keep(samples.encoded(Image.new("RGB", (1200, 800)), "JPEG", exif=turned), "turned.jpg")

    small = seeing.shrink(file.stored_name)
    assert Image.open(small.made[0].stream).size == (320, 480)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_large_scan_gets_a_small_picture_whatever_its_colours(mode):
    scan = samples.encoded(Image.new(mode, (3300, 2200)), "TIFF", compression="tiff_deflate")

    small = shrunk(Image.open(io.BytesIO(scan)), 480)

    assert (small.size, small.mode) == ((480, 320), "RGBA" if mode == "RGBA" else "RGB")
