"""Persons, events and places that only an import named go with it when it is taken back; those that are needed stay."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app import tally
from app.db import db
from app.journal.actions import as_one_deed
from app.journal.models import Entry
from app.materials.duplicates.comparing import compare_all
from app.materials.duplicates.models import PersonKey, PersonPair
from app.materials.subjects import going
from app.materials.subjects.actions import introduce
from app.materials.subjects.introduced import introductions
from app.materials.subjects.models import Event, Person, Place
from app.tasks.ties.models import task_link
from app.text import SearchEntry
from app.verifying import verify
from tests import make
from tests.at_once import CLICKS
from tests.materials.consents.pages import give
from tests.materials.imports.test_import import bring, materials, undo
from tests.materials.pages import FACTS, collect
from tests.materials.subjects.pages import EVENT, PERSON, PLACE, write_down

HEADS = "Title\tKind\tPersons\tEvents\tPlaces\n"
TABLE = HEADS + "Class\tScan\tОмаров Серік\tSchool fair\tРудный\nBand\tScan\tОмаров Серік; Ахметов Болат\t\t\n"
MODELS = {"person": Person, "event": Event, "place": Place}


@pytest.fixture
def imports(cast):
    return f"/projects/{cast.project.id}/materials/import"


@pytest.fixture
def brought(cast, as_user, imports):
    """An import of the member's that has just been carried out; gives the address of its page."""
    return bring(as_user(cast.member), imports, TABLE)


def called(name):
    """Whoever or whatever is called so and still there."""
    db.session.rollback()
    there = [thing for model in MODELS.values() for thing in here(model)]
    return next((thing for thing in there if thing.title_for_journal == name), None)


def here(model):
    return db.session.scalars(db.select(model).where(model.deleted_at.is_(None)).order_by(model.id)).all()


def names():
    db.session.rollback()
    return {thing.title_for_journal for model in MODELS.values() for thing in here(model)}


def test_names_that_only_the_import_brought_go_with_it(cast, as_user, brought):
    browser = as_user(cast.member)
    fair = called("School fair").id
    assert names() == {"Омаров Серік", "Ахметов Болат", "School fair", "Рудный"}

    page = undo(browser, brought)

    assert names() == set()
    assert "4 names that came with the import are gone too." in page
    assert "because" not in page
    assert browser.get(f"/events/{fair}").status_code == 404


def test_what_went_is_found_nowhere_and_every_count_is_right(cast, as_user, brought):
    browser, project = as_user(cast.member), f"/projects/{cast.project.id}"
    compare_all()

    undo(browser, brought)

    for address in ("/persons", "/persons?words=Омаров", "/materials", "/chronicle"):
        page = browser.get(project + address).text
        assert ("/persons/1" in page, "Омаров Серік" in page) == (False, False), address
    assert browser.get(f"{project}/persons/suggested?q=Ома").json == []
    assert "/persons/1" not in browser.get("/search?q=Омаров").text
    assert db.session.scalars(db.select(SearchEntry).where(SearchEntry.subject_type.in_(MODELS))).all() == []
    assert db.session.scalars(db.select(PersonKey)).all() == []
    assert list(verify()) == []


def test_the_journal_says_of_each_that_it_went_with_the_same_deed(cast, as_user, brought):
    undo(as_user(cast.member), brought)

    gone = db.session.scalars(db.select(Entry).where(Entry.kind.like("%/throw_away"))).all()
    assert len({entry.batch_id for entry in gone}) == 1
    assert {entry.actor_id for entry in gone} == {cast.member.id}
    titles = {entry.params["title"] for entry in gone if entry.subject_type != "material"}
    assert titles == {"Омаров Серік", "Ахметов Болат", "School fair", "Рудный"}
    journal = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/journal").text
    assert "took back the writing down of the place “Рудный”" in journal


def test_a_name_comes_again_with_the_next_table(cast, as_user, imports, brought):
    browser = as_user(cast.member)
    first = called("Омаров Серік").id
    undo(browser, brought)

    bring(browser, imports, TABLE)

    assert called("Омаров Серік").id != first
    assert f"/persons/{called('Омаров Серік').id}" in browser.get(f"/projects/{cast.project.id}/persons").text
    assert list(tally.miscounts()) == []


def test_whom_the_project_knew_before_stays(cast, as_user, imports):
    browser = as_user(cast.member)
    collect(browser, cast.project)
    address = bring(browser, imports, TABLE)

    page = undo(browser, address)

    assert names() == {"Омаров Серік", "Opening of the school"}
    assert "3 names that came with the import are gone too." in page
    assert called("Омаров Серік").id in {person.id for person in materials()[0].persons}
    assert list(tally.miscounts()) == []


def of_another_import(browser, cast, one):
    bring(browser, f"/projects/{cast.project.id}/materials/import", f"Title\tKind\tPersons\nChoir\tScan\t{one.title}\n")


def of_a_material_of_the_import_that_was_changed(browser, _cast, one):
    kept = next(material for material in materials() if one in material.persons)
    browser.post(f"/materials/{kept.id}/rights", data={"version": kept.version, "rights_holder": "A family"})


def of_a_consent(browser, _cast, one):
    give(browser, one)


def of_a_relation(browser, cast, one):
    write_down(browser, cast.project, "persons", {**PERSON, "relations-0-name": one.title})


def of_an_event(browser, cast, one):
    write_down(browser, cast.project, "events", {**EVENT, "participants-0-name": one.title})


def of_a_task(_browser, cast, one):
    task = make.task(cast.project)
    tally.count(cast.project.id, "tasks", f"{task.stage_id}:TODO", +1)
    db.session.execute(task_link.insert().values(task_id=task.id, subject_type=one.kind, subject_id=one.id))
    db.session.commit()


def of_a_decision_that_it_is_another(browser, cast, one):
    other = write_down(browser, cast.project, "persons", PERSON)
    browser.post(f"/persons/{other.id}/merge/{one.id}/apart", data={"is_on": "1"})
    assert db.session.scalars(db.select(PersonPair.is_apart)).all() == [True]


def of_a_decision_that_was_left_open_again(browser, cast, one):
    other = write_down(browser, cast.project, "persons", PERSON)
    for is_on in "10":
        browser.post(f"/persons/{one.id}/merge/{other.id}/apart", data={"is_on": is_on})
    assert db.session.scalars(db.select(PersonPair)).all() == []


def of_a_merge_that_was_taken_back(browser, cast, one):
    other = write_down(browser, cast.project, "persons", PERSON)
    versions = {"version": other.version, "version-other": one.version}
    browser.post(f"/persons/{other.id}/merge/{one.id}/preview", data={"reason": "The same man", **versions})
    db.session.refresh(other)
    browser.post(f"/persons/{other.id}/separate", data={"merged_id": one.id, "version": other.version})


USES = [
    of_another_import,
    of_a_material_of_the_import_that_was_changed,
    of_a_consent,
    of_a_relation,
    of_an_event,
    of_a_task,
    of_a_decision_that_it_is_another,
    of_a_decision_that_was_left_open_again,
    of_a_merge_that_was_taken_back,
]


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_a_person_stays_for_the_sake(cast, as_user, brought, use):
    browser = as_user(cast.coordinator)
    one = called("Ахметов Болат")
    use(as_user(cast.member) if use is of_a_material_of_the_import_that_was_changed else browser, cast, one)

    page = undo(as_user(cast.member), brought)

    assert called("Ахметов Болат")
    assert "because" in page
    assert as_user(cast.member).get(f"/persons/{one.id}").status_code == 200
    assert list(tally.miscounts()) == []


@pytest.mark.parametrize(
    "plural, facts", [("events", {**EVENT, "place": "Рудный"}), ("places", {**PLACE, "part_of": "Рудный"})]
)
def test_a_place_stays_that_an_event_or_another_place_is_in(cast, as_user, brought, plural, facts):
    write_down(as_user(cast.coordinator), cast.project, plural, facts)

    page = undo(as_user(cast.member), brought)

    assert called("Рудный")
    assert called("School fair") is None
    assert "3 names that came with the import are gone too. 1 name that came with the import stays, because" in page


def test_a_person_who_was_edited_by_hand_stays(cast, as_user, brought):
    browser, one = as_user(cast.coordinator), called("Омаров Серік")
    facts = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": "Омаров Серік", "birth-first": "1931"}
    assert browser.post(f"/persons/{one.id}/edit", data={**facts, "version": one.version}).status_code == 303

    page = undo(as_user(cast.member), brought)

    assert names() == {"Омаров Серік"}
    assert "1 name that came with the import stays, because it is used or was edited." in page


def test_into_whom_another_was_merged_stays_and_who_was_merged_is_not_taken_twice(cast, as_user, brought):
    browser = as_user(cast.coordinator)
    one, other = called("Омаров Серік"), called("Ахметов Болат")
    versions = {"version": one.version, "version-other": other.version}
    answer = browser.post(f"/persons/{one.id}/merge/{other.id}/preview", data={"reason": "The same man", **versions})
    assert answer.status_code == 303

    page = undo(as_user(cast.member), brought)

    assert names() == {"Омаров Серік"}
    assert "2 names that came with the import are gone too. 1 name that came with the import stays" in page
    assert as_user(cast.member).get(f"/persons/{other.id}").location.endswith(f"/persons/{one.id}")


def test_that_two_may_be_the_same_holds_nobody_back(cast, as_user, imports):
    browser = as_user(cast.member)
    collect(browser, cast.project)
    address = bring(browser, imports, "Title\tKind\tPersons\nClass\tScan\tОмаров С.\nBand\tScan\tСерік Омаров\n")
    compare_all()
    assert db.session.scalars(db.select(PersonPair)).all() != []

    undo(browser, address)

    assert called("Серік Омаров") is None
    assert db.session.scalars(db.select(PersonPair)).all() == []
    assert browser.get(f"/projects/{cast.project.id}/persons/duplicates").status_code == 200


def test_names_that_a_table_of_changes_brought_go_as_well(cast, as_user, imports):
    browser = as_user(cast.member)
    material = collect(browser, cast.project)
    address = bring(
        browser, imports, f"Accession number\tPersons\n{material.accession}\tОмаров Серік; Кім\n", mode="update"
    )
    assert called("Кім")

    page = undo(browser, address)

    assert called("Кім") is None
    assert [person.title_for_journal for person in materials()[0].persons] == ["Омаров Серік"]
    assert "1 name that came with the import is gone too." in page
    assert list(tally.miscounts()) == []


def test_of_an_import_that_kept_no_names_none_are_taken(cast, as_user, brought):
    batch = db.session.get_one(make.Batch, brought.rpartition("/")[2])
    batch.facts = {name: fact for name, fact in batch.facts.items() if name != "made"}
    db.session.commit()

    page = undo(as_user(cast.member), brought)

    assert len(names()) == 4
    assert "names that came" not in page


@pytest.mark.parametrize(
    "language, n, words",
    [
        ("kk", 1, "Импортпен бірге қосылған 1 атау да жойылды."),
        ("ru", 1, "Также убрана 1 запись"),
        ("ru", 3, "Также убраны 3 записи"),
        ("ru", 5, "Также убрано 5 записей"),
    ],
)
def test_what_went_is_said_in_the_language_of_the_reader(cast, as_user, imports, language, n, words):
    address = bring(as_user(cast.member), imports, HEADS + "Class\tScan\t" + "; ".join(f"Кім {i}" for i in range(n)))
    cast.member.language = language
    db.session.commit()

    assert words in undo(as_user(cast.member), address)
    assert words in as_user(cast.member).get(address).text


def test_the_statements_are_as_many_for_few_names_as_for_many(cast, queries):
    def cost(n):
        with introductions() as made:
            for number in range(n):
                introduce(Person, cast.project, f"Кім {n} {number}")
        db.session.commit()
        with queries() as seen, as_one_deed("undone"):
            held = going.hold(made)
            assert going.let_go(cast.project.id, held, actor=cast.member) == {"gone": n, "stay": 0}
        db.session.commit()
        return len(seen)

    assert cost(3) == cost(300)


def test_every_place_in_the_database_that_can_name_one_is_looked_at(cast):
    """A new table that refers to persons must say in `going` that they stay for its sake."""
    own = {"person_key", "event_key", "place_key", "person_name"}
    for kind, model in MODELS.items():
        asked = {query.selected_columns[0] for query in going.references(cast.project.id, kind)}
        refer = {
            column
            for table in db.metadata.tables.values()
            for column in table.columns
            if table.name not in own and any(key.column.table is model.__table__ for key in column.foreign_keys)
        }
        assert {str(column) for column in refer} <= {str(column) for column in asked}


@pytest.mark.real_time
def test_whoever_names_one_at_the_same_moment_finds_it_or_introduces_it_anew(cast, as_user, brought):
    facts = {**FACTS, "persons-0": "Ахметов Болат"}
    asked = [(f"/projects/{cast.project.id}/materials/new", {**facts, "form_key": f"{n}"}) for n in range(CLICKS // 4)]
    asked.insert(2, (f"/materials/batches/{brought.rpartition('/')[2]}/take-back", {}))
    clients = [as_user(cast.member).client for _ in asked]
    db.session.rollback()

    with ThreadPoolExecutor(len(asked)) as pool:
        answers = list(pool.map(lambda client, wish: client.post(wish[0], data=wish[1]), clients, asked))
    db.session.rollback()
    assert {answer.status_code for answer in answers} == {303}
    assert {person.deleted_at for material in materials() for person in material.persons} == {None}
    assert len([person for person in here(Person) if person.title_for_journal == "Ахметов Болат"]) == 1
    assert list(tally.miscounts()) == []
