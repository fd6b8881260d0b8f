"""The public pages: everybody reads what is published, and nothing else of the project."""

import re
from datetime import timedelta

import pytest

from app.db import db
from app.exhibit.copies import make_public_copies
from app.files.models import File, FileRole
from app.files.thumbnails import make_thumbnails
from app.materials.subjects.models import Event
from tests import make
from tests.exhibit.pages import dead, living_with, move, open_exhibit, person, published
from tests.files import samples
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.subjects.pages import EVENT, PERSON, write_down

SECRETS = ("Family of Asel", "Found in an album", "Қасымов", "Сейтова", "паспорт")


def test_a_project_has_no_exhibition_until_its_coordinator_opens_it(cast, as_user, visitor):
    material = published(cast, as_user)
    address = f"/exhibit/{cast.project.id}"
    assert visitor.get(address).status_code == visitor.get(f"{address}/materials/{material.id}").status_code == 404

    open_exhibit(cast, as_user)

    assert "Photograph of school 4" in visitor.get(address).text
    shown = as_user(cast.observer).get(f"/projects/{cast.project.id}/exhibit").text
    assert f'value="http://127.0.0.1:8000{address}" readonly' in shown
    assert "Only the coordinator can do this." in shown
    open_exhibit(cast, as_user, "close")
    assert visitor.get(address).status_code == 404


def test_only_the_coordinator_opens_it(cast, as_user):
    for who, status in ((cast.member, 403), (cast.observer, 403), (cast.outsider, 404)):
        answer = as_user(who).post(f"/projects/{cast.project.id}/exhibit/open", data={"version": cast.project.version})
        assert answer.status_code == status
    assert cast.project.exhibit_since is None


def test_everybody_reads_what_is_published_and_not_who_made_it(cast, as_user, visitor, home):
    dead(as_user(cast.member), cast.project, "Қонаев Дінмұхамед")
    material = published(cast, as_user, **{"persons-0": "Қонаев Дінмұхамед"})

    page = visitor.get(f"{home}/en/materials/{material.id}").text

    for words in (
        "Photograph of school 4",
        "A class in front",
        "Қонаев Дінмұхамед",
        "Opening of the school",
        "In copyright",
    ):
        assert words in page
    for address in ("", f"/materials/{material.id}", "/persons", "/events", "/chronicle", "/sitemap-pages.xml"):
        text = visitor.get(home + address).text
        assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("until", ["", "submit", "accept", "clear"])
def test_what_is_not_published_is_nowhere(cast, as_user, visitor, home, until):
    draft = collect(as_user(cast.member), cast.project, rights_uri="http://rightsstatements.org/vocab/InC/1.0/",
                    **{"persons-0": "", "events-0": "Secret event", "title": "Secret draft"})  # fmt: skip
    for trigger in ("submit", "accept", "clear"):
        if until and ("submit", "accept", "clear").index(trigger) <= ("submit", "accept", "clear").index(until):
            move(as_user(cast.member if trigger == "submit" else cast.coordinator), draft, trigger)

    event = db.session.scalars(db.select(Event)).one()
    assert visitor.get(f"{home}/materials/{draft.id}").status_code == 404
    assert visitor.get(f"{home}/events/{event.id}").status_code == 404
    for address in (
        "",
        "/events",
        "/persons",
        "/chronicle",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-materials-0.xml",
    ):
        text = visitor.get(home + address).text
        assert "Secret" not in text
        assert f"/materials/{draft.id}" not in text


def test_what_is_withdrawn_disappears_at_once(cast, as_user, visitor, home):
    material = published(cast, as_user)
    make_thumbnails()
    picture = f"{home}/pictures/{first_original().id}/small"
    tag = visitor.get(home).headers["ETag"]
    assert visitor.get(picture).status_code == 200

    move(as_user(cast.coordinator), material, "withdraw")

    assert visitor.get(home, headers={"If-None-Match": tag}).status_code == 200
    assert "Photograph of school 4" not in visitor.get(home).text
    assert visitor.get(f"{home}/materials/{material.id}").status_code == visitor.get(picture).status_code == 404


def test_a_withdrawn_consent_takes_the_material_off_at_once(cast, as_user, visitor, home):
    _somebody, consent = living_with(cast, as_user, "PUBLISH_PHOTO")
    material = published(cast, as_user, **{"persons-0": "Омаров Серік"})
    assert visitor.get(f"{home}/materials/{material.id}").status_code == 200

    form = {"version": consent.version, "reason": "I changed my mind"}
    assert as_user(cast.coordinator).post(f"/consents/{consent.id}/withdraw", data=form).status_code == 303

    assert visitor.get(f"{home}/materials/{material.id}").status_code == 404


def test_who_is_found_to_be_living_after_all_is_hidden_before_anybody_withdraws_anything(cast, as_user, visitor, home):
    somebody = dead(as_user(cast.member), cast.project, "Омаров Серік")
    material = published(cast, as_user, **{"persons-0": "Омаров Серік"})
    assert "Омаров Серік" in visitor.get(f"{home}/persons").text

    somebody.is_living = None
    db.session.commit()

    assert visitor.get(f"{home}/materials/{material.id}").status_code == 404
    assert "Омаров Серік" not in visitor.get(f"{home}/persons").text


@pytest.mark.parametrize(
    ("scopes", "is_named", "is_told"),
    [
        (["PUBLISH_PHOTO"], False, False),
        (["PUBLISH_PHOTO", "SHOW_NAME"], True, False),
        (["PUBLISH_PHOTO", "PUBLIC_SOURCES"], False, False),
        (["PUBLISH_PHOTO", "SHOW_NAME", "PUBLIC_SOURCES"], True, True),
    ],
)
def test_of_the_living_only_so_much_is_told_as_they_agreed_to(cast, as_user, visitor, home, scopes, is_named, is_told):
    told = {"birth-first": "1951", "description_en": "Taught at the school."}
    somebody, _consent = living_with(cast, as_user, *scopes, **told)
    write_down(as_user(cast.member), cast.project, "events",
               {**EVENT, "name_en": "Opening", "participants-0-name": "Омаров Серік"})  # fmt: skip
    material = published(cast, as_user, **{"persons-0": "Омаров Серік", "events-0": "Opening"})

    page = visitor.get(f"{home}/persons/{somebody.id}")

    assert (page.status_code == 200) is is_named
    places = (f"/materials/{material.id}", "/persons", "/sitemap-pages.xml")
    assert {"Омаров Серік" in visitor.get(home + place).text for place in places[:2]} == {is_named}
    assert (f"/persons/{somebody.id}" in visitor.get(home + places[2]).text) is is_named
    everything = "".join(
        visitor.get(home + place).text for place in ("/persons", "/chronicle", f"/persons/{somebody.id}")
    )
    assert ("1951" in everything) is is_told
    assert ("Taught at the school." in everything) is is_told


def test_a_consent_that_has_ended_hides_what_it_carried_on_the_next_day(cast, as_user, visitor, home, clock):
    somebody = person(as_user(cast.member), cast.project, "Омаров Серік", living="yes")
    give(as_user(cast.member), somebody, valid_until="2026-03-02")
    material = published(cast, as_user, **{"persons-0": "Омаров Серік"})
    assert visitor.get(f"{home}/materials/{material.id}").status_code == 200

    clock.shift(timedelta(days=1))

    assert visitor.get(f"{home}/materials/{material.id}").status_code == 404


def first_original():
    return db.session.scalars(db.select(File).where(File.of_id.is_(None)).order_by(File.id)).first()


def test_the_picture_for_everybody_is_a_copy_without_the_traces_of_the_camera(cast, as_user, visitor, home):
    material = published(cast, as_user, files=[(samples.jpeg((2600, 1300)), "Сейтова паспорт.jpg")])
    make_thumbnails()
    original = first_original()

    make_public_copies(material.id)
    make_public_copies(material.id)

    copies = db.session.scalars(db.select(File).where(File.role == FileRole.ACCESS_COPY)).all()
    assert len(copies) == 1
    answer = visitor.get(f"{home}/pictures/{original.id}")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert b"Camera of Rudny" not in answer.data
    assert b"Exif" not in answer.data
    assert "inline" in answer.headers["Content-Disposition"]
    assert f"{cast.project.id}-{original.id}.webp" in answer.headers["Content-Disposition"]
    assert f"/pictures/{original.id}" in visitor.get(f"{home}/materials/{material.id}").text
    assert visitor.get(f"/files/{original.id}").status_code == 302
    assert "webp" not in as_user(cast.member).get(f"/materials/{material.id}").text


def test_a_file_that_is_closed_by_itself_has_no_public_picture(cast, as_user, visitor, home):
    material = published(cast, as_user)
    make_thumbnails()
    original = first_original()
    original.access = "group"
    db.session.commit()

    assert visitor.get(f"{home}/pictures/{original.id}/small").status_code == 404
    assert "pictures" not in visitor.get(f"{home}/materials/{material.id}").text


def test_things_of_another_project_are_not_found_in_this_one(cast, as_user, visitor, home):
    material = published(cast, as_user)
    other = make.project(make.user())
    other.exhibit_since = other.created_at
    db.session.commit()

    assert visitor.get(f"/exhibit/{other.id}").status_code == 200
    assert visitor.get(f"/exhibit/{other.id}/materials/{material.id}").status_code == 404


def test_a_page_speaks_the_language_of_its_address(visitor, home):
    assert '<html lang="kk"' in visitor.get(f"{home}/kk").text
    russian = visitor.get(f"{home}/ru?scale=all").text
    assert '<html lang="ru"' in russian
    assert f'href="{home}/ru/persons"' in russian
    assert re.search(rf'href="{home}/en[^"]*" lang="en"', russian)
    assert visitor.get(f"{home}/de").status_code == 404


def test_what_else_the_address_says_stays_when_the_language_is_changed(visitor, home):
    assert f'href="{home}/en/chronicle?scale=decade"' in visitor.get(f"{home}/ru/chronicle?scale=decade&_scheme=x").text


def test_messengers_and_search_engines_find_what_they_need(cast, as_user, visitor, home):
    material = published(cast, as_user)
    make_thumbnails()
    base = f"http://127.0.0.1:8000{home}"

    page = visitor.get(f"{home}/ru/materials/{material.id}").text

    assert f'<link rel="canonical" href="{base}/ru/materials/{material.id}">' in page
    assert f'hreflang="kk" href="{base}/kk/materials/{material.id}"' in page
    assert '<meta property="og:title" content="Photograph of school 4">' in page
    assert f'<meta property="og:image" content="{base}/pictures/{first_original().id}">' in page
    assert f"{base}/sitemap-materials-0.xml" in visitor.get(f"{home}/sitemap.xml").text
    listed = visitor.get(f"{home}/sitemap-materials-0.xml")
    assert listed.mimetype == "application/xml"
    assert listed.text.count(f"<loc>{base}/en/materials/{material.id}</loc>") == 1


def test_a_page_that_has_not_changed_is_not_drawn_again(cast, as_user, visitor, home, queries):
    published(cast, as_user)
    tag = visitor.get(f"{home}/kk").headers["ETag"]

    with queries() as seen:
        answer = visitor.get(f"{home}/kk", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert len([statement for statement in seen if statement != "BEGIN"]) == 1
    assert visitor.get(f"{home}/ru", headers={"If-None-Match": tag}).status_code == 200


def test_the_chronicle_shows_only_what_is_on_show(cast, as_user, visitor, home):
    dead(as_user(cast.member), cast.project, "Абай", **{"birth-first": "1845", "death-first": "1904"})
    dead(as_user(cast.member), cast.project, "Ахмет", **{"birth-first": "1872", "death-first": "1937"})
    published(cast, as_user, **{"persons-0": "Абай", "made": "1900"})
    collect(as_user(cast.member), cast.project, **{"title": "Draft about him", "persons-0": "Абай", "made": "1890"})

    page = visitor.get(f"{home}/chronicle").text

    assert "Абай" in page
    assert "Photograph of school 4" in page
    assert "Ахмет" not in page
    assert "Draft about him" not in page
    assert "Accepted materials" not in page


def test_a_person_is_shown_with_whom_and_what_is_on_show_only(cast, as_user, visitor, home):
    dead(as_user(cast.member), cast.project, "Бекенов Болат")
    unknown = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": "Бала"}
    write_down(as_user(cast.member), cast.project, "persons", unknown)
    kunaev = write_down(as_user(cast.member), cast.project, "persons",
                        {**PERSON, "relations-1-kind": "CHILD", "relations-1-name": "Бала"})  # fmt: skip
    published(cast, as_user, **{"persons-0": "Қонаев Дінмұхамед Ахметұлы", "persons-1": "Бекенов Болат"})

    page = visitor.get(f"{home}/persons/{kunaev.id}").text

    assert "Бекенов Болат" in page
    assert "Photograph of school 4" in page
    assert "Бала" not in page
