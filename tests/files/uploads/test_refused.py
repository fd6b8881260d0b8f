"""What is not taken is refused before its bytes are sent, in a sentence of the reader's language."""

import pytest

from app.db import db
from app.files.types import LARGEST_IN_PARTS
from app.files.uploads import beginning
from app.files.uploads.models import Upload
from app.storage import folder
from tests import make
from tests.files import samples
from tests.files.uploads import tus

WRONG = {
    "an empty file": (0, "act.pdf", "act.pdf: the file is empty."),
    "more than 4 GB": (LARGEST_IN_PARTS + 1, "film.mp4", "film.mp4: the file is larger than 4 GB."),
    "a program": (9, "setup.exe", "setup.exe: files of this kind are not taken."),
    "no extension": (9, "photo", "photo: files of this kind are not taken."),
    "a drawing that can run script": (9, "a.svg", "a.svg: files of this kind are not taken."),
}
TAKEN = {
    "a path for a name": ("../../etc/passwd\\..\\x.png", "etc passwd .. x.png"),
    "controls and turned letters": ("a\x07\u202egnp.png", "agnp.png"),
    "a thousand letters": ("Ж" * 1000 + ".png", "Ж" * 196 + ".png"),
}
HOSTILE = {
    "no size": {"Upload-Length": None},
    "a size below nothing": {"Upload-Length": "-5"},
    "a size in other digits": {"Upload-Length": "١٢"},
    "a size of forty digits": {"Upload-Length": "9" * 40},
    "no size yet": {"Upload-Length": None, "Upload-Defer-Length": "1"},
    "a name that is no base64": {"Upload-Metadata": "filename %%%"},
    "a name that is no text": {"Upload-Metadata": "filename //79"},
    "a name with a NUL": {"Upload-Metadata": tus.told(filename="a\0.pdf")},
    "a name twice": {"Upload-Metadata": tus.told(filename="a.pdf") + "," + tus.told(filename="b.pdf")},
    "a key of capitals": {"Upload-Metadata": "FILENAME YQ=="},
    "far too much": {"Upload-Metadata": tus.told(filename="a" * 9000)},
    "a day that is none": {"Upload-Metadata": tus.told(filename="a.pdf", modified="yesterday")},
}


@pytest.fixture
def place(cast):
    return f"material:{make.material(cast.project, cast.member).id}"


def uploads():
    return db.session.scalars(db.select(Upload)).all()


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_is_not_taken_is_named_in_words(cast, as_user, place, kind):
    size, name, sentence = WRONG[kind]

    answer = tus.begin(as_user(cast.member), place, size, name)

    assert (answer.status_code, answer.text) == (422, sentence)
    assert answer.mimetype == "text/plain"
    assert uploads() == []


def test_the_sentence_is_in_the_readers_language(cast, as_user, place):
    cast.member.language = "kk"
    db.session.commit()

    answer = tus.begin(as_user(cast.member), place, 9, "setup.exe")

    assert answer.text == "setup.exe: мұндай түрдегі файлдар қабылданбайды."


@pytest.mark.parametrize("kind", TAKEN)
def test_an_evil_name_is_made_one_for_people(cast, as_user, place, kind):
    name, shown = TAKEN[kind]

    assert tus.begin(as_user(cast.member), place, 9, name).status_code == 201
    assert [upload.name for upload in uploads()] == [shown]


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_no_client_sends_is_no_upload(cast, as_user, kind):
    headers = {**tus.VERSION, "Upload-Length": "9", "Upload-Metadata": tus.told(filename="a.pdf"), **HOSTILE[kind]}
    given = {name: text for name, text in headers.items() if text is not None}

    answer = as_user(cast.member).post("/uploads", headers=given)

    assert answer.status_code == 400
    assert uploads() == []


@pytest.mark.parametrize(
    "place", ["", "material", "material:0", "material:999", "material:9999999999", "user:1", "Ж:1"]
)
def test_a_form_that_is_not_there_takes_nothing(cast, as_user, place):
    answer = tus.begin(as_user(cast.member), place, 9, "a.pdf")

    assert (answer.status_code, answer.text) == (404, "There is no form here that takes this file.")


def test_who_may_not_hang_files_on_a_thing_sends_none(cast, as_user, place):
    observer, outsider = as_user(cast.observer), as_user(cast.outsider)

    assert tus.begin(observer, place, 9, "a.pdf").status_code == 403
    assert tus.begin(outsider, place, 9, "a.pdf").status_code == 404
    assert uploads() == []


def test_another_content_than_the_name_says_is_found_out_with_the_first_part(app, cast, as_user, place):
    browser = as_user(cast.member)
    path = tus.begun(browser, place, 10**9, "film.mp4")

    answer = tus.part(browser, path, 0, samples.HTML)

    assert (answer.status_code, answer.text) == (422, "film.mp4: the content is not what the name says.")
    assert uploads() == []
    assert app.extensions["storage"].growing(path.rpartition("/")[2]).size() == 0


def test_a_document_is_looked_at_when_it_is_whole(cast, as_user, place):
    browser, content = as_user(cast.member), samples.docx()
    path = tus.begun(browser, place, content, "letter.docx")

    assert tus.part(browser, path, 0, content[:200]).status_code == 204
    assert tus.part(browser, path, 200, content[200:]).status_code == 204
    torn = tus.begun(browser, place, 200, "torn.docx")
    assert tus.part(browser, torn, 0, content[:200]).status_code == 422


def test_nobody_fills_the_disk_with_what_no_form_has_taken(cast, as_user, place, monkeypatch):
    browser = as_user(cast.member)
    monkeypatch.setattr(beginning, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(beginning, "MOST_BYTES", 1000)
    tus.begun(browser, place, 600, "a.pdf")

    too_much = tus.begin(browser, place, 600, "b.pdf")
    tus.begun(browser, place, 100, "c.pdf")
    too_many = tus.begin(browser, place, 100, "d.pdf")

    assert too_much.text == "b.pdf: files of yours that wait to be sent are 20 GB already."
    assert too_many.text == "d.pdf: 2 files of yours wait to be sent already."
    assert tus.begin(as_user(cast.coordinator), place, 600, "e.pdf").status_code == 201


def test_room_that_was_promised_to_one_is_not_promised_to_another(cast, as_user, place, monkeypatch):
    disk = folder.shutil.disk_usage("/")
    free = int(disk.total * folder.KEPT_FREE) + 1000
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _path: disk._replace(free=free))

    tus.begun(as_user(cast.member), place, 600, "a.pdf")
    answer = tus.begin(as_user(cast.coordinator), place, 600, "b.pdf")

    assert (answer.status_code, answer.text) == (507, "The disk is full: no more files are taken for now.")
