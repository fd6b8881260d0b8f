"""A form takes what came in parts before it as it takes files that come with it, exactly once."""

import hashlib
from datetime import timedelta

import pytest

from app.db import db
from app.files import actions
from app.files.models import File, FileRole, PreviewState
from app.files.sweeping import sweep_pending
from app.files.thumbnails import make_thumbnails
from app.files.uploads.models import Upload
from app.files.uploads.sweeping import sweep_uploads
from app.journal.models import Entry
from app.materials.models import Material
from app.materials.subjects.actions import introduce
from app.materials.subjects.models import Person
from tests import make
from tests.files import samples
from tests.files.uploads import tus
from tests.materials import pages
from tests.materials.consents.pages import give

GONE = "One of the files is not here: it did not arrive whole, or was sent already."
WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


@pytest.fixture
def material(cast):
    return make.material(cast.project, cast.member)


def files():
    return db.session.scalars(db.select(File).where(File.of_id.is_(None)).order_by(File.id)).all()


def attach(browser, material, *numbers):
    return browser.post(f"/materials/{material.id}/files", data={"uploads": list(numbers)})


def bytes_of(app, file):
    return app.extensions["storage"].path(file.stored_name).read_bytes()


def is_waiting(app, number):
    return app.extensions["storage"].growing(number).path.exists()


def test_a_file_that_came_in_parts_is_one_like_any_other(app, cast, as_user, material):
    browser, content = as_user(cast.member), samples.jpeg()
    number = tus.brought(browser, f"material:{material.id}", content, "Мектеп.JPG", filetype="image/png")

    assert attach(browser, material, number).status_code == 303

    [file] = files()
    assert (file.name, file.media_type, file.declared_type) == ("Мектеп.JPG", "image/jpeg", "image/png")
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert bytes_of(app, file) == content
    assert (file.subject_id, material.file_count, db.session.get(Upload, number)) == (material.id, 1, None)
    assert [entry.kind for entry in db.session.scalars(db.select(Entry)) if entry.subject_type == "file"] == [
        "file/attach"
    ]
    make_thumbnails()
    assert file.preview is PreviewState.MADE
    sweep_uploads()
    assert not is_waiting(app, number)
    assert bytes_of(app, file) == content


def test_the_same_file_again_is_explained(cast, as_user, material):
    browser = as_user(cast.member)
    numbers = [tus.brought(browser, f"material:{material.id}", samples.PDF, name) for name in ("a.pdf", "b.pdf")]

    page = browser.post(f"/materials/{material.id}/files", data={"uploads": numbers}, follow_redirects=True)

    assert "Files that are here already: 1. b.pdf = a.pdf" in page.text


def test_an_upload_is_taken_once_however_often_it_is_sent(cast, as_user, material):
    browser = as_user(cast.member)
    number = tus.brought(browser, f"material:{material.id}", samples.PDF, "act.pdf")

    attach(browser, material, number)
    again = attach(browser, material, number, number)

    assert (again.status_code, GONE in again.text) == (422, True)
    assert len(files()) == 1


def test_of_two_forms_at_once_one_takes_the_upload(cast, as_user, material, monkeypatch):
    browser = as_user(cast.member)
    number = tus.brought(browser, f"material:{material.id}", samples.PDF, "act.pdf")
    keep, answers = actions.keep, []

    def keep_slowly(*args):
        monkeypatch.setattr(actions, "keep", keep)
        answers.append(attach(browser, material, number))
        return keep(*args)

    monkeypatch.setattr(actions, "keep", keep_slowly)
    answers.append(attach(browser, material, number))

    assert [answer.status_code for answer in answers] == [303, 302]
    assert GONE in browser.get(f"/materials/{material.id}").text
    assert [file.subject_type for file in files()].count("material") == 1


def test_one_that_has_not_arrived_whole_is_not_taken(cast, as_user, material):
    browser = as_user(cast.member)
    path = tus.begun(browser, f"material:{material.id}", samples.PDF, "act.pdf")
    tus.part(browser, path, 0, samples.PDF[:20])

    answer = attach(browser, material, path.rpartition("/")[2])

    assert (answer.status_code, GONE in answer.text) == (422, True)


def test_one_that_nobody_has_looked_at_yet_is_looked_at_by_the_form(cast, as_user, material):
    browser, place = as_user(cast.member), f"material:{material.id}"
    good, bad = (tus.brought(browser, place, samples.PDF, name) for name in ("good.pdf", "bad.pdf"))
    db.session.execute(db.update(Upload).values(sha256=None))
    db.session.execute(db.update(Upload).where(Upload.id == bad).values(name="bad.jpg"))
    db.session.commit()

    assert attach(browser, material, good).status_code == 303
    assert attach(browser, material, bad).status_code == 422

    assert [(file.name, file.sha256) for file in files()] == [("good.pdf", hashlib.sha256(samples.PDF).hexdigest())]


def test_nobody_sends_what_another_has_brought(cast, as_user, material):
    number = tus.brought(as_user(cast.member), f"material:{material.id}", samples.PDF, "act.pdf")

    assert attach(as_user(cast.coordinator), material, number).status_code == 422
    assert files() == []


def test_a_form_that_comes_back_still_has_its_uploads(cast, as_user):
    browser, place = as_user(cast.member), f"project:{cast.project.id}:materials"
    number = tus.brought(browser, place, samples.PDF, "act.pdf")
    address = f"/projects/{cast.project.id}/materials/new"

    assert pages.post(browser, address, title="", uploads=number).status_code == 422
    assert pages.post(browser, address, uploads=number).status_code == 303

    assert [(file.name, file.subject_type) for file in files()] == [("act.pdf", "material")]


def test_every_form_that_takes_files_takes_them_in_parts(cast, as_user):
    browser, project = as_user(cast.member), cast.project
    task, person = make.task(project, cast.member), make.save(introduce(Person, project, "Омаров Серік"))

    def bring(place, content=samples.PDF, name="act.pdf"):
        return tus.brought(browser, f"{place}", content, name)

    browser.post(f"/tasks/{task.id}/files", data={"uploads": bring(f"task:{task.id}")})
    order = {"role": "ORDER", "uploads": bring(f"project:{project.id}:documents")}
    browser.post(f"/projects/{project.id}/documents", data=order)
    give(browser, person, files=[], uploads=bring(f"project:{project.id}:consents"))
    pages.collect(browser, project, uploads=bring(f"project:{project.id}:materials"))
    material = db.session.scalars(db.select(Material)).one()
    edited = bring(f"material:{material.id}", name="more.pdf")
    pages.post(browser, f"/materials/{material.id}/edit", uploads=edited, version=material.version)

    hung = [(file.subject_type, file.role) for file in files()]
    assert hung == [
        ("task", FileRole.ORIGINAL),
        ("project", FileRole.ORDER),
        ("consent", FileRole.CONSENT),
        ("material", FileRole.ORIGINAL),
        ("material", FileRole.ORIGINAL),
    ]


def test_a_server_that_ends_before_the_form_is_carried_out_forgets_no_upload(
    app, cast, as_user, material, monkeypatch, clock
):
    browser = as_user(cast.member)
    number = tus.brought(browser, f"material:{material.id}", samples.PDF, "act.pdf")

    class PowerCut(BaseException):
        pass

    def cut(*_args, **_kwargs):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr("app.materials.actions.attach", cut)
        with pytest.raises(PowerCut):
            attach(browser, material, number)
    clock.shift(timedelta(days=1) + SECOND)
    sweep_pending()
    assert attach(browser, material, number).status_code == 303

    [file] = files()
    assert bytes_of(app, file) == samples.PDF


def test_an_upload_that_nobody_went_on_with_goes_a_week_after_its_last_part(app, cast, as_user, material, clock):
    browser = as_user(cast.member)
    path = tus.begun(browser, f"material:{material.id}", samples.PDF, "act.pdf")
    number = path.rpartition("/")[2]
    clock.shift(WEEK - SECOND)
    tus.part(browser, path, 0, samples.PDF[:20])

    clock.shift(WEEK)
    sweep_uploads()
    assert is_waiting(app, number)
    assert db.session.get(Upload, number)

    clock.shift(SECOND)
    sweep_uploads()
    assert not is_waiting(app, number)
    db.session.rollback()
    assert db.session.get(Upload, number) is None
