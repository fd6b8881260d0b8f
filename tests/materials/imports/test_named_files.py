"""Files that the lines of a table name: a folder of scans finds its materials, and is taken off in one step."""

import io
import re
import unicodedata
from datetime import timedelta

import pytest

from app.db import db
from app.files.models import File
from app.files.uploads.models import Upload
from app.jobs import running
from app.jobs.models import JobState
from app.jobs.running import LEASE, take_up_again
from app.materials.named_files import hanging
from app.materials.named_files.models import NamedFile
from tests.files import samples
from tests.files.uploads import tus
from tests.materials.imports.test_import import bring, materials, undo
from tests.materials.imports.test_long import Killed, work
from tests.materials.pages import collect

TABLE = """Title;Kind;Files
Class;Photograph;"scans/Мектеп Й.JPG; back.jpg"
Letter;Document;letter
One;Scan;both.jpg
Two;Scan;both.jpg
"""


@pytest.fixture
def imports(cast):
    return f"/projects/{cast.project.id}/materials/import"


@pytest.fixture
def page(cast, monkeypatch):
    monkeypatch.setattr(running, "PAUSE", 0)
    return f"/projects/{cast.project.id}/materials/files"


@pytest.fixture
def send(cast, as_user):
    """``send("a.jpg")``: files of these names come from a folder of the member's, in parts."""

    def bring_them(*names):
        for name in names:
            content = samples.PDF if name.endswith(".pdf") else samples.jpeg()
            tus.brought(as_user(cast.member), f"project:{cast.project.id}:named", content, name)

    return bring_them


def hang(browser, page):
    mark = re.search('name="agreed" value="([0-9a-f]+)"', browser.get(page).text)[1]
    answer = browser.post(f"{page}/hang", data={"agreed": mark})
    assert answer.status_code == 303
    return answer.location


def hung(number):
    db.session.rollback()
    mine = (File.subject_type == "material", File.subject_id == materials()[number].id, File.deleted_at.is_(None))
    return sorted(db.session.scalars(db.select(File.name).where(*mine, File.of_id.is_(None))))


def result_of(browser, job_page):
    return re.search(r'href="(/materials/files/[0-9a-f]+)"', browser.get(job_page).text)[1]


def test_the_page_says_before_anything_is_done_which_file_belongs_where(cast, as_user, imports, page, send):
    browser = as_user(cast.member)
    done = browser.get(bring(browser, imports, TABLE)).text
    assert "Files that the lines name: 5" in done
    send(unicodedata.normalize("NFD", "мектеп й.jpg"), "LETTER.pdf", "both.jpg", "holiday.jpg")

    text = browser.get(page).text

    assert "Files that found their material: 2 · Files that cannot be attached: 1 · Files that no line names: 1" in text
    first, letter, one, two = materials()
    assert re.search(rf"мектеп й.jpg</td><td><a href=[^>]+>{first.accession} · Class", text)
    assert re.search(rf"LETTER.pdf</td><td><a href=[^>]+>{letter.accession} · Letter", text)
    assert f"Several materials name this file: {one.accession}, {two.accession}" in text
    assert "Named and not here yet: 1" in text
    assert "back.jpg" in text
    assert hung(0) == []


def test_each_file_is_hung_on_its_material_and_taken_off_in_one_step(cast, as_user, imports, page, send):
    browser = as_user(cast.member)
    bring(browser, imports, TABLE)
    send("мектеп й.jpg", "back.jpg", "letter.pdf")

    job_page = hang(browser, page)
    assert work().state is JobState.DONE

    assert (hung(0), hung(1), hung(2)) == (["back.jpg", "мектеп й.jpg"], ["letter.pdf"], [])
    assert "Named and not here yet: 2" in browser.get(page).text
    result = result_of(browser, job_page)
    assert "Files attached to their materials: 3" in browser.get(result).text
    browser.post(f"{result}/take-off")
    work()
    assert (hung(0), hung(1)) == ([], [])
    assert "It was taken back." in browser.get(result).text
    assert "Named and not here yet: 5" in browser.get(page).text


def test_a_worker_that_dies_while_it_hangs_files_hangs_none_twice(
    cast, as_user, imports, page, send, monkeypatch, clock
):
    browser = as_user(cast.member)
    bring(browser, imports, TABLE)
    send("мектеп й.jpg", "back.jpg", "letter.pdf")
    hang(browser, page)
    whole = hanging.hang_on

    def dies_at_the_second(run, place, *args):
        if place == 2:
            raise Killed
        whole(run, place, *args)

    monkeypatch.setattr(hanging, "hang_on", dies_at_the_second)
    with pytest.raises(Killed):
        work()
    monkeypatch.setattr(hanging, "hang_on", whole)
    again(clock)

    assert (hung(0), hung(1)) == (["back.jpg", "мектеп й.jpg"], ["letter.pdf"])


def again(clock):
    """The lease of a worker that fell silent is over, and the next takes up its job."""
    db.session.rollback()
    clock.shift(LEASE + timedelta(minutes=1))
    take_up_again()
    work()


def test_a_table_of_changes_may_name_files_alone_and_an_undo_lets_them_go(cast, as_user, imports, page, send):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.jpeg(), "front.jpg")])
    table = f"Accession number;Files\n{material.accession};front.jpg; \n"
    table += f'{collect(browser, cast.project).accession};"verso.jpg"\n'
    address = bring(browser, imports, table, "update")
    assert db.session.scalars(db.select(NamedFile.name)).all() == ["verso.jpg"]

    undo(browser, address)

    assert db.session.scalars(db.select(NamedFile.name)).all() == []


def test_two_files_of_one_name_are_hung_nowhere_and_nothing_is_hung_that_was_not_seen(
    cast, as_user, imports, page, send
):
    browser = as_user(cast.member)
    bring(browser, imports, TABLE)
    send("back.jpg")
    mark = re.search('name="agreed" value="([0-9a-f]+)"', browser.get(page).text)[1]
    send("BACK.jpg")

    assert "Several files of this name came." in browser.get(page).text
    answer = browser.post(f"{page}/hang", data={"agreed": mark})

    assert answer.status_code == 409
    assert "Something changed since you looked, so nothing was attached." in answer.text


def test_files_come_without_script_too_and_what_is_none_is_refused_by_name(cast, as_user, imports, page):
    browser = as_user(cast.member)
    bring(browser, imports, TABLE)
    contents = {"back.jpg": samples.jpeg(), "evil.svg": b"<svg/>", "no.jpg": b"<html>"}
    sent = [(io.BytesIO(content), name) for name, content in contents.items()]

    text = browser.post(page, data={"files": sent}, follow_redirects=True).text

    assert "Files that found their material: 1" in text
    assert "evil.svg" in text
    assert "no.jpg" in text
    assert db.session.scalars(db.select(Upload.name)).all() == ["back.jpg"]
    assert as_user(cast.observer).get(page).status_code == 403
    assert as_user(cast.outsider).get(page).status_code == 404


def test_a_line_names_no_more_files_than_a_material_can_wait_for(cast, as_user, imports):
    lines = [";".join(f"{n}.jpg" for n in range(many)) for many in (200, 201)]
    table = "Title\tKind\tFiles\n" + "\n".join(f"Album {n}\tScan\t{cell}" for n, cell in enumerate(lines))

    done = as_user(cast.member).get(bring(as_user(cast.member), imports, table)).text

    assert "Files that the lines name: 200" in done
    assert "Lines with errors, left out: 1" in done
