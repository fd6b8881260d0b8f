"""An upload is written once, straight to where it stays; what is not kept leaves nothing behind."""

import hashlib
import tempfile

import pytest
from werkzeug.test import encode_multipart

from app.db import db
from app.files.models import File
from app.files.types import LARGEST
from tests.files import samples
from tests.materials.pages import FACTS

LARGE = samples.PDF + b"\n" * 3 * 1024**2


@pytest.fixture
def send(cast, as_user, monkeypatch, tmp_path):
    """``send(**facts)``: the form with a large file, while there is no folder for temporary files."""

    def sent(**facts):
        typed = {**FACTS, **facts, "files": samples.upload(LARGE, "act.pdf")}
        boundary, body = encode_multipart(typed)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        address = f"/projects/{cast.project.id}/materials/new"
        return as_user(cast.member).post(address, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')

    return sent


def stored(app):
    return {path for path in app.extensions["storage"].root.rglob("*") if path.is_file()}


def test_a_large_file_goes_straight_into_the_storage(app, send):
    assert send().status_code == 303

    file = db.session.scalars(db.select(File)).one()
    assert (file.size, file.sha256) == (len(LARGE), hashlib.sha256(LARGE).hexdigest())
    assert app.extensions["storage"].path(file.stored_name).read_bytes() == LARGE


def test_what_a_refused_form_brought_is_let_go(app, send):
    before = stored(app)

    assert send(title="").status_code == 422
    assert stored(app) == before


def test_of_a_file_that_is_too_large_no_more_is_written_than_may_be(app):
    incoming = app.extensions["storage"].incoming(most=1000)

    for _piece in range(100):
        incoming.write(b"x" * 400)

    assert incoming.seek(0, 2) == 1200
    incoming.close()
    assert not incoming.path.exists()
    assert LARGEST == 200 * 1024**2
