"""Materials as other catalogues read them: Dublin Core as XML, and JSON-LD."""

import csv
import io
import json

from lxml import etree
from openpyxl import load_workbook

from app.db import db
from app.materials.standards import routes
from app.materials.subjects.models import Person
from tests import make
from tests.exhibit.pages import dead
from tests.materials.pages import collect
from tests.materials.subjects.pages import PERSON, write_down

NAMES = {"t": "http://purl.org/dc/terms/", "x": "http://www.w3.org/2001/XMLSchema-instance"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BY = "https://creativecommons.org/licenses/by/4.0/"


def terms(xml, name):
    """The values of a term, each with its language and its scheme."""
    found = etree.fromstring(xml).iterfind(f".//t:{name}", NAMES)
    return [(e.text, e.get(LANGUAGE), e.get(f"{{{NAMES['x']}}}type")) for e in found]


def in_two_languages(material):
    material.set_text("title", "kk", "№ 4 мектептің суреті")
    db.session.commit()


def test_dublin_core_says_all_that_is_known_in_every_language(cast, as_user):
    write_down(as_user(cast.member), cast.project, "persons", PERSON)
    material = collect(as_user(cast.member), cast.project, made="about 1957", rights_uri=BY, rights_holder="Museum",
                       link="https://library.example/a", **{"persons-0": "Қонаев Дінмұхамед Ахметұлы",
                       "places-0": "Rudny"})  # fmt: skip
    in_two_languages(material)

    answer = as_user(cast.observer).get(f"/materials/{material.id}.xml")

    xml = answer.data
    address = f"http://127.0.0.1:8000/materials/{material.id}"
    assert answer.mimetype == "application/xml"
    assert terms(xml, "identifier") == [(address, None, "dcterms:URI"), (material.accession, None, None)]
    assert terms(xml, "title") == [
        ("Photograph of school 4", "en", None),
        ("№ 4 мектептің суреті", "kk", None),
    ]
    assert terms(xml, "description") == [("A class in front of the school.", "en", None)]
    assert terms(xml, "created") == [("1957~", None, None)]
    assert terms(xml, "type") == [("StillImage", None, "dcterms:DCMIType")]
    assert terms(xml, "language") == [("kk", None, "dcterms:RFC5646")]
    assert ("Кунаев Динмухамед", "ru", None) in terms(xml, "subject")
    assert ("Opening of the school", "en", None) in terms(xml, "subject")
    assert terms(xml, "spatial") == [("Rudny", "en", None)]
    assert terms(xml, "license") == [(BY, None, "dcterms:URI")]
    assert terms(xml, "rightsHolder") == [("Museum", None, None)]
    assert terms(xml, "relation") == [("https://library.example/a", None, "dcterms:URI")]
    assert terms(xml, "isPartOf") == [("Cultural history", "en", None)]
    assert b"Family of Asel" not in xml


def test_json_ld_says_the_same_in_the_words_of_schema_org(cast, as_user):
    dead(as_user(cast.member), cast.project, "Абай")
    material = collect(as_user(cast.member), cast.project, made="7.03.1957", **{"persons-0": "Абай"})
    in_two_languages(material)

    answer = as_user(cast.observer).get(f"/materials/{material.id}.jsonld")

    said = json.loads(answer.data)
    person = db.session.scalars(db.select(Person)).one()
    assert answer.mimetype == "application/ld+json"
    assert (said["@type"], said["identifier"]) == ("Photograph", material.accession)
    assert said["name"] == [
        {"@language": "en", "@value": "Photograph of school 4"},
        {"@language": "kk", "@value": "№ 4 мектептің суреті"},
    ]
    assert said["dateCreated"] == said["dcterms:created"]["@value"] == "1957-03-07"
    assert said["about"][1]["name"] == [{"@language": "kk", "@value": "Абай"}]
    assert said["about"][1]["@id"].endswith(f"/persons/{person.id}")
    assert "license" not in said


def test_only_the_workgroup_gets_what_is_not_published(cast, as_user, visitor):
    material = collect(as_user(cast.member), cast.project)

    for form in ("xml", "jsonld"):
        assert as_user(cast.outsider).get(f"/materials/{material.id}.{form}").status_code == 404
        assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/materials.{form}").status_code == 404
        assert visitor.get(f"/materials/{material.id}.{form}").status_code == 302


def test_the_list_is_given_as_it_is_filtered(cast, as_user):
    browser = as_user(cast.observer)
    collect(as_user(cast.member), cast.project, title="Rye")
    scan = collect(as_user(cast.member), cast.project, title="Wheat", genre="SCAN")

    for narrowed in ("genre=SCAN", "words=Wheat"):
        address = f"/projects/{cast.project.id}/materials.%s?{narrowed}"
        assert terms(browser.get(address % "xml").data, "title") == [("Wheat", "en", None)]
        (only,) = json.loads(browser.get(address % "jsonld").data)["@graph"]
        assert only["identifier"] == scan.accession
    assert terms(browser.get(f"/projects/{cast.project.id}/materials.xml?genre=AUDIO").data, "title") == []


def test_the_list_is_given_for_a_spreadsheet_which_reckons_nothing(cast, as_user):
    material = collect(as_user(cast.member), cast.project, title="=1+1", **{"persons-0": "Абай", "persons-1": "@Sum"})
    in_two_languages(material)
    browser, address = as_user(cast.observer), f"/projects/{cast.project.id}/materials"

    in_csv = list(csv.DictReader(io.StringIO(browser.get(f"{address}.csv").data.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(browser.get(f"{address}.xlsx").data)).active

    (line,) = in_csv
    assert (line["Title, en"], line["Title, kk"]) == ("'=1+1", "№ 4 мектептің суреті")
    assert (line["Persons"], line["EDTF"]) == ("Абай; @Sum", "1957~")
    assert "Family of Asel" not in str(line)
    heads, values = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert dict(zip(heads, values, strict=True))["Title, en"] == "=1+1"
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}


def test_a_list_too_long_for_one_file_leads_to_what_follows(cast, as_user, monkeypatch):
    monkeypatch.setattr(routes, "MOST", 2)
    for title in ("Oats", "Rye", "Wheat"):
        make.material(cast.project, cast.member, title=title)
    browser = as_user(cast.observer)

    first = browser.get(f"/projects/{cast.project.id}/materials.xml")
    following = first.headers["Link"].partition(">")[0].removeprefix("<")
    second = browser.get(following)

    titles = [title for answer in (first, second) for title, *_ in terms(answer.data, "title")]
    assert titles == ["Wheat", "Rye", "Oats"]
    assert "Link" not in second.headers


def test_what_no_xml_can_hold_is_left_out(cast, as_user):
    material = make.material(cast.project, cast.member, title="Sch\x0bool <4> & \ufffe«мектеп» 😀")

    xml = as_user(cast.observer).get(f"/materials/{material.id}.xml").data

    assert terms(xml, "title")[0][0] == "School <4> & «мектеп» 😀"
