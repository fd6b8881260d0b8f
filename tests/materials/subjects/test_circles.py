"""No place lies within itself, neither directly nor further up, whoever writes it down and however many at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db import db
from app.journal.models import Entry
from app.materials.subjects.models import Place
from tests import make
from tests.at_once import codes
from tests.materials.subjects.pages import write_down

SAID = {
    "en": "“Village” lies within this place itself.",
    "kk": "«Village» орнының өзі осы орынның құрамына кіреді.",
    "ru": "Место «Village» само входит в состав этого места.",
}


@pytest.fixture
def nested(cast):
    """``nested("Region", "District")``: places of these names, each a part of the one before."""

    def written(*names):
        places: list = []
        for name in names:
            places.append(make.place(cast.project, name, places[-1] if places else None))
        return places

    return written


def put_into(browser, place, name, **facts):
    asked = {"name_en": place.title_for_journal, "part_of": name, "version": place.version, **facts}
    return browser.post(f"/places/{place.id}/edit", data=asked)


def wholes():
    return dict(db.session.execute(db.select(Place.id, Place.part_of_id)).all())


@pytest.mark.parametrize("language", SAID)
def test_a_place_is_not_put_into_what_lies_within_it(cast, as_user, nested, language):
    region, _district, _village = nested("Region", "District", "Village")
    cast.member.language = language
    db.session.commit()
    before = wholes()

    answer = put_into(as_user(cast.member), region, "Village", description_en="On the river.")

    assert answer.status_code == 422
    assert 'aria-describedby="part_of-error"' in answer.text
    assert answer.text.count(SAID[language]) == 2, "once in the summary, once at the field"
    assert 'value="Village"' in answer.text
    assert "On the river." in answer.text
    assert wholes() == before
    assert db.session.scalars(db.select(Entry)).all() == []


def test_what_one_place_is_part_of_can_be_anything_that_does_not_lie_within_it(cast, as_user, nested):
    region, district, village = nested("Region", "District", "Village")
    browser = as_user(cast.member)

    answers = [put_into(browser, place, name) for place, name in ((village, "Region"), (district, "Village"))]

    assert codes(answers) == [303, 303]
    assert wholes() == {region.id: None, village.id: region.id, district.id: village.id}


def test_a_place_is_no_part_of_itself(cast, as_user, nested):
    [region] = nested("Region")
    browser = as_user(cast.member)

    changed = put_into(browser, region, "Region")
    new = browser.post(f"/projects/{cast.project.id}/places/new", data={"name_en": "Steppe", "part_of": "Steppe"})

    for answer in (changed, new):
        assert answer.status_code == 422
        assert "A place cannot be part of itself." in answer.text
    assert wholes() == {region.id: None}


def test_a_new_place_may_be_part_of_another_of_its_name(cast, as_user, nested):
    [region] = nested("Kostanay")

    town = write_down(as_user(cast.member), cast.project, "places", {"name_en": "Kostanay", "part_of": "Kostanay"})

    assert town.part_of == region


@pytest.mark.real_time
@pytest.mark.parametrize("n", [2, 3])
def test_many_at_once_make_no_circle_together(cast, as_user, nested, n):
    for turn in range(4):
        places = [nested(f"Place {turn} {which}")[0] for which in range(n)]
        names = [place.title_for_journal for place in places]
        asked = [
            {"name_en": name, "part_of": names[(which + 1) % n], "version": place.version}
            for which, (name, place) in enumerate(zip(names, places, strict=True))
        ]
        clients = [as_user(cast.member).client for _place in places]
        addresses = [f"/places/{place.id}/edit" for place in places]
        db.session.rollback()

        with ThreadPoolExecutor(n) as pool:
            posts = zip(clients, addresses, asked, strict=True)
            answers = list(pool.map(lambda one: one[0].post(one[1], data=one[2]), posts))

        db.session.rollback()
        assert codes(answers) == [303] * (n - 1) + [422]


def test_pages_survive_a_circle_that_is_there_and_let_it_be_opened(cast, as_user, nested):
    region, district, village = nested("Region", "District", "Village")
    region.part_of_id = village.id
    db.session.commit()
    browser = as_user(cast.coordinator)
    for page in ("", "/edit", f"/merge/{village.id}", f"/merge/{village.id}/preview"):
        assert browser.get(f"/places/{region.id}{page}").status_code == 200
    hamlet = write_down(browser, cast.project, "places", {"name_en": "Hamlet", "part_of": "Village"})

    refused = put_into(browser, region, "District")
    opened = put_into(browser, region, "")

    assert codes([refused, opened]) == [303, 422]
    assert (region.part_of_id, district.part_of_id, hamlet.part_of_id) == (None, region.id, village.id)
