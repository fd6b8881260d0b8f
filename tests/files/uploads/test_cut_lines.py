"""A line that is cut, a server that is killed: what is here is here, and the upload goes on from there."""

import hashlib

import pytest

from app import create_app
from app.db import db
from app.files.models import File
from tests.files import samples
from tests.files.uploads.server import Line, Server

pytestmark = pytest.mark.real_time
MB = 1024**2
CONTENT = samples.PDF + hashlib.sha256(b"scan").digest() * (20 * MB // 32)


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


def kept(server):
    """Size and checksum of the files of the installation, and the bytes of the first."""
    app = create_app(server.settings)
    with app.app_context():
        [file] = db.session.scalars(db.select(File)).all()
        content = app.extensions["storage"].path(file.stored_name).read_bytes()
        found = file.size, file.sha256, content
        db.session.remove()
        db.engine.dispose()
    app.extensions["huey"].storage.close()
    return found


def test_an_upload_survives_a_cut_line_and_a_killed_server(server):
    with server.running():
        script = Line(server)
        path = script.begin(len(CONTENT), "newspapers.pdf")
        line = script.part(path, 0, len(CONTENT))
        line.send(CONTENT[: 5 * MB])
        line.close()
        after_the_cut = script.arrived_after(path, 4 * MB)
        line = script.part(path, after_the_cut, len(CONTENT) - after_the_cut)
        line.send(CONTENT[after_the_cut : 14 * MB])
        script.arrived_after(path, after_the_cut)
    line.close()

    with server.running():
        after_the_kill = script.arrived(path)
        assert script.send_rest(path, CONTENT) == 204
        assert script.attach(path) == 303

    assert after_the_cut == 5 * MB
    assert 9 * MB <= after_the_kill <= 14 * MB
    assert kept(server) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), CONTENT)


def test_a_line_that_hangs_does_not_hinder_the_one_that_takes_over(server):
    with server.running():
        script = Line(server)
        path = script.begin(len(CONTENT), "newspapers.pdf")
        hangs = script.part(path, 0, len(CONTENT))
        hangs.send(CONTENT[: 6 * MB])
        script.arrived_after(path, 4 * MB - 1)

        assert script.send_rest(path, CONTENT) == 204

        hangs.send(CONTENT[6 * MB : 12 * MB])
        assert hangs.getresponse().status == 409
        hangs.close()
        assert script.attach(path) == 303

    assert kept(server)[1] == hashlib.sha256(CONTENT).hexdigest()
