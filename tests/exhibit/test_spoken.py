"""Transcripts in the exhibition: read by all who may hear the recording, where its words may be told too."""

import re

import pytest

from app.db import db
from app.exhibit.copies import make_public_copies
from app.exhibit.taking.reading import on_show
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from tests.exhibit.pages import IN_COPYRIGHT, living_with, move, publish
from tests.files import samples
from tests.files.test_transcripts import attach
from tests.materials.pages import collect

KAZAKH = samples.webvtt((5, "<v Серік>Мен мектепте <b>оқыдым</b>"), (65, "Соғыс & бейбіт заман")).replace(
    b"WEBVTT", "WEBVTT\n\nNOTE Қасымов: телефоны 7071112233".encode()
)
RUSSIAN = "[0:05] Я учился в школе\n[1:06] Война и мир\n".encode()
EVERYBODY = ["PUBLISH_PHOTO", "PUBLISH_AUDIO", "PUBLISH_TEXT", "SHOW_NAME"]


@pytest.fixture
def show(cast, as_user):
    """``show(**facts)``: a published talk with what is said in it in two languages; it and the recording's row."""

    def shown(**facts):
        facts = {"persons-0": "", "rights_uri": IN_COPYRIGHT, "rights_holder": "Museum", **facts}
        material = collect(as_user(cast.member), cast.project, [(samples.tone(), "Сейтова.wav")], **facts)
        recording = db.session.scalars(db.select(File).where(File.name == "Сейтова.wav")).one()
        for content, name, language in ((KAZAKH, "Қасымов.vtt", "kk"), (RUSSIAN, "слова.txt", "ru")):
            assert attach(as_user(cast.member), recording, content, name, language=language).status_code == 303
        publish(cast, as_user, material)
        make_thumbnails()
        make_public_copies(material.id)
        return material, recording

    return shown


def lines_of(page):
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]


def captions_on(page):
    return re.findall(r'<track kind="captions" src="([^"]+)" srclang="(\w+)"', page)


def test_everybody_reads_what_is_said_in_two_languages_beside_the_player(visitor, home, show):
    material, recording = show()

    page = visitor.get(f"{home}/materials/{material.id}").text

    assert lines_of(page) == [
        "0:05 Серік: Мен мектепте оқыдым Я учился в школе",
        "1:05 Соғыс &amp; бейбіт заман Война и мир",
    ]
    assert '<a data-at="5.0" data-until="9.5">0:05</a>' in page
    (kazakh, _kk), (_russian, _ru) = tracks = captions_on(page)
    assert [language for _address, language in tracks] == ["kk", "ru"]
    answer = visitor.get(kazakh)
    assert answer.mimetype == "text/vtt"
    assert answer.text.split("\n\n")[1:] == [
        "00:00:05.000 --> 00:00:09.500\nСерік: Мен мектепте оқыдым",
        "00:01:05.000 --> 00:01:09.500\nСоғыс &amp; бейбіт заман\n",
    ]
    for secret in ("7071112233", "Қасымов", "Сейтова", "слова.txt"):
        assert secret not in page + answer.text
    assert visitor.get(kazakh.replace(f"/{recording.id}/", "/999/")).status_code == 404


@pytest.mark.parametrize(
    ("lacks", "is_heard", "is_read", "is_called"),
    [
        (None, True, True, True),
        ("PUBLISH_AUDIO", False, False, False),
        ("PUBLISH_TEXT", True, False, False),
        ("SHOW_NAME", True, True, False),
    ],
)
def test_words_are_told_only_where_those_in_it_agreed_to_be_heard_and_read(
    cast, as_user, visitor, home, show, lacks, is_heard, is_read, is_called
):
    living_with(cast, as_user, *(scope for scope in EVERYBODY if scope != lacks))
    material, recording = show(**{"persons-0": "Омаров Серік"})

    page = visitor.get(f"{home}/materials/{material.id}").text

    assert ("<audio" in page, "Мен мектепте" in page, "Серік:" in page) == (is_heard, is_read, is_called)
    for transcript in db.session.scalars(db.select(File).where(File.recording_id == recording.id)).all():
        answer = visitor.get(f"{home}/recordings/{recording.id}/captions/{transcript.id}.vtt")
        assert answer.status_code == (200 if is_read else 404)
        assert ("Серік:" in answer.text) is (is_called and transcript.language == "kk")
        assert visitor.get(f"/files/{transcript.id}").status_code == 302


def close_transcript(transcript, **_others):
    transcript.access = "group"


def close_recording(recording, **_others):
    recording.access = "closed"


def put_under_embargo(material, **_others):
    material.embargo_until = material.created_at.date().replace(year=2051)


@pytest.mark.parametrize("close", [close_transcript, close_recording, put_under_embargo])
def test_what_is_closed_is_read_by_nobody_outside(visitor, home, show, close):
    material, recording = show()
    [(address, _kk), _russian] = captions_on(visitor.get(f"{home}/materials/{material.id}").text)
    transcript = db.session.get_one(File, int(address.rpartition("/")[2].removesuffix(".vtt")))
    to_be_copied = on_show(material.project_id)

    close(material=material, recording=recording, transcript=transcript)
    db.session.commit()

    assert on_show(material.project_id) != to_be_copied
    assert visitor.get(address).status_code == 404
    assert "Мен мектепте" not in visitor.get(f"{home}/materials/{material.id}").text


def test_a_withdrawn_recording_takes_its_words_along(cast, as_user, visitor, home, show):
    material, _recording = show()
    [(address, _kk), _russian] = captions_on(visitor.get(f"{home}/materials/{material.id}").text)

    move(as_user(cast.coordinator), material, "withdraw")

    assert visitor.get(address).status_code == 404
