"""Transcripts: attached to a recording on its page, read beside it in two languages, found by their words."""

import io
import re

import pytest

from app.db import db
from app.files import queries
from app.files.cues import Cue, of_plain_text, of_webvtt, side_by_side
from app.files.models import File, FileRole, Passage
from app.files.thumbnails import make_thumbnails
from tests.files import samples
from tests.materials.pages import collect

KAZAKH = samples.webvtt((5, "<v Серік>Мен мектепте <b>оқыдым</b>"), (65, "Соғыс басталды &amp; бітті"))
RUSSIAN = samples.webvtt((5, "Я учился в школе"), (66, "Началась война"))


@pytest.fixture
def recording(cast, as_user):
    material = collect(as_user(cast.member), cast.project, [(samples.tone(), "interview.wav")])
    return db.session.scalars(queries.of(material)).one()


def attach(browser, recording, content, name="words.vtt", **facts):
    form = {"files": [(io.BytesIO(content), name)], "language": "kk", "role": "TRANSCRIPT", **facts}
    return browser.post(f"/files/{recording.id}/transcripts", data=form)


def test_what_is_said_stands_beside_the_recording_in_two_languages(cast, as_user, recording):
    browser = as_user(cast.member)
    attach(browser, recording, KAZAKH)
    attach(browser, recording, RUSSIAN, "слова.vtt", language="ru", role="TRANSLATION")

    page = as_user(cast.observer).get(f"/files/{recording.id}/view").text

    lines = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", line)).strip() for line in lines] == [
        "0:05 Серік: Мен мектепте оқыдым Я учился в школе",
        "1:05 Соғыс басталды &amp; бітті Началась война",
    ]
    assert f'href="/files/{recording.id}/view?t=65#player" data-at="65.0" data-until="69.5"' in page
    files = db.session.scalars(db.select(File).where(File.recording_id == recording.id).order_by(File.id)).all()
    assert [(file.role, file.language) for file in files] == [
        (FileRole.TRANSCRIPT, "kk"),
        (FileRole.TRANSLATION, "ru"),
    ]
    assert page.count('<track kind="captions"') == 2
    answer = as_user(cast.observer).get(f"/files/{files[0].id}/view?words=x&_external=1&file_id=9")
    assert (answer.status_code, answer.location) == (302, f"/files/{recording.id}/view?words=x#words")


@pytest.mark.parametrize(
    ("content", "name", "facts", "why"),
    [
        (samples.PDF, "act.pdf", {}, "A transcript is a file of WebVTT or plain text"),
        (b"no cues", "a.vtt", {}, "the content is not what the name says"),
        (KAZAKH, "a.vtt", {"role": "CONSENT"}, "Not a valid choice"),
        (KAZAKH, "a.vtt", {"language": "../x"}, "Not a valid choice"),
    ],
)
def test_only_words_are_taken_for_a_transcript(cast, as_user, recording, content, name, facts, why):
    answer = attach(as_user(cast.member), recording, content, name, **facts)

    assert answer.status_code in (200, 422)
    assert why in answer.text
    assert db.session.scalars(db.select(File.id).where(File.id != recording.id)).all() == []


def test_who_only_observes_attaches_none(cast, as_user, recording):
    assert attach(as_user(cast.observer), recording, KAZAKH).status_code == 403
    assert attach(as_user(cast.outsider), recording, KAZAKH).status_code == 404
    assert "Add a transcript" not in as_user(cast.observer).get(f"/files/{recording.id}/view").text


def test_the_search_says_where_the_words_are_said_and_leads_there(cast, as_user, recording):
    browser = as_user(cast.member)
    attach(browser, recording, samples.webvtt((5, "Мен мектепте оқыдым. " * 80), (65, "Соғыс басталды")))
    make_thumbnails()
    transcript = db.session.scalars(db.select(File).where(File.recording_id == recording.id)).one()

    page = as_user(cast.observer).get("/search", query_string={"q": "согыс"}).text

    assert "<mark>Соғыс</mark> басталды" in page
    assert "words.vtt · 1:05" in page
    address = f"/files/{transcript.id}/view?words=%D1%81%D0%BE%D0%B3%D1%8B%D1%81&amp;t=65#words"
    assert address in page
    shown = browser.get(address.replace("&amp;", "&").partition("#")[0], follow_redirects=True).text
    assert "<mark>Соғыс</mark>" in shown
    assert f'src="/files/{recording.id}#t=65"' in shown
    assert "words.vtt" not in as_user(cast.outsider).get("/search", query_string={"q": "согыс"}).text

    browser.post(f"/files/{transcript.id}/delete")

    assert "· 1:05" not in browser.get("/search", query_string={"q": "согыс"}).text
    assert db.session.scalars(db.select(Passage.id)).all() == []


def test_times_are_read_as_people_write_them():
    assert of_plain_text("[00:02:15] Бірінші\n\n2:20 Екінші\nсоңы") == [
        Cue(135, 140, "Бірінші"),
        Cue(140, None, "Екінші"),
        Cue(None, None, "соңы"),
    ]
    styled = "WEBVTT\n\nSTYLE\n::cue{}\n\n7\n1:00:00.5 --> 1:00:01.000 align:start\n<00:01>Сөз\nекі\n\nx --> y\nz"
    assert of_webvtt(styled) == [Cue(3600.5, 3601, "Сөз екі")]


def test_what_the_other_language_says_stands_by_the_words_of_its_time():
    first = [Cue(0, 5, "a"), Cue(5, 9, "b"), Cue(9, 12, "c")]
    other = [Cue(1, 4, "A"), Cue(9.5, 10, "C"), Cue(10, 12, "D")]

    assert [line.texts for line in side_by_side([first, other])] == [
        [["a"], ["A"]],
        [["b"], []],
        [["c"], ["C", "D"]],
    ]
