"""OAI-PMH: catalogues elsewhere harvest what is on show, each record once, and learn what is not any more."""

import threading
from datetime import timedelta

import pytest
from lxml import etree
from sickle import Sickle
from werkzeug.serving import make_server

from app import clock as now
from app.db import db
from app.exhibit.harvest import queries as harvest
from app.materials.models import Material
from tests import make
from tests.exhibit.pages import dead, living_with, move, open_exhibit, published
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from workflows.materials import MaterialState

OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture
def sickle(app):
    """A harvester, and the service on a real port."""
    server = make_server("127.0.0.1", 0, app, threaded=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Sickle(f"http://127.0.0.1:{server.server_port}/oai")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def many(cast, as_user, monkeypatch):
    """Two open exhibitions of seven materials each, and pages of three."""
    monkeypatch.setattr(harvest, "AT_ONCE", 3)
    monkeypatch.setattr(harvest, "STAMPS", harvest.STAMPS.limit(4))
    other = make.project(cast.coordinator, title="Music of Rudny")
    for project in (cast.project, other):
        for number in range(7):
            make.material(project, cast.member, f"Title {number}", state=MaterialState.PUBLISHED)
        browser = as_user(cast.coordinator)
        browser.post(f"/projects/{project.id}/exhibit/open", data={"version": project.version})
    db.session.rollback()
    return other


def asked(browser, query):
    answer = browser.get(f"/oai?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    return etree.fromstring(answer.data)


def headers(browser, query="verb=ListIdentifiers&metadataPrefix=oai_dc"):
    """``{number of the material: whether it is deleted}`` of a list that comes in one part."""
    found = asked(browser, query).iterfind(".//o:header", OAI)
    return {int(h.findtext("o:identifier", namespaces=OAI).rpartition("/")[2]): h.get("status") for h in found}


def error(browser, query):
    return [found.get("code") for found in asked(browser, query).iterfind("o:error", OAI)]


def number(record):
    return int(record.header.identifier.rpartition("/")[2])


def test_a_harvester_gets_every_published_record_once(cast, many, sickle):
    make.material(cast.project, cast.member, "Secret draft")
    closed = make.project(make.user())
    make.material(closed, cast.member, "Secret of another", state=MaterialState.PUBLISHED)
    every = set(db.session.scalars(db.select(Material.id).where(Material.public_at.is_not(None))))
    db.session.rollback()

    records = list(sickle.ListRecords(metadataPrefix="oai_dc"))

    assert len(records) == len(every) == 14
    assert {number(record) for record in records} == every
    assert {title for record in records for title in record.metadata["title"]} == {f"Title {n}" for n in range(7)}
    assert len(list(sickle.ListIdentifiers(metadataPrefix="oai_dc"))) == 14
    of_one = list(sickle.ListRecords(metadataPrefix="oai_dc", set=f"project-{many.id}"))
    assert {record.header.setSpecs[0] for record in of_one} == {f"project-{many.id}"}
    assert len(of_one) == 7


def test_the_other_verbs_answer_a_harvester(cast, many, sickle):
    about = sickle.Identify()
    assert (about.deletedRecord, about.protocolVersion, about.granularity) == (
        "persistent",
        "2.0",
        "YYYY-MM-DDThh:mm:ssZ",
    )
    assert [(found.setSpec, found.setName) for found in sickle.ListSets()] == [
        (f"project-{cast.project.id}", "Cultural history"),
        (f"project-{many.id}", "Music of Rudny"),
    ]
    assert [found.metadataPrefix for found in sickle.ListMetadataFormats()] == ["oai_dc"]
    first = next(sickle.ListIdentifiers(metadataPrefix="oai_dc"))
    record = sickle.GetRecord(identifier=first.identifier, metadataPrefix="oai_dc")
    assert record.metadata["type"] == ["StillImage"]
    page = f"http://127.0.0.1:8000/exhibit/{cast.project.id}/materials/{number(record)}"
    assert page in record.metadata["identifier"]


def test_what_changes_during_a_harvest_is_neither_lost_nor_breaks_it(cast, as_user, many, clock, sickle):
    records = sickle.ListRecords(metadataPrefix="oai_dc", set=f"project-{cast.project.id}")
    seen = [next(records) for _one in range(3)]
    clock.shift(timedelta(minutes=1))
    gone = db.session.get_one(Material, number(seen[0]))
    move(as_user(cast.coordinator), gone, "withdraw")

    seen += list(records)

    assert {number(record) for record in seen} == {number(seen[0])} | {number(record) for record in seen[1:]}
    assert len({number(record) for record in seen}) == 7
    assert [number(record) for record in seen if record.deleted] == [gone.id]


def test_what_is_not_on_show_any_more_is_told_to_be_deleted_for_good(cast, as_user, visitor, clock):
    open_exhibit(cast, as_user)
    kept, gone = published(cast, as_user), published(cast, as_user)
    draft = collect(as_user(cast.member), cast.project)
    clock.shift(timedelta(days=1))

    move(as_user(cast.coordinator), gone, "withdraw")

    assert headers(visitor) == {kept.id: None, gone.id: "deleted"}
    assert headers(visitor, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-03-03") == {gone.id: "deleted"}
    found = asked(visitor, f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:material/{gone.id}")
    assert found.find(".//o:header", OAI).get("status") == "deleted"
    assert found.find(".//o:metadata", OAI) is None
    unseen = f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:material/{draft.id}"
    assert error(visitor, unseen) == ["idDoesNotExist"]


def test_a_closed_exhibition_takes_its_records_along(cast, as_user, visitor, clock):
    before = published(cast, as_user)
    never = published(cast, as_user)
    move(as_user(cast.coordinator), never, "withdraw")
    assert error(visitor, "verb=ListIdentifiers&metadataPrefix=oai_dc") == ["noRecordsMatch"]
    clock.shift(timedelta(days=1))
    open_exhibit(cast, as_user)
    assert headers(visitor, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-03-03") == {before.id: None}
    clock.shift(timedelta(days=1))

    open_exhibit(cast, as_user, "close")

    newest = "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-04"
    assert headers(visitor, newest) == {before.id: "deleted"}
    assert "Photograph of school" not in visitor.get(f"/oai?{newest}").text
    assert error(visitor, "verb=ListSets") == ["noSetHierarchy"]


def test_what_is_under_embargo_is_not_even_told_of(cast, as_user, visitor, clock):
    until = (now.now() + timedelta(days=30)).date()
    sealed = make.material(cast.project, cast.member, state=MaterialState.PUBLISHED, embargo_until=until)
    shown = make.material(cast.project, cast.member, state=MaterialState.PUBLISHED)

    open_exhibit(cast, as_user)

    assert headers(visitor) == {shown.id: None}
    one = f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:material/{sealed.id}"
    assert error(visitor, one) == ["idDoesNotExist"]


def test_nobody_is_named_to_harvesters_whom_the_exhibition_does_not_name(cast, as_user, visitor, clock):
    open_exhibit(cast, as_user)
    _somebody, consent = living_with(cast, as_user, "PUBLISH_PHOTO", "SHOW_NAME")
    named = published(cast, as_user, **{"persons-0": "Омаров Серік"})
    every = "verb=ListRecords&metadataPrefix=oai_dc"
    assert "Омаров Серік" in visitor.get(f"/oai?{every}").text
    clock.shift(timedelta(days=1))

    form = {"version": consent.version, "reason": "I changed my mind"}
    as_user(cast.coordinator).post(f"/consents/{consent.id}/withdraw", data=form)

    assert headers(visitor, f"{every}&from=2026-03-03") == {named.id: "deleted"}
    text = visitor.get(f"/oai?{every}").text
    assert [secret for secret in ("Омаров", "Photograph", "Asel", "Қасымов") if secret in text] == []


def test_who_takes_back_the_name_alone_is_told_anew_without_it(cast, as_user, visitor, clock):
    open_exhibit(cast, as_user)
    somebody, _consent = living_with(cast, as_user, "PUBLISH_PHOTO")
    name = give(as_user(cast.member), somebody, scope=["SHOW_NAME"])
    material = published(cast, as_user, **{"persons-0": "Омаров Серік"})
    newest = "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-03"
    assert "Омаров" in visitor.get(f"/oai?{newest.partition('&from')[0]}").text
    clock.shift(timedelta(days=1))

    form = {"version": name.version, "reason": "I changed my mind"}
    as_user(cast.coordinator).post(f"/consents/{name.id}/withdraw", data=form)

    assert headers(visitor, newest) == {material.id: None}
    assert "Омаров" not in visitor.get(f"/oai?{newest}").text


def test_who_is_renamed_or_found_to_be_living_is_told_anew(cast, as_user, visitor, clock):
    open_exhibit(cast, as_user)
    somebody = dead(as_user(cast.member), cast.project, "Бекенов Болат")
    material = published(cast, as_user, **{"persons-0": "Бекенов Болат"})
    clock.shift(timedelta(days=1))

    facts = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": "Бекенов Болат Қанатұлы"}
    address = f"/persons/{somebody.id}/edit"
    for living, status in (("no", None), ("", "deleted")):
        db.session.refresh(somebody)
        form = {**facts, "living": living, "version": somebody.version}
        assert as_user(cast.member).post(address, data=form).status_code == 303
        found = headers(visitor, "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-03")
        assert found == {material.id: status}
        clock.shift(timedelta(hours=1))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=List", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=project-1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-02&until=2026-03-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-01&until=2026-03-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1900-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0001-01-01&until=9999-12-31&set=project-7", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=музей", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=oai_dc.1.2.3", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=oai_dc.1.9.0.999999999999999999.0.0", "badResumptionToken"),
        ("verb=ListIdentifiers&resumptionToken=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=sets.x", "badResumptionToken"),
        ("verb=ListSets", "noSetHierarchy"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:material/99999999999", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%0B", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:elsewhere:1", "idDoesNotExist"),
    ],
)
def test_what_cannot_be_answered_has_its_name_in_the_protocol(cast, visitor, query, code):
    assert error(visitor, query) == [code]


def test_a_question_may_be_posted_and_is_repeated_in_the_answer(cast, visitor):
    answer = visitor.post("/oai", data={"verb": "ListMetadataFormats"})

    request = etree.fromstring(answer.data).find("o:request", OAI)
    assert (request.text, dict(request.attrib)) == ("http://127.0.0.1:8000/oai", {"verb": "ListMetadataFormats"})


def test_a_page_of_a_harvest_asks_as_little_of_three_records_as_of_hundreds(cast, as_user, visitor, queries):
    open_exhibit(cast, as_user)
    asked_of = []

    for more in (3, 250):
        facts = {"project_id": cast.project.id, "collector_id": cast.member.id, "genre": "PHOTOGRAPH", "version": 1}
        made = [
            {**facts, "accession": f"{more}-{n}", "state": "PUBLISHED", "created_at": now.now(), "public_at": now.now()}
            for n in range(more)
        ]
        db.session.execute(db.insert(Material), made)
        db.session.commit()
        with queries() as seen:
            page = visitor.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").text
        asked_of.append(len([statement for statement in seen if statement != "BEGIN"]))
        assert page.count("<record>") == min(more, harvest.AT_ONCE)

    # Of few it asks once more: whether another project follows.
    assert asked_of == [6, 5]
