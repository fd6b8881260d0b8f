"""Files as no browser should send them: a sentence that names the file, the other fields kept, nothing stored."""

import io

import pytest

from app.db import db
from app.files import receiving
from app.files.models import File, PreviewState
from app.files.thumbnails import make_thumbnails
from tests.bad_input.world import rows
from tests.files import samples

CUT_OFF = samples.jpeg()[:400]
BOMB = samples.png().replace(b"IHDR\x00\x00\x00\x40\x00\x00\x00\x40", b"IHDR\x7f\xff\xff\xff\x7f\xff\xff\xff")
REFUSED = {
    "empty": (b"", "empty.png"),
    "a page of markup": (samples.HTML, "page.html"),
    "markup under another name": (samples.HTML, "notes.txt"),
    "a drawing that can run script": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"),
    "another content than the name says": (samples.PDF, "photo.jpg"),
    "no package at all": (b"PK\x03\x04 broken", "letter.docx"),
    "a name without an extension": (samples.png(), "photo"),
    "a name that is only an extension": (samples.png(), ".png.exe"),
    "text that is none": (b"\xff\xfe\x00text", "notes.txt"),
    "a program": (b"MZ\x90\x00", "photo.png"),
}
TAKEN = {
    "an image cut off in its middle": (CUT_OFF, "cut.jpg"),
    "an image that says it is enormous": (BOMB, "bomb.png"),
    "a path for a name": (samples.png(), "../../etc/passwd\\..\\x.png"),
    "a name with controls and turned letters": (samples.png(), "a\x07\u202egnp.png"),
    "a name of a thousand letters": (samples.png(), "Ж" * 1000 + ".png"),
    "a name of emoji": (samples.png(), "👩🏽‍🚀.png"),
}
PLACES = ("materials.new", "materials.edit", "materials.attach")


@pytest.fixture
def stored(app):
    return lambda: sorted(app.extensions["storage"].root.rglob("*"))


def file(content, name):
    return [(io.BytesIO(content), name)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_file_is_named_in_words_and_nothing_is_kept(post, stored, place, kind):
    content, name = REFUSED[kind]
    before = rows(), stored()

    answer = post(place, files=file(content, name))

    assert answer.status_code == 422
    assert f"{name.lstrip('.')}: " in answer.text
    assert (rows(), stored()) == before


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", TAKEN)
def test_an_odd_file_of_a_right_kind_is_taken_under_a_clean_name(post, as_user, things, place, kind):
    answer = post(place, files=file(*TAKEN[kind]))

    assert answer.status_code == 303
    page = as_user(things.member).get(answer.headers["Location"])
    assert page.status_code == 200
    assert not any(mark in page.text for mark in ("\x07", "\u202e", "../", "etc\\"))


@pytest.mark.real_time
@pytest.mark.parametrize("content", [CUT_OFF, BOMB], ids=["cut off", "enormous"])
def test_an_image_that_cannot_be_drawn_is_kept_without_a_preview(post, stored, content):
    post("materials.attach", files=file(content, "image.jpg" if content is CUT_OFF else "image.png"))
    kept = stored()

    make_thumbnails()

    newest = db.session.scalars(db.select(File).order_by(File.id.desc())).first()
    assert (newest.name.split(".")[0], newest.preview, newest.size) == ("image", PreviewState.NONE, len(content))
    assert stored() == kept


@pytest.mark.parametrize("place", PLACES)
def test_a_file_without_a_name_is_no_file(post, stored, place):
    before = stored()

    answer = post(place, files=file(b"", ""))

    assert answer.status_code == (422 if place == "materials.attach" else 303)
    assert stored() == before


@pytest.mark.parametrize("place", PLACES)
def test_words_where_files_belong_are_no_file(post, stored, place):
    before = stored()

    answer = post(place, files="school.png")

    assert answer.status_code == (422 if place == "materials.attach" else 303)
    assert stored() == before


def test_one_wrong_file_keeps_all_of_them_out_and_the_words_in(post, stored):
    before = rows(), stored()
    both = [*file(samples.png(), "right.png"), *file(samples.HTML, "wrong.html")]

    answer = post("materials.new", files=both, title="Мектеп суреті")

    assert answer.status_code == 422
    assert "wrong.html: " in answer.text
    assert "Мектеп суреті" in answer.text
    assert (rows(), stored()) == before


def test_more_files_than_are_taken_at_once_are_refused(post, stored):
    before = rows(), stored()
    many = [pair for n in range(receiving.MOST_AT_ONCE + 1) for pair in file(samples.png(), f"{n}.png")]

    answer = post("materials.new", files=many)

    assert answer.status_code == 422
    assert (rows(), stored()) == before


@pytest.mark.parametrize("kind", ["no boundary", "cut off", "no multipart", "text after it"])
def test_a_body_that_is_no_form_writes_nothing(as_user, things, stored, kind):
    body = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nA title\r\n'
    sent = {
        "no boundary": (body, "multipart/form-data"),
        "cut off": (body[:-20], "multipart/form-data; boundary=x"),
        "no multipart": (b"\xff\xfe\x00", "multipart/form-data; boundary=x"),
        "text after it": (b"{" * 500, "application/json"),
    }
    content, kind_of_body = sent[kind]
    before = rows(), stored()

    answer = as_user(things.member).post(
        f"/projects/{things.project.id}/materials/new", data=content, content_type=kind_of_body
    )

    assert answer.status_code in (400, 422)
    assert (rows(), stored()) == before


@pytest.mark.parametrize("place", ["/tasks/new", "/materials/new"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(app, as_user, things, stored, place, monkeypatch):
    monkeypatch.setattr(receiving, "LONGEST_BODY", 3000)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 3000)
    before = rows(), stored()

    answer = as_user(things.member).post(
        f"/projects/{things.project.id}{place}", data={"title": "x", "files": file(b"x" * 4000, "large.txt")}
    )

    assert answer.status_code == 413
    assert "That is too much at once" in answer.text
    assert (rows(), stored()) == before


def test_a_form_of_too_many_fields_is_refused(post):
    names = {f"persons-{n}": "Омаров" for n in range(1000)}

    answer = post("materials.new", **names, files=file(samples.png(), "a.png"))

    assert answer.status_code in (413, 422)


class Untouched(io.RawIOBase):
    """A body that nobody may read."""

    def readable(self):
        return True

    def readinto(self, room):
        raise AssertionError("the body was read")


@pytest.mark.parametrize("place", ["/materials/new", "/tasks/new"])
def test_nobody_who_is_not_signed_in_has_a_long_body_read(visitor, things, stored, place):
    before = rows(), stored()

    answer = visitor.post(
        f"/projects/{things.project.id}{place}",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": Untouched(), "CONTENT_LENGTH": str(receiving.LONGEST_BODY - 1)},
    )

    assert answer.status_code == 413
    assert (rows(), stored()) == before
