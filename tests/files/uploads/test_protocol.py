"""A file comes in parts: each is put behind what is here, and nobody but its uploader knows of it."""

from io import BytesIO

import pytest

from app.db import db
from app.files import receiving
from app.files.uploads import growing
from app.files.uploads.models import Upload
from tests import make
from tests.files import samples
from tests.files.uploads import tus

PIECE = 1000
LONG = samples.PDF + b"\n" * 3500


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(growing, "PIECE", PIECE)


@pytest.fixture
def member(cast, as_user):
    return as_user(cast.member)


@pytest.fixture
def place(cast):
    return f"material:{make.material(cast.project, cast.member).id}"


def bytes_of(app, path):
    return app.extensions["storage"].growing(path.rpartition("/")[2]).path.read_bytes()


def test_the_service_says_what_it_speaks(member):
    answer = member.options("/uploads")

    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,termination,checksum,expiration"
    assert answer.headers["Tus-Max-Size"] == str(4 * 1024**3)


def test_an_upload_goes_on_where_it_stopped(app, member, place):
    path = tus.begun(member, place, LONG, "Хаттама.pdf")

    assert tus.part(member, path, 0, LONG[:1500]).headers["Upload-Offset"] == "1500"
    assert tus.arrived(member, path) == 1500
    answer = tus.part(member, path, 1500, LONG[1500:])

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(LONG)))
    assert bytes_of(app, path) == LONG


@pytest.mark.parametrize("at", [0, 1499, 1501, 3000])
def test_a_part_that_begins_elsewhere_is_refused_and_changes_nothing(app, member, place, at):
    path = tus.begun(member, place, LONG, "act.pdf")
    tus.part(member, path, 0, LONG[:1500])

    answer = tus.part(member, path, at, b"x" * 10)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "1500")
    assert bytes_of(app, path) == LONG[:1500]


def test_of_two_lines_that_write_at_once_one_finds_its_place_taken(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")

    class SlowLine:
        """While its second piece is awaited, another line brings the same bytes and more."""

        def __init__(self):
            self.given = [LONG[:PIECE], LONG[PIECE : 2 * PIECE]]

        def read(self, _most=-1):
            if len(self.given) == 1:
                assert tus.part(member, path, PIECE, LONG[PIECE:]).status_code == 204
            return self.given.pop(0) if self.given else b""

    late = by_line(member, path, SlowLine(), 2 * PIECE)

    assert late.status_code == 409
    assert bytes_of(app, path) == LONG


def test_what_came_before_the_line_was_cut_stays(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")

    by_line(member, path, BytesIO(LONG[:2700]), len(LONG))

    assert tus.arrived(member, path) == 2700
    assert bytes_of(app, path) == LONG[:2700]


def by_line(browser, path, line, announced):
    """A part whose bytes come from `line` as they are read, after so many were announced."""
    return tus.part(browser, path, 0, b"", environ_overrides={"wsgi.input": line, "CONTENT_LENGTH": str(announced)})


def test_bytes_that_a_killed_server_never_wrote_down_come_again(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")
    tus.part(member, path, 0, LONG[:1500])
    kept = app.extensions["storage"].growing(path.rpartition("/")[2]).path
    kept.write_bytes(LONG[:1500] + b"half a piece that was under way")

    assert tus.arrived(member, path) == 1500
    tus.part(member, path, 1500, LONG[1500:])

    assert bytes_of(app, path) == LONG


def test_an_upload_whose_bytes_are_gone_is_begun_anew(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")
    tus.part(member, path, 0, LONG[:1500])
    app.extensions["storage"].growing(path.rpartition("/")[2]).delete()

    assert tus.part(member, path, 1500, LONG[1500:]).status_code == 410
    assert member.head(path, headers=tus.VERSION).status_code == 404


def test_more_than_was_announced_is_not_taken(member, place):
    path = tus.begun(member, place, LONG, "act.pdf")

    assert tus.part(member, path, 0, LONG + b"x").status_code == 413
    assert tus.arrived(member, path) == 0


def test_the_largest_file_there_may_be_comes_in_one_part_too(app, member, place, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST_IN_PARTS", len(LONG))
    path = tus.begun(member, place, LONG, "act.pdf")

    answer = tus.part(member, path, 0, LONG, environ_overrides={"wsgi.input_terminated": True})

    assert answer.status_code == 204
    assert bytes_of(app, path) == LONG


def test_a_part_is_the_one_that_was_meant_or_is_left(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")
    part, other = LONG[:900], b"x" * 900

    assert tus.part(member, path, 0, other, **{"Upload-Checksum": tus.checksum(part)}).status_code == 460
    assert tus.arrived(member, path) == 0
    assert tus.part(member, path, 0, part, **{"Upload-Checksum": tus.checksum(part)}).status_code == 204
    assert bytes_of(app, path) == part


def test_an_upload_that_is_called_off_leaves_nothing(app, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")
    tus.part(member, path, 0, LONG[:1500])

    assert member.delete(path, headers=tus.VERSION).status_code == 204

    assert member.head(path, headers=tus.VERSION).status_code == 404
    assert db.session.scalars(db.select(Upload)).all() == []
    assert app.extensions["storage"].growing(path.rpartition("/")[2]).size() == 0


def test_nobody_else_finds_an_upload_whatever_they_are_in_the_project(cast, as_user, member, place):
    path = tus.begun(member, place, LONG, "act.pdf")

    for person in (cast.coordinator, cast.observer, cast.outsider):
        other = as_user(person)
        assert other.head(path, headers=tus.VERSION).status_code == 404
        assert tus.part(other, path, 0, LONG).status_code == 404
        assert other.delete(path, headers=tus.VERSION).status_code == 404
        assert other.get("/uploads", query_string={"place": place}).json == []
    assert tus.arrived(member, path) == 0


def test_the_form_is_told_what_was_begun_on_it(member, place):
    path = tus.begun(member, place, LONG, "Хаттама.pdf", modified="1771900000000")
    tus.part(member, path, 0, LONG[:1500])
    tus.begun(member, place.replace("material:", "project:"), LONG, "elsewhere.pdf")

    [told] = member.get("/uploads", query_string={"place": place}).json

    facts = {"name": "Хаттама.pdf", "size": len(LONG), "arrived": 1500, "modified": 1771900000000, "whole": False}
    assert told == {"id": path.rpartition("/")[2], "url": path, **facts}


def test_a_script_of_another_version_is_refused(member, place):
    words = tus.told(filename="a.pdf", place=place)
    answer = member.post("/uploads", headers={"Tus-Resumable": "0.2", "Upload-Length": "9", "Upload-Metadata": words})

    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_no_part_is_taken_without_the_token_of_the_page(app, member, place, monkeypatch):
    path = tus.begun(member, place, LONG, "act.pdf")
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    assert tus.part(member, path, 0, LONG).status_code == 400
    assert member.delete(path, headers=tus.VERSION).status_code == 400
    assert tus.arrived(member, path) == 0
