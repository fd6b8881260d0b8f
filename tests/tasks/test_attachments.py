import io
from datetime import timedelta

from flask import current_app

from app.db import db
from app.files.models import File
from app.files.sweeping import sweep_pending
from app.files.thumbnails import make_thumbnails
from app.journal.models import Entry
from app.projects.bin import purge
from tests import make
from tests.files import samples


def attach(browser, task, content=samples.PDF, name="list.pdf"):
    return browser.post(f"/tasks/{task.id}/files", data={"files": (io.BytesIO(content), name)})


def newest():
    return db.session.scalars(db.select(File).order_by(File.id.desc())).first()


def test_a_file_hung_on_a_task_is_read_there(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)

    answer = attach(browser, task)

    page = browser.get(f"/tasks/{task.id}").text
    assert answer.location == f"/tasks/{task.id}#files"
    assert f'href="/files/{newest().id}">list.pdf' in page
    assert browser.get(f"/files/{newest().id}").data == samples.PDF
    assert db.session.scalars(db.select(Entry.kind)).all() == ["file/attach"]


def test_a_picture_shows_small_beside_its_name(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    attach(browser, task, samples.jpeg(), "school.jpg")
    picture = newest()
    make_thumbnails()

    page = browser.get(f"/tasks/{task.id}").text

    assert f'src="/files/{picture.id}/thumbnail"' in page
    assert page.count(">school.jpg<") == 1


def test_a_file_taken_off_is_gone(cast, as_user):
    task, browser = make.task(cast.project), as_user(cast.member)
    attach(browser, task)

    answer = browser.post(f"/files/{newest().id}/delete")

    assert answer.location == f"/tasks/{task.id}"
    assert "list.pdf" not in browser.get(f"/tasks/{task.id}").text.partition('id="files"')[2].partition("</section>")[0]


def test_a_page_that_calls_itself_a_picture_is_refused(cast, as_user):
    task = make.task(cast.project)

    page = attach(as_user(cast.member), task, samples.HTML, "school.jpg")

    assert page.status_code == 422
    assert newest() is None


def test_whoever_may_not_see_the_task_reads_no_file_of_it(cast, as_user):
    task = make.task(cast.project)
    attach(as_user(cast.member), task)

    assert as_user(cast.observer).get(f"/files/{newest().id}").status_code == 200
    assert as_user(cast.outsider).get(f"/files/{newest().id}").status_code == 404
    assert attach(as_user(cast.observer), task).status_code == 403
    assert attach(as_user(cast.outsider), task).status_code == 404

    as_user(cast.member).post(f"/tasks/{task.id}/delete", data={"version": task.version})

    assert as_user(cast.member).get(f"/files/{newest().id}").status_code == 404


def test_when_the_task_goes_for_good_its_files_and_their_bytes_go_too(cast, as_user, clock):
    task, browser = make.task(cast.project), as_user(cast.member)
    attach(browser, task, samples.jpeg(), "school.jpg")
    make_thumbnails()
    names = db.session.scalars(db.select(File.stored_name)).all()
    browser.post(f"/tasks/{task.id}/delete", data={"version": task.version})
    clock.shift(timedelta(days=31))

    purge()
    sweep_pending()

    assert newest() is None
    storage = current_app.extensions["storage"]
    assert len(names) == 2
    assert not [name for name in names if storage.path(name).exists()]
