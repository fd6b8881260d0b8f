"""Files that seem to be there twice are named to the reader, and nobody is hindered."""

import io
import random

import pytest
from PIL import Image, ImageDraw

from app.db import db
from app.files.doubles import bits
from app.files.doubles.models import Band, Double
from app.files.doubles.older import compare_older
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from tests.files import samples
from tests.materials.pages import collect

ALIKE, SAME, MEANT = "Perhaps the same picture:", "The same file is here too:", "Both are kept on purpose:"


def drawn(seed, size=(640, 480), quality=90):
    """A picture that is like no other, as JPEG."""
    dice = random.Random(seed)
    picture = Image.new("RGB", (640, 480), "#888888")
    pen = ImageDraw.Draw(picture)
    for _patch in range(40):
        x, y = dice.randrange(640), dice.randrange(480)
        pen.rectangle((x, y, x + 160, y + 120), fill=tuple(dice.randrange(256) for _colour in range(3)))
    target = io.BytesIO()
    picture.resize(size).save(target, "JPEG", quality=quality)
    return target.getvalue()


@pytest.fixture
def page_of(cast, as_user):
    def page(material, person=None):
        return as_user(person or cast.member).get(f"/materials/{material.id}").text

    return page


def test_a_picture_saved_smaller_is_named_on_both_pages(cast, as_user, page_of):
    browser = as_user(cast.member)
    large = collect(browser, cast.project, [(drawn(1), "large.jpg")])
    small = collect(browser, cast.project, [(drawn(1, (320, 240), quality=40), "small.jpg")])
    other = collect(browser, cast.project, [(drawn(2), "other.jpg")])
    make_thumbnails()

    for material, twin in ((large, small), (small, large)):
        page = page_of(material)
        [file] = db.session.scalars(db.select(File).where(File.subject_id == twin.id, File.of_id.is_(None)))
        assert ALIKE in page
        assert f'<a href="/materials/{twin.id}">{file.name}</a>' in page
        assert f"/files/{file.id}/thumbnail" in page
    assert ALIKE not in page_of(other)


def test_the_same_bytes_are_named_where_they_hang(cast, as_user, page_of):
    browser = as_user(cast.member)
    first = collect(browser, cast.project, [(samples.PDF, "act.pdf")])
    second = collect(browser, cast.project, [(samples.PDF, "copy.pdf")])

    assert f'{SAME} <a href="/materials/{second.id}">copy.pdf</a>' in page_of(first)
    assert f'{SAME} <a href="/materials/{first.id}">act.pdf</a>' in page_of(second)


def test_empty_pages_are_nobodys_double(cast, as_user, page_of):
    browser = as_user(cast.member)
    collect(browser, cast.project, [(samples.jpeg((640, 480)), "page 1.jpg")])
    second = collect(browser, cast.project, [(samples.jpeg((641, 480)), "page 2.jpg")])
    make_thumbnails()

    assert ALIKE not in page_of(second)


def test_what_was_taken_off_is_not_named(cast, as_user, page_of):
    browser = as_user(cast.member)
    first = collect(browser, cast.project, [(drawn(3), "first.jpg")])
    second = collect(browser, cast.project, [(drawn(3, (320, 240)), "second.jpg")])
    make_thumbnails()
    [file] = db.session.scalars(db.select(File).where(File.subject_id == first.id, File.of_id.is_(None)))

    browser.post(f"/files/{file.id}/delete")

    assert ALIKE not in page_of(second)


def test_two_that_are_meant_are_not_asked_about_again(cast, as_user, page_of):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.PDF, "act.pdf"), (samples.PDF, "copy.pdf")])
    act, copy = db.session.scalars(db.select(File).order_by(File.id))
    address = f"/files/{act.id}/doubles/{copy.id}/keep"

    assert as_user(cast.observer).post(address).status_code == 403
    assert as_user(cast.outsider).post(address).status_code == 404
    assert browser.post(address).status_code == 303

    page = page_of(material)
    assert (page.count(MEANT), page.count(SAME), page.count("Keep both")) == (2, 0, 0)
    assert "“act.pdf” and “copy.pdf” are both there on purpose" in page
    assert browser.post(f"/files/{act.id}/doubles/{act.id}/keep").status_code == 404


def test_pictures_from_before_are_compared_by_and_by(cast, as_user, page_of):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(drawn(4), "old.jpg"), (drawn(4, (320, 240)), "older.jpg")])
    make_thumbnails()
    db.session.execute(db.delete(Double))
    db.session.execute(db.delete(Band))
    db.session.execute(db.update(File).values(likeness=None))
    db.session.commit()
    assert ALIKE not in page_of(material)

    compare_older()

    assert page_of(material).count(ALIKE) == 2


def test_every_picture_that_differs_in_seven_bits_is_found_by_one_number():
    dice = random.Random(7)
    for _picture in range(200):
        own = dice.getrandbits(64)
        other = own
        for place in dice.sample(range(64), bits.MOST_DIFFERENT):
            other ^= 1 << place

        assert bits.difference(own, other) == bits.MOST_DIFFERENT
        assert set(bits.near(own)) & set(bits.bands(other))
