"""The documents of a project: attached with what they are, read by its people, and counted by its gates."""

import io

import pytest

from app.db import db
from app.files.models import File, FileRole, FileState
from app.files.thumbnails import make_thumbnail
from app.gates.facts import facts
from tests import make
from tests.files import samples


def attach(browser, project, role="ORDER", name="order.png", content=None):
    upload = (io.BytesIO(content if content is not None else samples.png()), name)
    return browser.post(f"/projects/{project.id}/documents", data={"role": role, "files": [upload]})


def files():
    query = db.select(File).where(File.role != FileRole.THUMBNAIL, File.deleted_at.is_(None)).order_by(File.id)
    return db.session.scalars(query).all()


def test_a_document_is_attached_with_what_it_is_and_who_brought_it(cast, as_user):
    answer = attach(as_user(cast.member), cast.project)

    page = as_user(cast.observer).get(f"/projects/{cast.project.id}/documents").text
    assert answer.status_code == 303
    assert "order.png" in page
    assert "Director's order" in page.replace("&#39;", "'")
    assert cast.member.short_name in page
    assert [(file.subject_type, file.subject_id, file.role) for file in files()] == [
        ("project", cast.project.id, FileRole.ORDER)
    ]


def test_the_gate_counts_a_document_of_the_kind_it_asks_for(cast, as_user):
    attach(as_user(cast.coordinator), cast.project, role="BUDGET")

    assert (facts(cast.project).documents("BUDGET"), facts(cast.project).documents("ORDER")) == (1, 0)


def test_the_condition_leads_to_the_page_where_it_is_met(cast, as_user):
    cast.project.plan.stage.conditions = [{"id": "budget_noted", "kind": "budget_noted"}]
    db.session.commit()

    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}").text

    assert f'href="/projects/{cast.project.id}/documents"' in page


def test_a_document_is_downloaded_by_the_projects_people_alone(cast, as_user):
    attach(as_user(cast.member), cast.project)
    address = f"/files/{files()[0].id}"

    assert as_user(cast.observer).get(address).data == samples.png()
    assert as_user(cast.outsider).get(address).status_code == 404


def test_a_picture_among_the_documents_is_shown_small(cast, as_user):
    browser = as_user(cast.member)
    attach(browser, cast.project)
    make_thumbnail(files()[0].id)
    address = f"/files/{files()[0].id}/thumbnail"

    assert address in browser.get(f"/projects/{cast.project.id}/documents").text
    assert browser.get(address).status_code == 200
    assert facts(cast.project).documents("ORDER") == 1


def test_a_document_is_taken_off_and_the_gate_counts_it_no_more(cast, as_user):
    browser = as_user(cast.member)
    attach(browser, cast.project)

    answer = browser.post(f"/files/{files()[0].id}/delete")

    assert answer.headers["Location"] == f"/projects/{cast.project.id}/documents"
    assert files() == []
    assert facts(cast.project).documents("ORDER") == 0
    assert "order.png" not in browser.get(f"/projects/{cast.project.id}/documents").text.partition("<h1>")[2]


@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_only_the_workgroup_attaches_and_takes_off(cast, as_user, who):
    attach(as_user(cast.member), cast.project)
    somebody = as_user(getattr(cast, who))

    refused = attach(somebody, cast.project), somebody.post(f"/files/{files()[0].id}/delete")

    assert {answer.status_code for answer in refused} <= {403, 404}
    assert len(files()) == 1


@pytest.mark.parametrize("role", ["THUMBNAIL", "CONSENT", "", "nothing"])
def test_only_roles_of_documents_are_taken(cast, as_user, role):
    answer = attach(as_user(cast.member), cast.project, role=role)

    assert answer.status_code == 422
    assert "Not a valid choice." in answer.text
    assert files() == []


def test_a_file_of_a_kind_that_is_not_taken_is_refused_by_name(cast, as_user):
    answer = attach(as_user(cast.member), cast.project, name="order.exe", content=b"MZ" + b"\0" * 64)

    assert answer.status_code == 422
    assert "order.exe" in answer.text


def test_a_file_still_on_its_way_is_no_document(cast, as_user):
    make.document(cast.project, cast.member, name="half.png", state=FileState.PENDING)

    assert "half.png" not in as_user(cast.member).get(f"/projects/{cast.project.id}/documents").text
    assert facts(cast.project).documents("ORDER") == 0
