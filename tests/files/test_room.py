"""How much room a project's files may take: told before a byte is sent, and never taken twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app import tally
from app.db import db
from app.files.actions import bring_in
from app.files.models import File
from app.files.sweeping import sweep_pending
from app.files.thumbnails import make_thumbnails
from app.files.uploads.models import Upload
from app.files.uploads.sweeping import sweep_uploads
from app.projects.models import Project
from tests import make
from tests.at_once import codes
from tests.files import samples
from tests.files.uploads import tus
from tests.materials.pages import collect, post, sent

MEGABYTE = 1024**2
NBSP = "\u00a0"


@pytest.fixture
def material(cast):
    return make.material(cast.project, cast.member)


@pytest.fixture
def place(material):
    return f"material:{material.id}"


def give_room(project, size):
    db.session.execute(db.update(Project).where(Project.id == project.id).values(room=size))
    db.session.commit()


def miscounted():
    return [wrong for wrong in tally.miscounts() if isinstance(wrong, tally.MiscountedColumn)]


def used(project):
    """What is written down, which is what there is."""
    assert miscounted() == []
    taken = db.session.scalar(db.select(Project.used_bytes).where(Project.id == project.id))
    db.session.rollback()
    return taken


def attach(browser, material, content=(), numbers=()):
    files = [sent(*file) for file in content]
    return browser.post(f"/materials/{material.id}/files", data={"files": files, "uploads": [*numbers]})


def test_a_film_that_does_not_fit_is_refused_as_soon_as_it_begins(cast, as_user, place):
    give_room(cast.project, 5 * MEGABYTE)
    browser = as_user(cast.member)
    tus.begun(browser, place, 2 * MEGABYTE, "first.mp4")

    answer = tus.begin(browser, place, 3 * MEGABYTE + 1, "second.mp4")

    assert answer.status_code == 413
    assert answer.text == f"second.mp4: the project has room for 3{NBSP}MB more, of 5{NBSP}MB."
    assert tus.begin(browser, place, 3 * MEGABYTE, "second.mp4").status_code == 201


def test_a_form_says_it_beside_the_file_and_keeps_what_was_typed(cast, as_user):
    cast.member.language = "kk"
    db.session.commit()
    give_room(cast.project, 10)

    answer = post(
        as_user(cast.member), f"/projects/{cast.project.id}/materials/new", [(samples.PDF, "act.pdf")], title="Class 4"
    )

    assert answer.status_code == 422
    assert f"act.pdf: жобадағы бос орын — 10{NBSP}байт, барлығы — 10{NBSP}байт." in answer.text
    assert 'value="Class 4"' in answer.text
    assert db.session.scalars(db.select(File)).all() == []
    assert used(cast.project) == 0


def test_room_is_given_back_when_a_file_or_an_upload_goes(cast, as_user, clock, material, place):
    browser = as_user(cast.member)
    film, act = tus.begun(browser, place, 1000, "film.mp4"), samples.PDF
    tus.begun(browser, place, 500, "forgotten.mp4")
    attach(browser, material, [(act, "act.pdf")])
    assert used(cast.project) == 1500 + len(act)

    browser.delete(film, headers=tus.VERSION)
    assert used(cast.project) == 500 + len(act)

    [file] = db.session.scalars(db.select(File.id))
    browser.post(f"/files/{file}/delete")
    assert used(cast.project) == 500

    clock.shift(timedelta(days=8))
    sweep_uploads()
    assert used(cast.project) == 0


def test_what_came_in_parts_is_counted_once(cast, as_user, material, place):
    photo = samples.jpeg()
    give_room(cast.project, len(photo))
    browser = as_user(cast.member)
    number = tus.brought(browser, place, photo, "photo.jpg")
    assert used(cast.project) == len(photo)

    assert attach(browser, material, numbers=[number]).status_code == 303
    make_thumbnails()

    assert used(cast.project) == len(photo)
    assert db.session.scalars(db.select(Upload)).all() == []


def test_what_was_begun_and_never_attached_gives_its_room_back(cast, clock):
    bring_in(cast.project.id, [samples.upload(samples.PDF, "act.pdf")], actor=cast.member)
    assert used(cast.project) == len(samples.PDF)

    clock.shift(timedelta(days=2))
    sweep_pending()

    assert used(cast.project) == 0


def test_of_two_who_want_the_last_bytes_one_is_refused(cast, as_user, place):
    give_room(cast.project, 10 * MEGABYTE)
    browsers = [as_user(cast.member).client for _browser in range(8)]
    db.session.rollback()

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(lambda browser: tus.begin(browser, place, 6 * MEGABYTE, "film.mp4"), browsers))

    assert codes(answers) == [201] + 7 * [413]
    assert used(cast.project) == 6 * MEGABYTE


def test_a_count_that_went_wrong_is_found_and_put_right(cast, as_user):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    db.session.execute(db.update(Project).values(used_bytes=7))
    db.session.commit()

    [wrong] = miscounted()
    wrong.put_right()
    db.session.commit()

    assert used(cast.project) == len(samples.PDF)


def test_the_coordinator_sees_how_much_is_taken_and_an_administrator_sets_it(cast, as_user, app, monkeypatch):
    monkeypatch.setitem(app.config, "PROJECT_ROOM", 2 * 1024**3)
    collect(as_user(cast.member), cast.project, [(b"WEBVTT\n" + 1017 * b"-", "talk.vtt")])
    address = f"/projects/{cast.project.id}/edit"
    settings = {"title_ru": "A", "title_en": "A", "title_kk": "A", "seat_count": 10, "time_zone": "Asia/Qostanay"}
    browser = as_user(cast.coordinator)

    page = browser.get(address).text
    assert f"Taken: 1{NBSP}KB of 2{NBSP}GB" in page
    assert 'name="room"' not in page
    browser.post(address, data={**settings, "room": 9, "version": cast.project.version})
    assert f"of 2{NBSP}GB" in browser.get(address).text

    cast.coordinator.is_administrator = True
    db.session.commit()
    assert browser.post(address, data={**settings, "room": 3, "version": cast.project.version}).status_code == 303
    assert f"of 3{NBSP}GB" in browser.get(address).text
    assert browser.post(address, data={**settings, "room": "x", "version": cast.project.version}).status_code == 422
    assert browser.post(address, data={**settings, "room": "", "version": cast.project.version}).status_code == 303
    assert f"of 2{NBSP}GB" in browser.get(address).text
