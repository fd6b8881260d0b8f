"""Sounds and videos: what is found out about them, the page where they play, and the parts in which they are served."""

import re

import pytest

from app.db import db
from app.files import queries
from app.files.models import File, FileRole, PreviewState
from app.files.thumbnails import make_thumbnails
from tests.files import samples
from tests.materials.pages import collect


@pytest.fixture
def keep(cast, as_user):
    """``keep(content, name)``: a file on a material of the project, looked into by the worker."""

    def kept(content, name):
        material = collect(as_user(cast.member), cast.project, [(content, name)])
        make_thumbnails()
        return db.session.scalars(queries.of(material)).one()

    return kept


def made_of(file):
    return {row.role: row for row in db.session.scalars(db.select(File).where(File.of_id == file.id))}


def test_of_a_sound_is_known_how_long_it_is_and_how_loud_where(app, keep):
    file = keep(samples.tone(), "interview.wav")

    made = made_of(file)

    assert (file.duration, file.preview, set(made)) == (2, PreviewState.NONE, {FileRole.WAVEFORM})
    peaks = app.extensions["storage"].path(made[FileRole.WAVEFORM].stored_name).read_bytes()
    assert len(peaks) == 600
    assert (max(peaks[:280]), min(peaks[320:])) == (0, 255)


def test_of_a_video_there_is_a_picture_too(cast, as_user, keep):
    file = keep(samples.video(), "talk.mp4")

    assert (file.duration, file.width, file.height, file.preview) == (2, 320, 240, PreviewState.MADE)
    assert set(made_of(file)) == {FileRole.WAVEFORM, FileRole.THUMBNAIL}
    assert as_user(cast.member).get(f"/files/{file.id}/thumbnail", buffered=True).mimetype == "image/webp"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.tone()[:30], "torn.wav"),
        (b"ID3" + bytes(100), "nothing.mp3"),
        (samples.video()[:3000], "torn.mp4"),
        (b"\0\0\0\x20ftypisom" + b"\xff" * 5000, "noise.mp4"),
        (
            b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0data\xff\xff\xff\xff",
            "big.wav",
        ),
    ],
)
def test_a_recording_that_cannot_be_read_stays_as_it_came(cast, as_user, keep, content, name):
    file = keep(content, name)

    assert (file.preview, made_of(file)) == (PreviewState.NONE, {})
    browser = as_user(cast.member)
    assert browser.get(f"/files/{file.id}", buffered=True).data == content
    assert browser.get(f"/files/{file.id}/view").status_code == 200


def test_the_page_of_a_recording_plays_it_and_begins_where_the_address_says(cast, as_user, keep):
    file = keep(samples.tone(), "interview.wav")
    browser = as_user(cast.observer)

    page = browser.get(f"/files/{file.id}/view?t=75").text

    assert f'src="/files/{file.id}#t=75"' in page
    assert "0:02" in page
    assert re.search(r'<path d="M0 49L1 49', page)
    assert f'src="/files/{file.id}"' in browser.get(f"/files/{file.id}/view?t=-x").text
    assert f"/files/{file.id}/view" in browser.get(f"/materials/{file.subject_id}").text
    assert as_user(cast.outsider).get(f"/files/{file.id}/view").status_code == 404


def test_what_cannot_be_heard_or_seen_has_no_page(cast, as_user, keep):
    file = keep(samples.docx(), "act.docx")

    assert as_user(cast.member).get(f"/files/{file.id}/view").status_code == 404


WHOLE = samples.tone()
SIZE = len(WHOLE)


@pytest.mark.parametrize(
    ("asked", "status", "range", "content"),
    [
        ("bytes=0-9", 206, f"bytes 0-9/{SIZE}", WHOLE[:10]),
        ("bytes=100-", 206, f"bytes 100-{SIZE - 1}/{SIZE}", WHOLE[100:]),
        ("bytes=-7", 206, f"bytes {SIZE - 7}-{SIZE - 1}/{SIZE}", WHOLE[-7:]),
        (f"bytes=5-{SIZE * 9}", 206, f"bytes 5-{SIZE - 1}/{SIZE}", WHOLE[5:]),
        (f"bytes={SIZE}-", 416, f"bytes */{SIZE}", b""),
        ("bytes=0-1,5-6", 200, None, WHOLE),
        ("lines=0-1", 200, None, WHOLE),
        ("bytes=x", 200, None, WHOLE),
        ("bytes=9-3", 200, None, WHOLE),
    ],
)
def test_a_part_of_a_file_is_served_as_it_is_asked_for(cast, as_user, keep, asked, status, range, content):
    file = keep(WHOLE, "interview.wav")

    answer = as_user(cast.member).get(f"/files/{file.id}", headers={"Range": asked}, buffered=True)

    assert (answer.status_code, answer.headers.get("Content-Range"), answer.data) == (status, range, content)
    assert answer.content_length == len(content)
    if status != 416:
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_part_belongs_to_the_very_file_it_was_asked_of_and_a_look_ahead_gets_no_part(cast, as_user, keep):
    file = keep(WHOLE, "interview.wav")
    browser, address, part = as_user(cast.member), f"/files/{file.id}", {"Range": "bytes=0-9"}
    tag = browser.get(address, buffered=True).headers["ETag"]

    assert browser.get(address, headers={**part, "If-Range": tag}, buffered=True).status_code == 206
    assert browser.get(address, headers={**part, "If-Range": '"another"'}, buffered=True).data == WHOLE
    assert browser.get(address, headers={**part, "If-None-Match": tag}, buffered=True).status_code == 304
    ahead = browser.head(address, headers=part)
    assert (ahead.status_code, ahead.content_length, ahead.data) == (200, SIZE, b"")
    assert as_user(cast.outsider).get(address, headers=part).status_code == 404
