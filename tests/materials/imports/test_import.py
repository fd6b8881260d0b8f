"""Materials from a table: tried line by line, recorded or changed as one deed, taken back in one step."""

import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from app import tally
from app.db import db
from app.journal.models import Entry
from app.materials.models import Acquisition, Material, MaterialKind
from app.materials.subjects.models import Person
from tests.materials.pages import collect
from tests.tasks.imports.test_import import workbook

CSV = """Атауы;Түрі;Қашан жасалған;Тілі;Тұлғалар;Құқықтар;Қашан түсті
Мектеп суреті;Фотосурет;шамамен 1957;қазақ тілі;Омаров Серік; ;
Газет қиындысы;Newspaper clipping;07.03.2018;ru;Омаров Серик;In copyright;20.02.2026
Қате жол;Мүсін;кеше;клингон;;Бәрі рұқсат;ертең
"""


@pytest.fixture
def imports(cast):
    return f"/projects/{cast.project.id}/materials/import"


def send(browser, imports, content, mode="add", name="m.csv"):
    content = content.encode() if isinstance(content, str) else content
    return browser.post(imports, data={"mode": mode, "table": (io.BytesIO(content), name)}).location


def agree(browser, address, **data):
    """Press the button of the dry run as it was drawn."""
    mark = re.search('name="agreed" value="([0-9a-f]+)"', browser.get(address, query_string=data).text)[1]
    return browser.post(address, data={"agreed": mark, "alike": "1", **data})


def bring(browser, imports, content, mode="add"):
    address = send(browser, imports, content, mode)
    assert agree(browser, address).status_code == 303
    return address


def materials():
    return list(db.session.scalars(db.select(Material).where(Material.deleted_at.is_(None)).order_by(Material.id)))


def undo(browser, address):
    return browser.post(f"/materials/batches/{address.rpartition('/')[2]}/take-back", follow_redirects=True).text


def test_the_dry_run_says_of_every_line_what_it_becomes_and_writes_nothing(cast, as_user, imports):
    browser = as_user(cast.member)

    page = browser.get(send(browser, imports, CSV)).text

    assert "Lines to carry out: 2 · Lines with errors, left out: 1" in page
    assert "Kind: <ins>Photograph</ins>" in page
    assert "Date: <ins>c. 1957</ins>" in page
    assert "New here: Омаров Серік (Persons)" in page
    assert "Kind: Мүсін – This is no kind of material. There are: Photograph, Scan, Newspaper clipping" in page
    assert "When it was made: кеше – This is not a date that can be read." in page
    assert "Language: клингон – This language is not offered here." in page
    assert "Rights statement: Бәрі рұқсат – This is no rights statement that is offered here." in page
    assert materials() == []
    assert not db.session.scalar(db.select(Person.id))


def test_good_lines_become_drafts_of_whoever_sent_them_each_in_the_journal(cast, as_user, imports):
    result = bring(as_user(cast.member), imports, CSV)

    first, second = materials()
    assert f"{first.accession} · Мектеп суреті" in as_user(cast.member).get(result).text
    assert (first.title_for_journal, first.genre, first.edtf) == ("Мектеп суреті", MaterialKind.PHOTOGRAPH, "1957~")
    assert (second.edtf, second.language, second.source_on) == ("2018-03-07", "ru", date(2026, 2, 20))
    assert second.rights_uri.endswith("/InC/1.0/")
    assert first.persons == second.persons
    assert first.accession != second.accession
    made = db.session.scalars(db.select(Entry).where(Entry.kind == "material/create")).all()
    assert {(entry.actor_id, entry.batch_id) for entry in made} == {(cast.member.id, first.batch_id)}


def test_the_same_sheet_sent_again_doubles_nothing(cast, as_user, imports):
    browser = as_user(cast.member)
    bring(browser, imports, CSV)

    page = browser.get(send(browser, imports, CSV + CSV.splitlines()[2] + "\n")).text

    assert "Lines to carry out: 0" in page
    assert f"It was brought in before as {materials()[0].accession}." in page


def test_lines_with_errors_come_back_as_a_sheet_that_is_mended_and_sent_again(cast, as_user, imports):
    browser = as_user(cast.member)
    address = bring(browser, imports, CSV)

    sheet = load_workbook(io.BytesIO(browser.get(f"{address}/left.xlsx").data)).active

    heads, line = sheet.iter_rows(values_only=True)
    assert (heads[0], heads[-1], line[0]) == ("Атауы", "What is wrong", "Қате жол")
    assert "This is no kind of material." in line[-1]
    mended = workbook(heads, ["Қате жол", "Құжат", None, None, None, None, None, line[-1]])
    bring(browser, imports, mended)
    assert [material.genre.name for material in materials()] == ["PHOTOGRAPH", "CLIPPING", "DOCUMENT"]


def test_names_in_another_spelling_are_the_same_unless_the_sender_says_no(cast, as_user, imports):
    browser = as_user(cast.member)
    collect(browser, cast.project)
    table = "Title;Kind;Persons\nLetter;Document;Омаров Серик\n"
    address = send(browser, imports, table)
    assert "Persons: <ins>Омаров Серік</ins>" in browser.get(address).text

    columns = {"matched": "1", "col-title": "0", "col-genre": "1", "col-persons": "2"}
    assert "New here: Омаров Серик" in browser.get(address, query_string=columns).text

    agree(browser, address)
    assert materials()[0].persons == materials()[1].persons


def test_a_table_of_changes_shows_old_and_new_and_changes_only_filled_cells(cast, as_user, imports):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    table = f"Accession number;Title;Kind;Persons;How it came\n{material.accession};Class of 1957;;;purchase\n"
    table += "RD-1999-000001;Nothing;;;\n;No number;;;\n"

    page = browser.get(send(browser, imports, table, "update")).text
    assert "Title: <del>Photograph of school 4</del> → <ins>Class of 1957</ins>" in page
    assert "The project has no material of this number: RD-1999-000001" in page
    assert "There is no accession number." in page
    bring(browser, imports, table, "update")

    db.session.refresh(material)
    assert (material.title_for_journal, material.acquisition) == ("Class of 1957", Acquisition.PURCHASE)
    assert (material.edtf, material.genre, len(material.persons)) == ("1957~", MaterialKind.PHOTOGRAPH, 1)
    again = browser.get(send(browser, imports, table, "update")).text
    assert "Nothing would change." in again


def test_the_two_ways_are_never_mixed(cast, as_user, imports):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)

    page = browser.get(
        send(browser, imports, f"Accession number;Title;Kind\n{material.accession};A;Scan\nX-1;B;Scan\n")
    )

    assert "This material is here already. It is changed by a table of changes" in page.text
    assert "New materials get their accession numbers here." in page.text


def test_what_was_accepted_is_not_changed_by_a_table_either(cast, as_user, imports):
    material = collect(as_user(cast.member), cast.project)
    as_user(cast.member).post(f"/materials/{material.id}/submit", data={"version": material.version})
    as_user(cast.coordinator).post(f"/materials/{material.id}/accept", data={"version": material.version})

    page = as_user(cast.member)
    page = page.get(send(page, imports, f"Accession number;Title\n{material.accession};Other\n", "update")).text

    assert "It has been accepted. The coordinator returns it first, then it can be changed." in page


def test_one_undo_takes_new_materials_back_but_not_those_changed_since(cast, as_user, imports):
    browser = as_user(cast.member)
    address = bring(browser, imports, CSV)
    first, second = materials()
    assert tally.counts(cast.project.id)["materials", "DRAFT"] == 2
    browser.post(f"/materials/{second.id}/rights", data={"version": second.version, "rights_holder": "A family"})

    page = undo(browser, address)

    assert f"Changed since and left as they are: {second.accession}" in page
    assert materials() == [second]
    assert tally.counts(cast.project.id)["materials", "DRAFT"] == 1
    assert browser.get(f"/materials/{first.id}").status_code == 404
    assert "1 material is taken away." in page
    assert f'href="/materials/{first.id}"' not in page
    assert f'href="/materials/{second.id}"' in page


def test_earlier_tables_of_the_sender_are_found_again_with_what_became_of_them(cast, as_user, imports, clock):
    browser = as_user(cast.member)
    waiting, carried_out, taken_back = (
        (send(browser, imports, CSV.replace("Мектеп", word), name=f"{word}.csv"), clock.shift(timedelta(hours=1)))[0]
        for word in ("Музей", "Театр", "Клуб")
    )
    for address in (carried_out, taken_back):
        agree(browser, address)
        clock.shift(timedelta(hours=1))
    undo(browser, taken_back)

    said = dict(re.findall(r'class="line-text"><a href="([^"]+)">(.*?)</li>', browser.get(imports).text, re.DOTALL))

    assert list(said) == [taken_back, carried_out, waiting]
    assert "Клуб.csv" in said[taken_back]
    assert "Taken back" in said[taken_back]
    assert "Not carried out yet" in said[waiting]
    assert "tag" not in said[carried_out]
    assert "Театр.csv" not in as_user(cast.coordinator).get(imports).text


def test_one_undo_gives_changed_materials_their_old_words(cast, as_user, imports):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    heads = "Accession number;Title;Kind;When it was made;Persons;How it came;When it came"
    address = bring(
        browser, imports, f"{heads}\n{material.accession};Class;Scan;1960;Кім; loan for scanning;1.3.2026\n", "update"
    )
    db.session.refresh(material)
    assert (material.edtf, material.source_on) == ("1960", date(2026, 3, 1))

    undo(browser, address)

    db.session.refresh(material)
    assert (material.title_for_journal, material.genre.name) == ("Photograph of school 4", "PHOTOGRAPH")
    assert (material.edtf, material.source_on) == ("1957~", date(2026, 2, 20))
    assert [person.title_for_journal for person in material.persons] == ["Омаров Серік"]
    assert material.acquisition is Acquisition.GIFT


def test_nothing_is_written_where_something_changed_since_the_dry_run(cast, as_user, imports):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    address = send(browser, imports, f"Accession number;Title\n{material.accession};Other\n", "update")
    mark = re.search('name="agreed" value="([0-9a-f]+)"', browser.get(address).text)[1]
    browser.post(f"/materials/{material.id}/rights", data={"version": material.version, "rights_holder": "A family"})

    answer = browser.post(address, data={"agreed": mark})

    assert answer.status_code == 409
    assert "Something changed since you looked, so nothing was written." in answer.text
    assert materials()[0].title_for_journal == "Photograph of school 4"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_table_to_begin_with_is_read_again_in_each_language(cast, as_user, imports, language):
    cast.member.language = language
    db.session.commit()
    browser = as_user(cast.member)
    book = load_workbook(io.BytesIO(browser.get(f"/projects/{cast.project.id}/materials/template.xlsx").data))
    empty, example, _lists = book.worksheets

    assert len(empty.data_validations.dataValidation) == 4
    bring(browser, imports, workbook(*example.iter_rows(values_only=True)))

    material = materials()[0]
    assert (material.genre.name, material.edtf, material.language) == ("PHOTOGRAPH", "1957~", "kk")
    assert len(material.persons) == 2


def test_the_list_as_a_file_can_be_sent_again_and_formulas_stay_text(cast, as_user, imports):
    browser = as_user(cast.member)
    collect(browser, cast.project, title="=1+1")
    for form in ("csv", "xlsx"):
        table = browser.get(f"/projects/{cast.project.id}/materials.{form}").data
        assert "Nothing would change." in browser.get(send(browser, imports, table, "update")).text


def test_a_table_of_more_lines_than_are_taken_at_once_is_refused_in_words(cast, as_user, imports):
    table = "Title,Kind\n" + "x,Scan\n" * 5001
    data = {"mode": "add", "table": (io.BytesIO(table.encode()), "m.csv")}

    answer = as_user(cast.member).post(imports, data=data)

    assert answer.status_code == 422
    assert "At most 5000 lines are taken at once." in answer.text


def test_a_table_is_its_senders_alone_and_observers_send_none(cast, as_user, imports):
    address = send(as_user(cast.member), imports, CSV)

    assert as_user(cast.coordinator).get(address).status_code == 404
    assert as_user(cast.observer).get(imports).status_code == 403
    assert as_user(cast.outsider).get(imports).status_code == 404


def test_cells_of_more_names_than_a_database_takes_at_once_are_refused_in_words(cast, as_user, imports):
    names = [";".join(f"{line:02}{n:03x}" for n in range(3_300)) for line in range(21)]
    table = "Title\tKind\tPersons\n" + "\n".join(f"Line\tScan\t{cell}" for cell in names)

    page = as_user(cast.member).get(send(as_user(cast.member), imports, table)).text

    assert page.count("At most 60 names stand in one cell.") == 21
