"""What may be done to a material in which state: said on its page before it is tried, and held to."""

from app.db import db
from app.files import queries as files
from app.files.models import File, FileState
from tests.files import samples
from tests.materials.pages import collect, post, sent
from tests.materials.test_moves import press
from workflows.materials import MaterialState

CHECKED = "It has been accepted. The coordinator returns it first, then it can be changed."


def accepted(cast, as_user):
    material = collect(as_user(cast.member), cast.project, [(samples.PDF, "act.pdf")])
    press(as_user(cast.member), material, "submit")
    press(as_user(cast.coordinator), material, "accept")
    return material


def test_the_page_of_an_accepted_material_says_why_it_is_closed(cast, as_user):
    material = accepted(cast, as_user)

    page = as_user(cast.member).get(f"/materials/{material.id}").text

    assert CHECKED in page
    assert "/edit" not in page
    assert "More files" not in page
    assert "Take off" not in page


def test_its_form_does_not_open_and_takes_nothing(cast, as_user):
    material = accepted(cast, as_user)
    browser = as_user(cast.member)

    opened = browser.get(f"/materials/{material.id}/edit")
    typed = post(browser, f"/materials/{material.id}/edit", version=material.version, title="Another")

    for answer in (opened, typed):
        assert (answer.status_code, answer.location) == (302, f"/materials/{material.id}")
    assert CHECKED in browser.get(f"/materials/{material.id}").text
    assert material.original("title") == "Photograph of school 4"


def test_no_file_comes_to_it_or_goes(cast, as_user):
    material = accepted(cast, as_user)
    browser = as_user(cast.member)
    file = db.session.scalars(files.of(material)).one()

    data = {"files": [sent(samples.png(), "late.png")]}
    more = browser.post(f"/materials/{material.id}/files", data=data, content_type="multipart/form-data")
    less = browser.post(f"/files/{file.id}/delete")

    assert [more.location, less.location] == [f"/materials/{material.id}"] * 2
    assert db.session.scalars(files.of(material)).all() == [file]
    assert db.session.scalars(db.select(File.state)).all() == [FileState.STORED]


def test_returned_by_the_coordinator_it_is_open_again(cast, as_user):
    material = accepted(cast, as_user)

    press(as_user(cast.coordinator), material, "send_back", note="The year is missing.")
    post(as_user(cast.member), f"/materials/{material.id}/edit", version=material.version, made="1958")

    assert (material.state, material.edtf) == (MaterialState.RETURNED, "1958")
    assert material.checker is None


def test_the_page_of_return_opens_only_where_it_can_be_returned(cast, as_user):
    material = collect(as_user(cast.member), cast.project)

    answer = as_user(cast.coordinator).get(f"/materials/{material.id}/send_back")

    assert (answer.status_code, answer.location) == (302, f"/materials/{material.id}")


def test_the_rights_of_an_accepted_material_are_still_set_and_then_cleared(cast, as_user):
    material = accepted(cast, as_user)
    browser = as_user(cast.coordinator)
    facts = {
        "rights_uri": "http://rightsstatements.org/vocab/InC/1.0/",
        "rights_holder": "The photographer's family",
        "rights_note": "By letter of 1 March.",
    }

    assert "Set the rights" in browser.get(f"/materials/{material.id}").text
    browser.post(f"/materials/{material.id}/rights", data={"version": material.version, **facts})
    press(browser, material, "clear")

    assert (material.state, material.rights_holder) == (MaterialState.CLEARED, "The photographer's family")
    page = browser.get(f"/materials/{material.id}").text
    assert "Set the rights" not in page
    assert "The rights are marked as cleared." in page
    late = browser.post(f"/materials/{material.id}/rights", data={"version": material.version, "rights_uri": ""})
    assert late.location == f"/materials/{material.id}"
    assert material.has_rights
