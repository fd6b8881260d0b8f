"""What somebody chooses in the list of materials, the sets they make of it, and searches under a name."""

import io
import zipfile

import pytest

from app.db import db
from app.files.models import File
from app.jobs.models import Job
from app.jobs.running import run
from app.materials import queries as materials
from app.materials.sets import actions
from app.materials.sets.models import WorkingSet
from app.tally import miscounts
from tests import make
from workflows.materials import MaterialState

TITLES = ("School", "Mine", "Factory")


@pytest.fixture
def three(cast):
    return [make.material(cast.project, cast.member, title) for title in TITLES]


@pytest.fixture
def page(cast, as_user):
    """``page(person, set=4)``: the list of materials as they read it; what is shown: ``titles(text)``."""
    return lambda person, **asked: (
        as_user(person).get(f"/projects/{cast.project.id}/materials", query_string=asked).text
    )


@pytest.fixture
def choose(cast, as_user):
    """``choose(person, shown, ticked, to="")``: sends a page of the list with these ticks."""

    def send(person, shown, ticked, to=""):
        fields = {"shown": [one.id for one in shown], "pick": [one.id for one in ticked], "to": to}
        return as_user(person).post(f"/projects/{cast.project.id}/materials/choose", data=fields)

    return send


def titles(text):
    return [title for title in TITLES if f">{title}</a>" in text]


def no_miscounts():
    return not [wrong for wrong in miscounts() if wrong.what in ("working_sets", "saved_filters")]


def chosen_id():
    return db.session.scalar(db.select(WorkingSet.id).where(WorkingSet.chosen_by_id.is_not(None)))


def test_ticks_survive_paging_filtering_and_reload_until_they_are_cleared(
    cast, as_user, three, page, choose, monkeypatch
):
    monkeypatch.setattr(materials, "SHOWN_AT_ONCE", 2)
    school, mine, factory = three
    first = page(cast.member, choose=1)
    assert f'name="to" value="choose=1&amp;before={mine.id}"' in first
    assert 'name="to" value="choose=1"' in first

    answer = choose(cast.member, [mine, factory], [factory], f"choose=1&before={mine.id}")
    assert answer.location == f"/projects/{cast.project.id}/materials?choose=1&before={mine.id}"
    choose(cast.member, [school], [school], "words=School")

    again = page(cast.member)
    assert "Chosen: 2" in again
    assert f'value="{factory.id}" checked' in again
    assert f'value="{mine.id}" checked' not in again
    assert titles(page(cast.member, set=chosen_id())) == ["School", "Factory"]

    choose(cast.member, [mine, factory], [mine])
    assert titles(page(cast.member, set=chosen_id())) == ["School", "Mine"]
    as_user(cast.member).post(f"/projects/{cast.project.id}/materials/choose/clear")
    assert chosen_id() is None
    assert "Chosen:" not in page(cast.member)


def test_what_one_has_chosen_is_seen_by_nobody_else(cast, three, page, choose):
    choose(cast.member, three, three)

    assert "Chosen:" not in page(cast.coordinator)
    assert titles(page(cast.coordinator, set=chosen_id())) == []
    assert choose(cast.outsider, three, three).status_code == 404


def test_only_materials_of_the_project_that_are_still_there_are_held_and_counted(cast, as_user, three, page, choose):
    foreign = make.material(make.project(cast.outsider), cast.outsider, "Foreign")
    choose(cast.member, three, [*three, foreign])
    assert "Chosen: 3" in page(cast.member)

    as_user(cast.coordinator)
    three[0].deleted_at = three[0].created_at
    db.session.commit()

    assert "Chosen: 2" in page(cast.member)
    assert titles(page(cast.member, set=chosen_id())) == ["Mine", "Factory"]


def test_a_set_is_made_of_what_is_chosen_and_opens_by_its_name(cast, as_user, three, page, choose):
    choose(cast.member, three, three[:2])

    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/sets",
                                       data={"title": "Album", "note": "For the book"})  # fmt: skip
    kept = db.session.scalars(db.select(WorkingSet).where(WorkingSet.title == "Album")).one()

    assert answer.location == f"/projects/{cast.project.id}/materials?set={kept.id}"
    opened = page(cast.member, set=kept.id, view="grid")
    assert titles(opened) == ["School", "Mine"]
    assert "Working set:</span> Album" in opened
    assert "things-grid" in opened
    assert "Album" not in page(cast.coordinator)
    assert titles(page(cast.coordinator, set=kept.id)) == []
    assert no_miscounts()


def test_a_material_is_put_into_a_set_and_taken_out_on_its_own_page(cast, as_user, three, page):
    kept, browser = make.working_set(cast.project, cast.member, three[0]), as_user(cast.member)
    factory = {"material": three[2].id}
    assert "Put in" in browser.get(f"/projects/{cast.project.id}/sets", query_string=factory).text

    answer = browser.post(f"/sets/{kept.id}/put", data=factory)

    assert answer.location == f"/materials/{three[2].id}"
    assert titles(page(cast.member, set=kept.id)) == ["School", "Factory"]
    browser.post(f"/sets/{kept.id}/take", data=factory)
    assert titles(page(cast.member, set=kept.id)) == ["School"]


def test_a_shared_set_is_filled_by_the_workgroup_and_changed_by_its_maker_and_the_coordinator(
    cast, as_user, three, page
):
    kept = make.working_set(cast.project, cast.member, three[0], is_shared=True)
    own = make.working_set(cast.project, cast.member, three[0])
    data = {"material": three[1].id}

    codes = [as_user(person).post(f"/sets/{id}/{deed}", data=data).status_code for person, id, deed in (
        (cast.observer, kept.id, "put"), (cast.outsider, kept.id, "put"), (cast.coordinator, own.id, "put"),
        (cast.coordinator, kept.id, "put"), (cast.observer, kept.id, "delete"), (cast.coordinator, kept.id, "delete"),
    )]  # fmt: skip

    assert codes == [404, 404, 404, 303, 404, 303]
    assert titles(page(cast.observer, set=kept.id)) == []
    assert as_user(cast.observer).post(f"/projects/{cast.project.id}/sets",
                                       data={"title": "x", "is_shared": "y"}).status_code == 422  # fmt: skip


def test_a_set_is_renamed_with_its_note_and_let_go_while_its_materials_stay(cast, as_user, three, page):
    kept = make.working_set(cast.project, cast.member, *three)
    browser = as_user(cast.member)

    browser.post(f"/sets/{kept.id}", data={"title": "Book", "note": "Chapter one", "is_shared": "y"})

    assert ">Book <" in page(cast.observer)
    assert "Chapter one" in browser.get(f"/projects/{cast.project.id}/sets").text
    browser.post(f"/sets/{kept.id}/delete")
    assert "Book" not in page(cast.observer)
    assert titles(page(cast.observer)) == list(TITLES)
    assert no_miscounts()


def test_a_set_leaves_as_a_table_and_as_a_package_and_never_more_than_its_reader_may_open(cast, as_user, three):
    kept = make.working_set(cast.project, cast.member, three[1])
    base = f"/projects/{cast.project.id}/materials"

    def leaves(person):
        as_user(person).post(f"{base}/pack?set={kept.id}")
        run(db.session.scalar(db.select(Job.id).order_by(Job.id.desc()).limit(1)))
        db.session.expire_all()
        return as_user(person).get(f"{base}.csv?set={kept.id}").text

    table = leaves(cast.member)
    files = db.session.scalars(db.select(File.id).where(File.subject_type == "job")).all()
    with zipfile.ZipFile(io.BytesIO(as_user(cast.member).get(f"/files/{files[0]}").data)) as packed:
        (records,) = [packed.read(name).decode() for name in packed.namelist() if name.endswith("dublin-core.xml")]
    assert [title for title in TITLES if title in table] == [title for title in TITLES if title in records] == ["Mine"]

    table = leaves(cast.coordinator)
    assert not [title for title in TITLES if title in table]
    assert db.session.scalars(db.select(File.id).where(File.subject_type == "job")).all() == files


def test_a_set_that_is_full_takes_no_more_and_says_so(cast, as_user, three, page, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 2)
    kept = make.working_set(cast.project, cast.member, three[0])

    for material in three[1:]:
        answer = as_user(cast.member).post(f"/sets/{kept.id}/put", data={"material": material.id},
                                           follow_redirects=True)  # fmt: skip

    assert "1 material found no room. A set holds 2 at most." in answer.text
    assert titles(page(cast.member, set=kept.id)) == ["School", "Mine"]


def test_a_search_is_kept_with_its_view_opened_by_one_click_renamed_and_shared(cast, as_user, three, page):
    browser, base = as_user(cast.member), f"/projects/{cast.project.id}/materials"
    query = "state=DRAFT&genre=PHOTOGRAPH&view=grid"
    assert (
        f"{base}/filters?query=genre%3DPHOTOGRAPH%26state%3DDRAFT%26view%3Dgrid" in browser.get(f"{base}?{query}").text
    )

    answer = browser.post(f"{base}/filters", data={"title": "Schools", "query": query})

    assert answer.location == f"{base}?{query}"
    opening = f'href="{base}?{query}"'.replace("&", "&amp;")
    assert opening in page(cast.member)
    assert opening not in page(cast.observer)
    assert opening not in browser.get(f"/projects/{cast.project.id}/tasks").text
    browser.post("/filters/1", data={"title": "All schools", "is_shared": "y"})
    assert "All schools" in page(cast.observer)
    assert as_user(cast.observer).post("/filters/1", data={"title": "x"}).status_code == 404
    assert no_miscounts()


def test_all_that_a_search_finds_is_chosen_at_once_beside_what_was_chosen_before(
    cast, as_user, three, page, choose, monkeypatch
):
    monkeypatch.setattr(materials, "SHOWN_AT_ONCE", 1)
    make.material(cast.project, cast.member, "Elsewhere", state=MaterialState.SUBMITTED)
    _school, mine, _factory = three
    choose(cast.member, [mine], [mine])
    address = f"/projects/{cast.project.id}/materials/choose/all"
    assert f'action="{address}?state=SUBMITTED"' in page(cast.member, choose=1, state="SUBMITTED")

    answer = as_user(cast.member).post(f"{address}?state=SUBMITTED")

    assert answer.location == f"/projects/{cast.project.id}/materials?choose=1&state=SUBMITTED"
    assert "Chosen: 2" in page(cast.member)
    assert as_user(cast.outsider).post(address).status_code == 404
    assert no_miscounts()
    as_user(cast.member).post(address)
    assert "Chosen: 4" in page(cast.member)


def test_of_more_than_a_set_holds_the_first_are_chosen_and_the_reader_is_told(cast, as_user, three, page, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 2)

    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/materials/choose/all", follow_redirects=True)

    assert "its first 2 are chosen" in answer.text
    assert "Chosen: 2" in answer.text
