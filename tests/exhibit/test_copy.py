"""The exhibition as a ZIP that opens from a disk: what everybody may see, and nothing that needs a server."""

import base64
import io
import posixpath
import zipfile
from urllib.parse import unquote

import pytest
from lxml import html

from app.db import db
from app.exhibit.copies import make_public_copies
from app.exhibit.taking.reading import Copy
from app.files.models import File
from app.files.thumbnails import make_thumbnails
from app.jobs.models import Job, JobState
from app.jobs.running import run
from tests.exhibit.pages import IN_COPYRIGHT, dead, move, open_exhibit, publish, published
from tests.files import samples
from tests.files.test_transcripts import attach
from tests.materials.pages import collect

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def take(cast, as_user):
    """``take()``: the coordinator asks for the copy and the worker makes it; gives the job and the files by place."""

    def ask():
        answer = as_user(cast.coordinator).post(f"/projects/{cast.project.id}/exhibit/copy")
        assert answer.status_code == 303
        job = db.session.scalars(db.select(Job).order_by(Job.id.desc())).first()
        run(job.id)
        db.session.expire_all()
        file_id = db.session.scalar(db.select(File.id).where(File.subject_type == "job", File.subject_id == job.id))
        if file_id is None:
            return job, {}
        with zipfile.ZipFile(io.BytesIO(as_user(cast.coordinator).get(f"/files/{file_id}").data)) as folder:
            return job, {name: folder.read(name) for name in folder.namelist()}

    return ask


@pytest.fixture
def school(cast, as_user):
    """A published photograph with its public copy, about a dead person and an event; the exhibition is open."""
    dead(as_user(cast.member), cast.project, "Қонаев Дінмұхамед", birth="1912", death="1993")
    material = published(cast, as_user, **{"persons-0": "Қонаев Дінмұхамед"})
    open_exhibit(cast, as_user)
    make_thumbnails(db.session.scalar(db.select(File.id)))
    make_public_copies(material.id)
    return material


def addresses_in(place, content):
    """Where a page leads to and what it loads, as places of the folder; what begins by a scheme as it is."""
    tree = html.document_fromstring(content)
    for address in tree.xpath("//@href|//@src|//@poster|//use/@href"):
        path = address.partition("#")[0]
        if "://" in path:
            yield path
        elif path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(path)))


def test_it_holds_every_page_in_three_languages_and_every_link_leads_somewhere(school, take):
    job, files = take()

    assert (job.state, job.done) == (JobState.DONE, job.wanted)
    for code in LANGUAGES:
        lists = ("index", "titles", "persons", "events", "chronicle")
        assert {f"{code}/{name}.html" for name in (*lists, "persons/1", "events/1", f"materials/{school.id}")} <= set(
            files
        )
    pages = {place: content.decode() for place, content in files.items() if place.endswith(".html")}
    led_to = {address for place, content in pages.items() for address in addresses_in(place, content)}
    assert {address for address in led_to if "://" not in address} <= set(files)
    assert not [place for place, page in pages.items() if "<script" in page or "<form" in page or '"/' in page]
    assert any(place.startswith("files/pictures") for place in files)
    assert "url(data:font/woff2;base64," in files["static/app.css"].decode()
    assert "Photograph of school 4" in pages["kk/titles.html"]
    assert "<title>Барлық атаулар · " in pages["kk/titles.html"]
    assert "Қонаев Дінмұхамед" in pages["ru/persons/1.html"]


def test_nothing_unpublished_and_nobody_of_the_workgroup_is_in_it(cast, as_user, school, take):
    draft = collect(as_user(cast.member), cast.project, title="Not shown yet", **{"persons-0": "Алимов Ораз"})

    _job, files = take()

    everything = b"".join(files.values()).decode(errors="ignore")
    for secret in ("Not shown yet", "Алимов", draft.accession, "Family of Asel", "Found in an album", "паспорт",
                   cast.member.surname, cast.member.email):  # fmt: skip
        assert not secret or secret not in everything


def test_what_is_withdrawn_while_it_is_packed_is_not_in_it(cast, as_user, school, take, monkeypatch):
    other = published(cast, as_user, title="Photograph of school 9")
    add_titles, withdrawn = Copy.add_titles, []

    def withdraw_meanwhile(copy, code):
        if not withdrawn:
            withdrawn.append(move(as_user(cast.coordinator), other, "withdraw"))
        return add_titles(copy, code)

    monkeypatch.setattr(Copy, "add_titles", withdraw_meanwhile)

    job, files = take()

    assert withdrawn
    assert job.state is JobState.DONE
    assert f"kk/materials/{school.id}.html" in files
    assert b"school 9" not in b"".join(files.values())


def test_only_the_coordinator_takes_it_and_only_of_an_open_exhibition(cast, as_user, school, take):
    for who, status in ((cast.member, 403), (cast.observer, 403), (cast.outsider, 404)):
        assert as_user(who).post(f"/projects/{cast.project.id}/exhibit/copy").status_code == status
    open_exhibit(cast, as_user, "close")

    job, files = take()

    assert (job.state, files) == (JobState.FAILED, {})


def test_what_is_said_in_a_recording_is_read_in_the_copy_too(cast, as_user, school, take):
    talk = collect(as_user(cast.member), cast.project, [(samples.tone(), "talk.wav")], title="Talk",
                   rights_uri=IN_COPYRIGHT, **{"persons-0": ""})  # fmt: skip
    recording = db.session.scalars(db.select(File).where(File.name == "talk.wav")).one()
    attach(as_user(cast.member), recording, samples.webvtt((1, "Мен мектепте оқыдым")))
    publish(cast, as_user, talk)
    make_public_copies(talk.id)

    _job, files = take()

    page = files[f"kk/materials/{talk.id}.html"].decode()
    assert "Мен мектепте оқыдым" in page
    assert "<script" not in page
    captions = page.partition('<track kind="captions" src="data:text/vtt;base64,')[2].partition('"')[0]
    assert "Мен мектепте оқыдым" in base64.b64decode(captions).decode()
    assert set(addresses_in(f"kk/materials/{talk.id}.html", page.encode())) >= {f"files/recordings-{recording.id}"}
