"""What a camera wrote into a photograph is offered as a value; a person decides whether it is true."""

import re

import pytest

from app.db import db
from app.files.models import File, FileRole
from app.files.thumbnails import make_thumbnails
from tests.files import samples
from tests.materials.pages import collect

OFFER = "The camera wrote: "


def test_the_day_of_a_photograph_is_offered_and_never_written_by_itself(cast, as_user):
    browser = as_user(cast.member)
    photo = samples.jpeg(taken="2018:03:07 10:20:30")
    material = collect(browser, cast.project, [(photo, "class.jpg")], made="")
    make_thumbnails()

    form, page = browser.get(f"/materials/{material.id}/edit").text, browser.get(f"/materials/{material.id}").text

    assert '<datalist id="days-taken"><option value="7 March 2018"></option></datalist>' in form
    assert re.search(r'<input[^>]* list="days-taken"[^>]* name="made"', form)
    assert f"{OFFER}7 March 2018" in form
    assert f"{OFFER}7 March 2018; Camera of Rudny Zenit 9" in page
    assert material.edtf == ""


def test_what_is_offered_can_be_sent_as_it_stands(cast, as_user):
    cast.member.language = "kk"
    db.session.commit()
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.jpeg(taken="2018:03:07 10:20:30"), "a.jpg")], made="")
    make_thumbnails()
    form = browser.get(f"/materials/{material.id}/edit").text
    offered = form.partition('<datalist id="days-taken"><option value="')[2].partition('"')[0]

    other = collect(browser, cast.project, made=offered)

    assert (offered, other.edtf) == ("2018 жылғы 7 наурыз", "2018-03-07")


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2018:02:31 10:00:00", "<script>", "9999:99:99", "\x07"])
def test_a_day_that_is_none_is_not_offered_and_harms_no_picture(cast, as_user, taken):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.jpeg(taken=taken), "a.jpg")], made="")
    make_thumbnails()

    assert "days-taken" not in browser.get(f"/materials/{material.id}/edit").text
    assert db.session.scalar(db.select(db.func.count()).where(File.role == FileRole.THUMBNAIL)) == 1
