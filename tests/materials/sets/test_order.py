"""The order of a set: given by its owner, kept whatever others do meanwhile, and taken along when the set leaves."""

import io
import re
import zipfile

import pytest

from app.db import db
from app.files.models import File
from app.jobs.models import Job
from app.jobs.running import run
from app.materials import queries as materials
from app.materials.bags import contents
from app.materials.sets import queries
from app.materials.sets.models import WorkingSet
from tests import make
from tests.at_once import codes, post_at_once

TITLES = ("School", "Mine", "Factory", "Club")


@pytest.fixture
def album(cast):
    """A set of the member's with four materials."""
    four = [make.material(cast.project, cast.member, title) for title in TITLES]
    return make.working_set(cast.project, cast.member, *four)


@pytest.fixture
def move(as_user, album):
    """``move(person, title, way, **fields)``: presses a button beside a material, or drops it somewhere."""

    def press(person, title, way, **fields):
        address = f"/sets/{album.id}/materials/{number(album, title)}/{way}"
        return as_user(person).post(address, data={"to": f"set={album.id}&order=1", **fields})

    return press


def number(album, title):
    return queries.ids_in(album)[titles(album).index(title)]


def titles(album):
    return [db.session.get(materials.Material, id).title for id in queries.ids_in(album)]


def shown(page):
    return re.findall(r'<div class="thing-text">\s*<a [^>]*>([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("title", "way", "then"),
    [
        ("Factory", "up", ["School", "Factory", "Mine", "Club"]),
        ("School", "up", ["School", "Mine", "Factory", "Club"]),
        ("Mine", "down", ["School", "Factory", "Mine", "Club"]),
        ("Club", "down", ["School", "Mine", "Factory", "Club"]),
        ("Factory", "first", ["Factory", "School", "Mine", "Club"]),
        ("School", "last", ["Mine", "Factory", "Club", "School"]),
    ],
)
def test_each_button_moves_one_material_and_leads_back_to_it(cast, as_user, album, move, title, way, then):
    answer = move(cast.member, title, way)

    assert (answer.status_code, titles(album)) == (303, then)
    place = f"/projects/{cast.project.id}/materials?set={album.id}&order=1#material-{number(album, title)}"
    assert answer.location == place
    assert shown(as_user(cast.member).get(place).text) == then


@pytest.mark.parametrize(
    ("between", "then"),
    [
        (("School", "Mine"), ["School", "Club", "Mine", "Factory"]),
        (("", "School"), ["Club", "School", "Mine", "Factory"]),
        (("Factory", ""), ["School", "Mine", "Factory", "Club"]),
        (("", ""), ["School", "Mine", "Factory", "Club"]),
    ],
)
def test_what_is_dragged_stands_between_those_where_it_was_dropped(cast, album, move, between, then):
    upper, lower = (number(album, title) if title else "" for title in between)

    assert move(cast.member, "Club", "place", upper=upper, lower=lower).status_code == 303

    assert titles(album) == then


def test_the_list_offers_only_moves_that_lead_somewhere(cast, as_user, album):
    page = as_user(cast.member).get(f"/projects/{cast.project.id}/materials?set={album.id}&order=1").text

    offered = [re.findall(r"/materials/\d+/(\w+)\" aria-label", line) for line in page.split("data-material=")[1:]]
    middle = ["first", "up", "down", "last"]
    assert f'name="to" value="set={album.id}&amp;order=1"' in page
    assert offered == [["down", "last"], middle, middle, ["first", "up"]]


def test_only_who_may_change_the_set_orders_it(cast, as_user, album, move):
    address = f"/projects/{cast.project.id}/materials?set={album.id}"
    assert move(cast.coordinator, "Club", "first").status_code == 404
    as_user(cast.member).post(f"/sets/{album.id}", data={"title": "Album", "is_shared": "y"})

    codes = [move(person, "Club", "first").status_code for person in (cast.outsider, cast.observer, cast.coordinator)]

    assert codes == [404, 404, 303]
    assert titles(album)[0] == "Club"
    assert "Put in order" in as_user(cast.coordinator).get(address).text
    assert "Put in order" not in as_user(cast.observer).get(address).text
    assert "data-ordered" not in as_user(cast.observer).get(f"{address}&order=1").text


def test_what_comes_later_stands_last_and_what_was_taken_out_or_thrown_away_is_stepped_over(cast, as_user, album, move):
    club, foreign = number(album, "Club"), make.material(cast.project, cast.member, "Elsewhere")
    db.session.get(materials.Material, number(album, "Factory")).deleted_at = album.created_at
    db.session.commit()
    move(cast.member, "Club", "up")
    assert titles(album) == ["School", "Club", "Mine", "Factory"]

    as_user(cast.member).post(f"/sets/{album.id}/put", data={"material": foreign.id})
    as_user(cast.member).post(f"/sets/{album.id}/take", data={"material": club})

    assert titles(album) == ["School", "Mine", "Factory", "Elsewhere"]
    answer = as_user(cast.member).post(f"/sets/{album.id}/materials/{club}/up")
    assert answer.status_code == 404


def test_pages_follow_the_order_however_it_was_given(cast, as_user, album, move, monkeypatch):
    monkeypatch.setattr(materials, "SHOWN_AT_ONCE", 3)
    move(cast.member, "Club", "first")

    first = as_user(cast.member).get(f"/projects/{cast.project.id}/materials?set={album.id}&order=1").text
    [further] = set(re.findall(r'href="([^"]*after=-?\d+[^"]*)"', first))
    rest = as_user(cast.member).get(further.replace("&amp;", "&")).text

    assert (shown(first), shown(rest)) == (["Club", "School", "Mine"], ["Factory"])
    assert "order=1" in further
    assert "Put in order" not in rest


def test_a_set_leaves_in_its_order_as_a_table_and_as_a_package(cast, as_user, album, move, monkeypatch):
    monkeypatch.setattr(contents, "AT_ONCE", 3)
    contents.page.cache_clear()
    move(cast.member, "Club", "first")
    base, browser = f"/projects/{cast.project.id}/materials", as_user(cast.member)

    table = browser.get(f"{base}.csv?set={album.id}").text
    browser.post(f"{base}/pack?set={album.id}")
    run(db.session.scalar(db.select(Job.id)))
    file_id = db.session.scalar(db.select(File.id).where(File.subject_type == "job"))
    with zipfile.ZipFile(io.BytesIO(browser.get(f"/files/{file_id}").data)) as packed:
        [records] = [packed.read(name).decode() for name in packed.namelist() if name.endswith("dublin-core.xml")]
    contents.page.cache_clear()

    for text in (table, records):
        assert sorted(TITLES, key=text.index) == ["Club", "School", "Mine", "Factory"]


def test_a_set_made_of_what_is_chosen_keeps_the_order_of_choosing(cast, as_user, album):
    browser, ids = as_user(cast.member), queries.ids_in(album)
    for id in (ids[2], ids[0]):
        browser.post(f"/projects/{cast.project.id}/materials/choose", data={"shown": [id], "pick": [id]})

    browser.post(f"/projects/{cast.project.id}/sets", data={"title": "Reading list"})

    made = db.session.scalars(db.select(WorkingSet).where(WorkingSet.title == "Reading list")).one()
    assert titles(made) == ["Factory", "School"]


@pytest.mark.real_time
def test_moves_made_at_once_all_count(cast, as_user, album):
    clients, address = [as_user(cast.member).client for _ in range(3)], f"/sets/{album.id}/materials/"

    answers = post_at_once(clients, f"{address}{number(album, 'School')}/down", dict)

    assert codes(answers) == [303] * 3
    assert titles(album) == ["Mine", "Factory", "Club", "School"]
