"""A project as a BagIt package: an archive checks it with its own tools, and restores every file from it."""

import csv
import io
import tracemalloc
import zipfile

import bagit
import pytest
from lxml import etree

from app.db import db
from app.files.models import CLOSED, File
from app.jobs.models import Job, JobState
from app.jobs.running import run
from app.materials.bags.bag import Bag
from tests.files import samples
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.subjects.pages import PERSON, write_down

TITLE = "{http://purl.org/dc/terms/}title"


@pytest.fixture
def pack(cast, as_user, tmp_path):
    """``pack(person, "?genre=SCAN")``: asks for a package by the button, lets the worker make it, and unpacks it.

    Gives the job, and the folder of the bag or None.
    """

    def ask(person, narrowed=""):
        answer = as_user(person).post(f"/projects/{cast.project.id}/materials/pack{narrowed}")
        assert answer.status_code == 303
        job = db.session.scalars(db.select(Job).order_by(Job.id.desc())).first()
        run(job.id)
        db.session.expire_all()
        file_id = db.session.scalar(db.select(File.id).where(File.subject_type == "job", File.subject_id == job.id))
        if file_id is None:
            return job, None
        with zipfile.ZipFile(io.BytesIO(as_user(person).get(f"/files/{file_id}").data)) as packed:
            packed.extractall(tmp_path)
            (name,) = {entry.partition("/")[0] for entry in packed.namelist()}
        return job, tmp_path / name

    return ask


def titles(folder):
    root = etree.parse(folder / "data/metadata/dublin-core.xml").getroot()
    return [title.text for title in root.iter(TITLE)]


def test_an_archive_checks_the_package_and_restores_every_file(cast, as_user, pack):
    names = ["Фото, мектеп.jpg", "Акт 50%: «қол».pdf", "act.pdf", "act.pdf"]
    contents = [samples.jpeg(), samples.PDF, samples.PDF, samples.PDF]
    material = collect(as_user(cast.member), cast.project, list(zip(contents, names, strict=True)),
                       title="Мектеп суреті", source_name="=HYPERLINK(1)")  # fmt: skip

    job, folder = pack(cast.observer)

    assert (job.state, job.done, job.wanted) == (JobState.DONE, 1, 1)
    bag = bagit.Bag(str(folder))
    assert bag.validate()
    assert bag.info["External-Description"] == "Cultural history"
    assert set(bag.payload_entries()) == {
        "data/metadata/dublin-core.xml",
        "data/metadata/files.csv",
        *(f"data/files/{material.accession}/{name}" for name in
          ("Фото, мектеп.jpg", "Акт 50__ «қол».pdf", "act.pdf", "act (2).pdf")),
    }  # fmt: skip
    assert (folder / f"data/files/{material.accession}/Фото, мектеп.jpg").read_bytes() == samples.jpeg()
    assert titles(folder) == ["Мектеп суреті"]
    with (folder / "data/metadata/files.csv").open(encoding="utf-8-sig", newline="") as table:
        lines = list(csv.reader(table))
    assert [line[1] for line in lines[1:]] == [material.accession] * 4
    assert {line[5] for line in lines[1:]} == {"'=HYPERLINK(1)"}
    (folder / f"data/files/{material.accession}/act.pdf").write_bytes(b"changed")
    assert not bagit.Bag(str(folder)).is_valid()


def test_a_selection_is_packed_as_the_list_is_filtered(cast, as_user, pack):
    collect(as_user(cast.member), cast.project, title="Wheat", genre="SCAN")
    collect(as_user(cast.member), cast.project, title="Rye")

    _job, folder = pack(cast.member, "?genre=SCAN&words=Wheat")

    assert titles(folder) == ["Wheat"]


def test_signed_papers_never_leave_in_a_package(cast, as_user, pack):
    somebody = write_down(as_user(cast.member), cast.project, "persons", PERSON)
    give(as_user(cast.member), somebody)
    collect(as_user(cast.member), cast.project, [(samples.PDF, "open.pdf"), (samples.PDF, "closed.pdf")])
    closed = db.session.scalars(db.select(File).where(File.name == "closed.pdf")).one()
    closed.access = CLOSED
    db.session.commit()

    _job, folder = pack(cast.coordinator)

    assert [path.name for path in (folder / "data/files").rglob("*.pdf")] == ["open.pdf"]
    assert b"closed.pdf" not in (folder / "data/metadata/files.csv").read_bytes()


def test_who_left_the_project_gets_nothing_of_it(cast, as_user, pack):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    assert as_user(cast.outsider).post(f"/projects/{cast.project.id}/materials/pack").status_code == 404
    as_user(cast.member).post(f"/projects/{cast.project.id}/materials/pack")
    for membership in cast.member.memberships:
        membership.left_at = membership.joined_at
    db.session.commit()
    job = db.session.scalars(db.select(Job)).one()

    run(job.id)

    db.session.expire_all()
    assert (job.state, job.message) == (JobState.FAILED, "There are no materials here yet.")


def test_a_package_with_a_damaged_file_is_not_made(app, cast, as_user, pack):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    name = db.session.scalar(db.select(File.stored_name))
    app.extensions["storage"].path(name).write_bytes(b"%PDF-1.4 damaged")

    job, folder = pack(cast.member)

    assert folder is None
    assert "A stored file is damaged or missing" in as_user(cast.member).get(f"/jobs/{job.id}").text


def test_a_package_that_was_called_off_leaves_nothing(cast, as_user, pack, monkeypatch):
    for _one in range(3):
        collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    add = Bag.add

    def call_off_meanwhile(bag, place, stream):
        job = db.session.scalars(db.select(Job)).one()
        as_user(cast.member).post(f"/jobs/{job.id}/cancel")
        return add(bag, place, stream)

    monkeypatch.setattr(Bag, "add", call_off_meanwhile)

    job, folder = pack(cast.member)

    assert (job.state, job.done, folder) == (JobState.CANCELLED, 0, None)


def test_a_large_file_passes_through_with_little_memory(tmp_path):
    (tmp_path / "large").write_bytes(b"x" * 64 * 1024**2)

    tracemalloc.start()
    with (
        (tmp_path / "large").open("rb") as large,
        zipfile.ZipFile(tmp_path / "bag.zip", "w") as folder,
        Bag(folder, "bag", tmp_path) as bag,
    ):
        bag.add("large", large)
        bag.close()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 8 * 1024**2
