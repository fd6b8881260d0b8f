"""Nothing about a living person is published without consent, and what loses its consent leaves the public at once."""

from datetime import date, timedelta

import pytest

from app.db import db
from app.journal.models import Entry
from app.materials.consents.actions import see_ends
from app.materials.queries import about
from app.materials.subjects.models import Person
from app.tasks.models import Task
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.test_moves import press
from workflows.materials import MaterialState

INC = "http://rightsstatements.org/vocab/InC/1.0/"
MISSING = "Living people in it have not all consented."


@pytest.fixture
def cleared(cast, as_user):
    """``cleared(**facts)``: a material about one person, its rights cleared."""

    def make(**facts):
        material = collect(as_user(cast.member), cast.project, **{"rights_uri": INC, **facts})
        press(as_user(cast.member), material, "submit")
        for trigger in ("accept", "clear"):
            press(as_user(cast.coordinator), material, trigger)
        return material

    return make


@pytest.fixture
def person(cleared):
    cleared()
    return db.session.scalars(db.select(Person)).one()


def material_of(person):
    return about(person).one()


def page_of(browser, material):
    return browser.get(f"/materials/{material.id}").text.partition("<main")[2]


def tasks():
    return db.session.scalars(db.select(Task.title)).all()


def publish(cast, as_user, material):
    press(as_user(cast.coordinator), material, "publish")
    return material.state


def test_without_a_consent_it_is_not_published_and_the_page_says_why(cast, as_user, person):
    material = material_of(person)

    page = as_user(cast.coordinator).get(f"/materials/{material.id}").text

    assert MISSING in page
    assert "No consent" in page
    assert publish(cast, as_user, material) is MaterialState.CLEARED


def test_of_whom_it_is_not_known_whether_they_live_counts_as_living(cast, as_user, person):
    material = material_of(person)
    person.is_living = False
    db.session.commit()

    assert publish(cast, as_user, material) is MaterialState.PUBLISHED


@pytest.mark.parametrize(
    ("scope", "state"),
    [(["PUBLISH_PHOTO"], MaterialState.PUBLISHED), (["KEEP", "PUBLISH_AUDIO"], MaterialState.CLEARED)],
)
def test_a_photograph_needs_the_consent_to_publish_pictures(cast, as_user, person, scope, state):
    give(as_user(cast.member), person, scope=scope)

    assert publish(cast, as_user, material_of(person)) is state


def test_a_withdrawn_consent_takes_it_off_the_public_side_at_once_and_opens_a_task(cast, as_user, person):
    consent = give(as_user(cast.member), person)
    material = material_of(person)
    publish(cast, as_user, material)

    as_user(cast.member).post(
        f"/consents/{consent.id}/withdraw", data={"reason": "By telephone", "version": consent.version}
    )

    assert material.state is MaterialState.WITHDRAWN
    assert tasks() == ["Consent withdrawn: Омаров Серік"]
    assert db.session.scalars(db.select(Task)).one().assignee_ids == [cast.coordinator.id]
    kinds = db.session.scalars(db.select(Entry.kind).order_by(Entry.id)).all()
    assert kinds[-5:-2] == ["consent/withdraw", "material/withdraw", "task/create"]
    task = as_user(cast.coordinator).get(f"/tasks/{db.session.scalars(db.select(Task.id)).one()}").text
    assert f'href="/persons/{person.id}"' in task
    assert f'href="/materials/{material.id}"' in task
    assert "Consent withdrawn: Омаров Серік" in page_of(as_user(cast.member), material)


def test_what_another_consent_still_carries_stays_public(cast, as_user, person):
    first, second = give(as_user(cast.member), person), give(as_user(cast.member), person)
    material = material_of(person)
    publish(cast, as_user, material)

    as_user(cast.member).post(f"/consents/{first.id}/withdraw", data={"reason": "Lost", "version": first.version})
    assert material.state is MaterialState.PUBLISHED
    as_user(cast.member).post(f"/consents/{second.id}/withdraw", data={"reason": "No", "version": second.version})
    assert material.state is MaterialState.WITHDRAWN


def test_a_consent_is_withdrawn_once(cast, as_user, person):
    consent = give(as_user(cast.member), person)
    browser = as_user(cast.member)
    browser.post(f"/consents/{consent.id}/withdraw", data={"reason": "No", "version": consent.version})

    again = browser.post(f"/consents/{consent.id}/withdraw", data={"reason": "No", "version": consent.version})

    assert again.location == f"/consents/{consent.id}"
    assert len(tasks()) == 1


def test_when_its_last_day_is_over_the_material_is_withdrawn_and_a_task_opened(cast, as_user, person, clock):
    give(as_user(cast.member), person, valid_until="2026-03-10")
    material = material_of(person)
    publish(cast, as_user, material)

    clock.shift(timedelta(days=8))
    see_ends()
    assert material.state is MaterialState.PUBLISHED
    clock.shift(timedelta(days=1))
    see_ends()
    see_ends()

    assert material.state is MaterialState.WITHDRAWN
    assert tasks() == ["Consent has ended: Омаров Серік"]
    assert "Consent has ended: Омаров Серік" in page_of(as_user(cast.member), material)


def test_one_that_was_put_back_says_no_more_why_it_was_withdrawn(cast, as_user, person):
    consent = give(as_user(cast.member), person)
    material = material_of(person)
    publish(cast, as_user, material)
    as_user(cast.member).post(f"/consents/{consent.id}/withdraw", data={"reason": "No", "version": consent.version})

    coordinator = as_user(cast.coordinator)
    coordinator.post(f"/materials/{material.id}/restore", data={"version": material.version})

    assert material.state is MaterialState.CLEARED
    assert "Consent withdrawn" not in page_of(coordinator, material)


def test_an_embargo_keeps_it_back_and_its_end_opens_a_task_and_nothing_else(cast, as_user, cleared, clock):
    material = cleared(embargo_until="2026-03-10", **{"persons-0": ""})
    assert "It is under embargo" in as_user(cast.coordinator).get(f"/materials/{material.id}").text
    assert publish(cast, as_user, material) is MaterialState.CLEARED

    clock.shift(timedelta(days=8))
    see_ends()
    see_ends()

    assert material.embargo_until == date(2026, 3, 10)
    assert tasks() == [f"The embargo has ended: {material.accession}"]
    assert material.state is MaterialState.CLEARED
    assert publish(cast, as_user, material) is MaterialState.PUBLISHED
