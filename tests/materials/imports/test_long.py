"""A table too long for a page: looked through, carried out and taken back by the worker, old or new, never half."""

import io
import re

import pytest
from openpyxl import load_workbook

from app import clock as time
from app import tally
from app.db import db
from app.jobs import running
from app.jobs.models import Job, JobState
from app.jobs.running import LEASE, Run, run, take_up_again
from app.journal.models import Entry
from app.materials.imports import bringing, leaving, trials
from app.materials.imports import long as long_tables
from app.materials.subjects.models import Person, PersonName
from tests.materials.imports.test_import import materials, send
from tests.materials.pages import collect

HEADS = "Title;Kind;Persons\n"
LINES = 9


class Killed(BaseException):
    """The worker is gone in the middle of its work: nothing after this line happens."""


@pytest.fixture
def imports(cast):
    return f"/projects/{cast.project.id}/materials/import"


@pytest.fixture
def long(cast, as_user, imports, monkeypatch):
    """``long()``: a long table sent by the member and looked through; its last two lines are wrong. Gives its page."""

    monkeypatch.setattr(long_tables, "AT_ONCE", 3)
    monkeypatch.setattr(trials, "PIECE", 4)
    monkeypatch.setattr(trials, "SHOWN", 5)
    monkeypatch.setattr(bringing, "PIECE", 2)
    monkeypatch.setattr(running, "PAUSE", 0)

    def begin(heads=HEADS, lines=None, mode="add"):
        lines = lines or [f"Photograph {n};Scan;Омаров Серік {n % 3}" for n in range(LINES - 2)] + [
            "Bad;Sculpture;",
            "Worse;Sculpture;",
        ]
        job_page = send(as_user(cast.member), imports, heads + "\n".join(lines), mode)
        work()
        return follow(as_user(cast.member), job_page)

    return begin


def follow(browser, address):
    """Where the page of a piece of work leads once it is done."""
    return re.search(r'href="(/materials/import/[0-9a-f]+)"', browser.get(address).text)[1]


def work():
    """Let the worker do what waits; gives the last job."""
    last = None
    while job := db.session.scalar(db.select(Job).where(Job.state == JobState.QUEUED).order_by(Job.id)):
        last = job.id
        run(job.id)
        db.session.rollback()
    return db.session.get(Job, last) if last else None


def agree(browser, address):
    page = browser.get(address).text
    data = {"agreed": re.search('name="agreed" value="([0-9a-f]+)"', page)[1], "matched": "1", "alike": "1"}
    data |= dict(re.findall('type="hidden" name="(col-[a-z]+)" value="([0-9]+)"', page))
    answer = browser.post(address, data=data)
    assert answer.status_code == 303
    return answer.location


def counted(cast):
    db.session.rollback()
    return tally.counts(cast.project.id).get(("materials", "DRAFT"), 0), len(materials())


def test_a_long_table_is_looked_through_before_anything_is_written(cast, as_user, long):
    page = as_user(cast.member).get(long()).text

    assert f"Lines to carry out: {LINES - 2} · Lines with errors, left out: 2" in page
    assert page.count("Kind: <ins>Scan</ins>") == 5
    assert "Kind: Sculpture – This is no kind of material." in page
    assert counted(cast) == (0, 0)


def test_a_table_is_read_by_the_columns_that_were_chosen_last(cast, as_user, long):
    browser, address = as_user(cast.member), long()
    wish = {"matched": 1, "alike": 1, "col-title": 0, "col-genre": 1}
    browser.post(address, data=wish)

    browser.post(address, data={**wish, "col-persons": 2})
    work()

    assert "Persons: <ins>Омаров Серік" in browser.get(address).text


def test_its_lines_are_recorded_once_and_the_bad_ones_come_back_as_a_sheet(cast, as_user, long):
    browser = as_user(cast.member)
    address = long()

    job_page = agree(browser, address)
    assert browser.get(address).location == job_page
    job = work()

    assert (job.state, job.done, job.wanted) == (JobState.DONE, LINES, LINES)
    assert counted(cast) == (LINES - 2, LINES - 2)
    assert f"Materials: {LINES - 2}" in browser.get(address).text
    assert {
        entry.batch_id for entry in db.session.scalars(db.select(Entry).where(Entry.kind == "material/create"))
    } == {address.rpartition("/")[2]}
    heads, *left = load_workbook(io.BytesIO(browser.get(f"{address}/left.xlsx").data)).active.iter_rows(
        values_only=True
    )
    assert [line[0] for line in left] == ["Bad", "Worse"]
    assert heads[-1] == "What is wrong"


def test_a_worker_that_dies_is_followed_by_one_that_goes_on_where_it_was(cast, as_user, long, monkeypatch, clock):
    address = long()
    agree(as_user(cast.member), address)
    pieces = []

    def dies_in_the_third(*args):
        pieces.append(args)
        whole(*args)
        if len(pieces) == 3:
            raise Killed

    whole = bringing.bring_piece
    monkeypatch.setattr(bringing, "bring_piece", dies_in_the_third)
    with pytest.raises(Killed):
        work()
    assert counted(cast)[1] == 2 * bringing.PIECE

    clock.move_to(time.now() + 2 * LEASE)
    take_up_again()
    work()

    assert counted(cast) == (LINES - 2, LINES - 2)
    assert len({material.title_for_journal for material in materials()}) == LINES - 2


def test_an_import_that_is_stopped_leaves_nothing_and_its_table_waits_again(cast, as_user, long, monkeypatch):
    browser = as_user(cast.member)
    address = long()
    job_page = agree(browser, address)
    reach = Run.reach

    def stopped_before_the_second_piece(claimed, done, wanted):
        reach(claimed, done, wanted)
        if done:
            browser.post(f"{job_page}/cancel")

    monkeypatch.setattr(Run, "reach", stopped_before_the_second_piece)
    work()
    assert counted(cast)[1] == bringing.PIECE
    monkeypatch.setattr(Run, "reach", reach)
    leaving.clear_broken_off()
    work()

    assert counted(cast) == (0, 0)
    assert "It was called off, and what had been written was taken back." in browser.get(address).text
    browser.post(address, data={"matched": "1", "col-title": "0", "col-genre": "1", "alike": "1"})
    work()
    agree(browser, address)
    work()
    assert counted(cast) == (LINES - 2, LINES - 2)


def test_one_undo_takes_a_long_import_back_but_not_what_was_changed_since(cast, as_user, long):
    browser = as_user(cast.member)
    address = long()
    agree(browser, address)
    work()
    kept = materials()[3]
    browser.post(f"/materials/{kept.id}/rights", data={"version": kept.version, "rights_holder": "A family"})

    job_page = browser.post(f"/materials/batches/{address.rpartition('/')[2]}/take-back").location
    refused = browser.post(f"{job_page}/cancel", follow_redirects=True).text
    assert "What is being taken back is taken back to the end." in refused
    work()

    assert counted(cast) == (1, 1)
    assert f"Changed since and left as they are: {kept.accession}" in browser.get(address).text


def test_a_long_table_of_changes_leaves_out_what_another_changed_meanwhile(cast, as_user, long):
    browser = as_user(cast.member)
    first, second = (collect(browser, cast.project, title=title) for title in ("One", "Two"))
    lines = [f"{first.accession};Class of 1957", f"{second.accession};Class of 1958", *["X-1;Nothing"] * LINES]
    address = long("Accession number;Title\n", lines, mode="update")
    browser.post(f"/materials/{second.id}/rights", data={"version": second.version, "rights_holder": "A family"})

    agree(browser, address)
    work()

    db.session.expire_all()
    assert [material.title_for_journal for material in materials()] == ["Class of 1957", "Two"]
    sheet = load_workbook(io.BytesIO(browser.get(f"{address}/left.xlsx").data)).active
    assert "Something changed since you looked, so this line was left out." in [row[-1].value for row in sheet.rows]

    browser.post(f"/materials/batches/{address.rpartition('/')[2]}/take-back")
    work()
    db.session.expire_all()
    assert [material.title_for_journal for material in materials()] == ["One", "Two"]


def persons():
    db.session.rollback()
    return set(
        db.session.scalars(db.select(PersonName.whole).join(PersonName.person).where(Person.deleted_at.is_(None)))
    )


def test_names_that_later_pieces_name_too_go_with_the_piece_that_brought_them(cast, as_user, long):
    browser = as_user(cast.member)
    address = long()
    agree(browser, address)
    work()
    kept = materials()[-1]
    browser.post(f"/materials/{kept.id}/rights", data={"version": kept.version, "rights_holder": "A family"})
    assert persons() == {"Омаров Серік 0", "Омаров Серік 1", "Омаров Серік 2"}

    browser.post(f"/materials/batches/{address.rpartition('/')[2]}/take-back")
    work()

    assert persons() == {name.title_for_journal for name in kept.persons} == {"Омаров Серік 0"}
    page = browser.get(address).text
    assert "2 names that came with the import are gone too. 1 name that came with the import stays, because" in page
    assert list(tally.miscounts()) == []


def test_an_undo_whose_worker_dies_takes_each_name_once(cast, as_user, long, monkeypatch, clock):
    browser = as_user(cast.member)
    address = long()
    agree(browser, address)
    work()
    pieces = []

    def dies_in_the_second(*args):
        pieces.append(args)
        whole(*args)
        if len(pieces) == 2:
            raise Killed

    whole = leaving.take_back_part
    monkeypatch.setattr(leaving, "take_back_part", dies_in_the_second)
    browser.post(f"/materials/batches/{address.rpartition('/')[2]}/take-back")
    with pytest.raises(Killed):
        work()
    assert persons() == {"Омаров Серік 0", "Омаров Серік 1", "Омаров Серік 2"}
    assert list(tally.miscounts()) == []

    clock.move_to(time.now() + 2 * LEASE)
    take_up_again()
    job = work()

    assert (job.state, job.done) == (JobState.DONE, job.wanted)
    assert (counted(cast), persons()) == ((0, 0), set())
    assert "3 names that came with the import are gone too." in browser.get(address).text
    gone = db.session.scalars(db.select(Entry).where(Entry.kind == "person/throw_away")).all()
    assert len(gone) == 3


def test_an_import_that_is_stopped_leaves_no_names_either(cast, as_user, long, monkeypatch):
    browser = as_user(cast.member)
    address = long()
    job_page = agree(browser, address)
    reach = Run.reach

    def stopped_before_the_third_piece(claimed, done, wanted):
        reach(claimed, done, wanted)
        if done == 2 * bringing.PIECE:
            browser.post(f"{job_page}/cancel")

    with monkeypatch.context() as patch:
        patch.setattr(Run, "reach", stopped_before_the_third_piece)
        work()
    assert len(persons()) == 3
    leaving.clear_broken_off()
    work()

    assert persons() == set()
    page = browser.get(address).text
    assert "what had been written was taken back. 3 names that came with the import are gone too." in page
