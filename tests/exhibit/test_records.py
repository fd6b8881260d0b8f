"""What other systems read of an exhibition: what its pages show, and nothing else."""

import json

import pytest

from app.db import db
from tests.exhibit.pages import living_with, move, open_exhibit, published


def test_everybody_reads_what_is_on_show_as_dublin_core_and_json_ld(cast, as_user, visitor, home):
    material = published(cast, as_user)

    page = visitor.get(f"{home}/ru/materials/{material.id}").text
    answers = {form: visitor.get(f"{home}/materials/{material.id}.{form}") for form in ("xml", "jsonld")}

    address = f"http://127.0.0.1:8000{home}/materials/{material.id}"
    for form, answer in answers.items():
        assert f'href="{home}/ru/materials/{material.id}.{form}"' in page
        assert address in answer.text
        assert "Opening of the school" in answer.text
        assert "Rudny museum" in answer.text
        assert [secret for secret in ("Asel", "album", "Қасымов", "Сейтова") if secret in answer.text] == []
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answers["jsonld"].data)["@id"] == address
    assert f"URL: {address} (дата обращения: 02.03.2026)." in page


@pytest.mark.parametrize("form", ["xml", "jsonld"])
def test_a_record_goes_with_its_page(cast, as_user, visitor, home, form):
    material = published(cast, as_user)
    address = f"{home}/materials/{material.id}.{form}"
    assert visitor.get(address).status_code == 200

    move(as_user(cast.coordinator), material, "withdraw")

    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(("scopes", "is_named"), [(["PUBLISH_PHOTO"], False), (["PUBLISH_PHOTO", "SHOW_NAME"], True)])
def test_a_record_names_only_who_agreed_to_be_named(cast, as_user, visitor, home, scopes, is_named):
    living_with(cast, as_user, *scopes)
    material = published(cast, as_user, **{"persons-0": "Омаров Серік"})

    for form in ("xml", "jsonld"):
        assert ("Омаров" in visitor.get(f"{home}/materials/{material.id}.{form}").text) is is_named


@pytest.mark.parametrize(("scopes", "is_told"), [([], False), (["PUBLIC_SOURCES"], True)])
def test_a_record_leads_to_other_catalogues_of_whom_so_much_may_be_told(cast, as_user, visitor, home, scopes, is_told):
    living_with(cast, as_user, "PUBLISH_PHOTO", "SHOW_NAME", *scopes)
    material = published(cast, as_user, **{"persons-0": "Омаров Серік", "places-0": "Рудный"})
    material.persons[0].authorities, material.places[0].authorities = {"wikidata": "Q1"}, {"geonames": "2"}
    db.session.commit()

    found = json.loads(visitor.get(f"{home}/materials/{material.id}.jsonld").data)

    person = next(thing for thing in found["about"] if thing["@type"] == "Person")
    assert person.get("sameAs", []) == (["https://www.wikidata.org/wiki/Q1"] if is_told else [])
    assert found["contentLocation"][0]["sameAs"] == ["https://www.geonames.org/2"]
    ours = json.loads(as_user(cast.observer).get(f"/materials/{material.id}.jsonld").data)
    assert "https://www.wikidata.org/wiki/Q1" in str(ours)


def test_the_workgroup_cites_the_public_page_only_while_it_is_there(cast, as_user, home):
    material = published(cast, as_user)
    address = f"URL: http://127.0.0.1:8000{home}/materials/{material.id} "
    reader = as_user(cast.observer)
    assert address in reader.get(f"/materials/{material.id}").text

    open_exhibit(cast, as_user, "close")

    assert "URL:" not in reader.get(f"/materials/{material.id}").text
