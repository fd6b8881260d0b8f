"""Changing a material, adding and taking off files."""

from app.db import db
from app.files import queries as files
from app.journal.models import Entry
from tests.files import samples
from tests.materials.pages import collect, post, sent


def test_only_what_changed_is_written_down(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)

    answer = post(
        browser,
        f"/materials/{material.id}/edit",
        version=material.version,
        made="1958",
        **{"persons-1": "Әлия"},
    )

    assert answer.status_code == 303
    assert material.edtf == "1958"
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "material/revise")).one()
    assert entry.changes["edtf"] == ["1957~", "1958"]
    assert entry.changes["persons"] == [["Омаров Серік"], ["Омаров Серік", "Әлия"]]
    assert "title" not in entry.changes


def test_the_form_shows_what_is_known_as_it_would_be_typed(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)

    page = browser.get(f"/materials/{material.id}/edit").text

    for words in ('value="Photograph of school 4"', 'value="2026-02-20"', 'value="Омаров Серік"', "1957"):
        assert words in page


def test_an_older_form_changes_nothing_and_its_words_are_shown(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)

    answer = post(browser, f"/materials/{material.id}/edit", version=material.version - 1, title="Another title")

    assert answer.status_code == 409
    assert "Another title" in answer.text
    assert material.original("title") == "Photograph of school 4"


def test_a_refused_change_keeps_the_files_that_are_there(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.PDF, "act.pdf")])

    answer = post(browser, f"/materials/{material.id}/edit", version=material.version, title="")

    assert answer.status_code == 422
    assert "act.pdf" in answer.text
    assert material.file_count == 1


def test_more_files_are_added_from_the_page(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)

    data = {"files": [sent(samples.docx(), "memoir.docx"), sent(samples.png(), "scan.png")]}
    browser.post(f"/materials/{material.id}/files", data=data, content_type="multipart/form-data")

    assert [file.name for file in db.session.scalars(files.of(material))] == ["memoir.docx", "scan.png"]


def test_a_file_is_taken_off(cast, as_user):
    browser = as_user(cast.member)
    material = collect(browser, cast.project, [(samples.PDF, "act.pdf")])
    file = db.session.scalars(files.of(material)).one()

    refused = as_user(cast.observer).post(f"/files/{file.id}/delete")
    answer = browser.post(f"/files/{file.id}/delete")

    assert refused.status_code == 403
    assert answer.location == f"/materials/{material.id}"
    assert browser.get(f"/files/{file.id}").status_code == 404
    assert material.file_count == 0


def test_a_change_of_words_alone_makes_older_forms_old(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    drawn = material.version

    post(as_user(cast.member), f"/materials/{material.id}/edit", version=drawn, title="What one of them typed")
    late = post(as_user(cast.coordinator), f"/materials/{material.id}/edit", version=drawn, title="The other")

    assert late.status_code == 409
    assert material.original("title") == "What one of them typed"


def test_a_form_sent_without_a_change_makes_no_form_old(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    drawn = material.version

    post(as_user(cast.member), f"/materials/{material.id}/edit", version=drawn)

    assert material.version == drawn
