"""All files of a project in one ZIP, with a list, for who asked."""

import csv
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from app.db import db
from app.files.models import File
from app.jobs.models import Job, JobState
from app.jobs.running import run
from app.materials.export import forget_old
from tests import make
from tests.files import samples
from tests.materials.pages import collect


@pytest.fixture
def export(cast, as_user):
    """``export(person)``: asks for the ZIP by the button and lets the worker make it; gives the job."""

    def ask(person):
        answer = as_user(person).post(f"/projects/{cast.project.id}/materials/export")
        job = db.session.scalars(db.select(Job).order_by(Job.id.desc())).first()
        assert answer.location == f"/jobs/{job.id}"
        run(job.id)
        db.session.expire_all()
        return job

    return ask


def address_of(job):
    return f"/files/{db.session.scalars(db.select(File.id).where(File.subject_type == 'job')).one()}"


def test_the_zip_holds_every_file_unchanged_and_a_list(cast, as_user, export):
    files = [(samples.jpeg(), "Фото.jpg"), (samples.png(), "Фото.jpg.png"), (samples.PDF, "act.pdf")]
    material = collect(as_user(cast.member), cast.project, files, source_name="=HYPERLINK(1)")

    job = export(cast.observer)
    page = as_user(cast.observer).get(f"/jobs/{job.id}")
    answer = as_user(cast.observer).get(address_of(job))

    assert address_of(job) in page.text
    assert (job.state, job.done, job.wanted) == (JobState.DONE, 3, 3)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as folder:
        assert folder.testzip() is None
        assert folder.read(f"{material.accession}/Фото.jpg") == samples.jpeg()
        lines = list(csv.reader(io.StringIO(folder.read("files.csv").decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [f"{material.accession}/{name}" for _content, name in files]
    assert {line[5] for line in lines[1:]} == {"'=HYPERLINK(1)"}


def test_two_files_of_one_name_stand_beside_each_other(cast, as_user, export):
    material = collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf"), (samples.PDF, "act.pdf")])

    job = export(cast.member)

    with zipfile.ZipFile(io.BytesIO(as_user(cast.member).get(address_of(job)).data)) as folder:
        assert f"{material.accession}/act (2).pdf" in folder.namelist()


def test_a_project_without_files_says_so(cast, as_user, export):
    make.material(cast.project, cast.member)

    job = export(cast.member)

    assert "There are no files here yet." in as_user(cast.member).get(f"/jobs/{job.id}").text


def test_the_zip_is_read_by_who_asked_and_only_while_they_belong(cast, as_user, export):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    address = address_of(export(cast.member))
    assert as_user(cast.member).get(address).status_code == 200
    assert as_user(cast.coordinator).get(address).status_code == 404
    assert as_user(cast.outsider).post(f"/projects/{cast.project.id}/materials/export").status_code == 404

    for membership in cast.member.memberships:
        membership.left_at = membership.joined_at
    db.session.commit()

    assert as_user(cast.member).get(address).status_code == 404


def test_the_zip_goes_after_a_week_and_the_page_says_so(app, cast, as_user, export, clock):
    collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    job = export(cast.member)
    name = db.session.scalar(db.select(File.stored_name).where(File.subject_type == "job"))
    stored = app.extensions["storage"].path(name)
    assert Path(stored).exists()

    clock.shift(timedelta(days=7, seconds=1))
    forget_old()

    assert not Path(stored).exists()
    assert "It was kept for a week and is gone." in as_user(cast.member).get(f"/jobs/{job.id}").text
