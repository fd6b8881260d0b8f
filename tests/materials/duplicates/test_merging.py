"""Two persons become one by a person's word: nothing is lost or doubled, and it can be taken back."""

import pytest

from app import tally
from app.db import db
from app.journal.models import Entry
from app.materials.consents.models import Consent
from app.materials.facets.models import FacetCount
from app.materials.subjects.models import Participation, Person, Relation
from app.tasks.ties.models import task_link
from tests import make
from tests.at_once import codes, post_at_once
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.subjects.pages import EVENT, PERSON, write_down

TWIN = {
    "names-0-form": "MAIN",
    "names-0-language": "en",
    "names-0-given": "Kunaev Dinmukhamed",
    "birth-first": "1912",
    "living": "",
    "relations-0-kind": "PUPIL",
    "relations-0-name": "Ыбырай",
    "relations-1-kind": "TEACHER",
    "relations-1-name": "Бекенов Болат",
    "relations-2-kind": "SIBLING",
    "relations-2-name": "Кунаев Динмухамед",
    "description_ru": "Инженер.",
    "sources-0-claim": "all",
    "sources-0-text": "A newspaper",
    "viaf": "12345",
}


@pytest.fixture
def twice(cast, as_user):
    """The same man written down twice, with a material, an event and a task of each and of both, and a consent."""
    browser = as_user(cast.coordinator)
    one = write_down(browser, cast.project, "persons", PERSON)
    other = write_down(browser, cast.project, "persons", TWIN)
    mine, theirs = one.title_for_journal, other.title_for_journal
    for persons in ([mine], [theirs], [mine, theirs]):
        named = {f"persons-{place}": name for place, name in enumerate(persons)}
        collect(browser, cast.project, **{"persons-0": "", **named})
        parts = {f"participants-{place}-name": name for place, name in enumerate(persons)}
        roles = {f"participants-{place}-role": f"role of {name[0]}" for place, name in enumerate(persons)}
        write_down(browser, cast.project, "events", {**EVENT, **parts, **roles})
        task = make.task(cast.project)
        tally.count(cast.project.id, "tasks", f"{task.stage_id}:TODO", +1)
        for person in (person for person in (one, other) if person.title_for_journal in persons):
            tie = {"task_id": task.id, "subject_type": "person", "subject_id": person.id}
            db.session.execute(task_link.insert().values(**tie))
        db.session.commit()
    give(browser, other)
    return one, other


def merge(browser, one, other, **facts):
    versions = {"version": one.version, "version-other": other.version}
    address = f"/persons/{one.id}/merge/{other.id}/preview"
    return browser.post(address, data={"reason": "Both in the same file", **versions, **facts})


def hanging():
    """Every row that hangs on a person."""
    tables = (Participation.__table__, Relation.__table__, Consent.__table__, task_link)
    shown = {table.name: {tuple(map(str, row)) for row in db.session.execute(without_id(table))} for table in tables}
    about = db.session.execute(db.text("SELECT material_id, person_id FROM material_person"))
    return {**shown, "about": {tuple(row) for row in about}}


def without_id(table):
    left_out = {"id"} if table.name == "relation" else {"version"}
    return db.select(*(column for column in table.c if column.name not in left_out))


def counted(person):
    place = {"project_id": person.project_id, "what": "person", "key": str(person.id)}
    return db.session.scalar(db.select(FacetCount.n).filter_by(**place))


def test_all_that_hangs_on_both_hangs_on_one_and_every_count_is_right(cast, as_user, twice):
    one, other = twice

    assert merge(as_user(cast.coordinator), one, other).status_code == 303

    about = {person_id for _material, person_id in hanging()["about"]}
    assert (other.id not in about, counted(one), counted(other)) == (True, 3, 0)
    roles = db.session.scalars(db.select(Participation.role).where(Participation.person_id == one.id)).all()
    assert sorted(roles) == ["role of K", "role of Қ", "role of Қ; role of K"]
    relations = db.session.scalars(db.select(Relation)).all()
    assert all(other.id not in (row.person_id, row.other_id) and row.person_id != row.other_id for row in relations)
    assert len(relations) == 2
    assert db.session.scalars(db.select(Consent.person_id)).all() == [one.id]
    assert "KEEP" in one.consented
    assert db.session.scalars(db.select(task_link.c.subject_id)).all() == [one.id] * 3
    assert list(tally.miscounts()) == []
    found = as_user(cast.member).get(f"/projects/{cast.project.id}/materials?words=Dinmukhamed").text
    assert found.count("Photograph of school 4</a>") == 3
    listed = as_user(cast.member).get(f"/projects/{cast.project.id}/persons?words=Dinmukhamed").text
    assert (f"/persons/{one.id}" in listed, f"/persons/{other.id}" in listed) == (True, False)


def test_names_and_sources_are_kept_of_both_and_of_other_fields_what_was_chosen(cast, as_user, twice):
    one, other = twice
    browser = as_user(cast.coordinator)
    asked = browser.get(f"/persons/{one.id}/merge/{other.id}").text
    assert 'name="birth" value="theirs"' in asked
    preview = browser.get(f"/persons/{one.id}/merge/{other.id}/preview?birth=theirs&viaf=rubbish").text
    assert "Kunaev Dinmukhamed" in preview
    assert 'name="birth" value="theirs"' in preview

    merge(browser, one, other, birth="theirs")

    names = ["Қонаев Дінмұхамед Ахметұлы", "Кунаев Динмухамед", "Kunaev Dinmukhamed"]
    assert [name.whole for name in one.names] == names
    assert (one.birth, one.death, one.is_living) == ("1912", "1993~", False)
    assert one.authorities == {"wikidata": "Q312483", "viaf": "12345"}
    assert [row["text"] for row in one.sources] == ["State archive, f. 12, p. 4", "A newspaper"]
    assert (one.worded("description", "ru"), one.worded("description", "en")) == (
        "Инженер.",
        "He began the building of Rudny.",
    )
    entry = db.session.scalars(db.select(Entry).where(Entry.kind == "person/merge")).one()
    assert (entry.actor_id, entry.changes["birth"]) == (cast.coordinator.id, ["1912-01-12", "1912"])
    page = browser.get(f"/persons/{one.id}").text
    assert "merged the person “Kunaev Dinmukhamed” into “Қонаев Дінмұхамед Ахметұлы”" in page
    assert "“Both in the same file”" in page


def test_the_old_address_leads_on_also_where_the_survivor_was_merged_in_turn(cast, as_user, twice):
    one, other = twice
    browser = as_user(cast.coordinator)
    last = write_down(browser, cast.project, "persons", {**TWIN, "relations-2-name": ""})
    merge(browser, one, other)
    merge(browser, last, one)

    for page in ("", "/edit", "/consents/new"):
        answer = as_user(cast.member).get(f"/persons/{other.id}{page}")
        assert (answer.status_code, answer.location) == (301, f"/persons/{last.id}{page}")
    assert as_user(cast.outsider).get(f"/persons/{other.id}").status_code == 404
    typed = browser.post(f"/persons/{other.id}/edit", data={**TWIN, "version": other.version})
    assert (typed.status_code, "A newspaper" in typed.text) == (409, True)


def test_in_the_exhibition_the_old_address_leads_on_only_to_who_is_shown(cast, as_user, visitor, twice):
    one, other = twice
    cast.project.exhibit_since = cast.project.created_at
    db.session.commit()
    material = make.material(cast.project, cast.member, state="PUBLISHED")
    material.persons = [one]
    db.session.commit()
    address = f"/exhibit/{cast.project.id}/persons/"
    assert visitor.get(f"{address}{other.id}").status_code == 404

    merge(as_user(cast.coordinator), one, other)

    assert visitor.get(f"{address}{other.id}").location == f"{address}{one.id}"
    one.is_living = None
    db.session.commit()
    assert visitor.get(f"{address}{other.id}").status_code == 404


def test_a_merge_is_taken_back_with_all_that_was_moved(cast, as_user, twice):
    one, other = twice
    browser = as_user(cast.coordinator)
    before, was = hanging(), [name.whole for name in one.names]
    merge(browser, one, other)
    assert hanging() != before

    asked = {"merged_id": other.id, "version": one.version}
    assert as_user(cast.member).post(f"/persons/{one.id}/separate", data=asked).status_code == 403
    assert browser.post(f"/persons/{one.id}/separate", data=asked).status_code == 303

    assert hanging() == before
    assert ([name.whole for name in one.names], one.birth, one.authorities) == (
        was,
        "1912-01-12",
        {"wikidata": "Q312483"},
    )
    assert (one.consented, "KEEP" in other.consented, other.deleted_at) == ({}, True, None)
    assert list(tally.miscounts()) == []
    assert browser.get(f"/persons/{other.id}").status_code == 200
    again = browser.post(f"/persons/{one.id}/separate", data=asked)
    assert again.status_code == 404


def test_a_merge_on_which_something_was_built_stays(cast, as_user, twice):
    one, other = twice
    browser = as_user(cast.coordinator)
    merge(browser, one, other)
    browser.post(f"/persons/{one.id}/edit", data={**PERSON, "version": one.version})

    asked = {"merged_id": other.id, "version": one.version}
    page = browser.post(f"/persons/{one.id}/separate", data=asked, follow_redirects=True)

    assert "It was changed again since then, so it stays as it is." in page.text
    assert other.merged_into_id == one.id


def test_a_merge_needs_a_reason_the_newest_versions_and_two_who_were_not_told_apart(cast, as_user, twice):
    one, other = twice
    browser = as_user(cast.coordinator)

    assert merge(browser, one, other, reason=" ").status_code == 422
    assert merge(browser, one, other, **{"version-other": other.version - 1}).status_code == 409
    assert merge(as_user(cast.member), one, other).status_code == 403
    browser.post(f"/persons/{one.id}/merge/{other.id}/apart", data={"is_on": "1"})
    refused = merge(browser, one, other)
    assert refused.location == f"/persons/{one.id}/merge/{other.id}"
    assert "these two are not the same. Take that back first." in browser.get(refused.location).text
    elsewhere = make.project(cast.coordinator, title="Elsewhere")
    stranger = write_down(browser, elsewhere, "persons", TWIN)
    assert browser.get(f"/persons/{one.id}/merge/{stranger.id}").status_code == 404
    assert db.session.scalar(db.select(db.func.count()).where(Person.merged_into_id.is_not(None))) == 0


@pytest.mark.real_time
def test_of_merges_at_once_one_holds(cast, as_user, twice):
    one, other = twice
    versions = {one.id: one.version, other.id: other.version}
    clients = [as_user(cast.coordinator).client for _ in range(6)]
    both_ways = iter([(one.id, other.id), (other.id, one.id)] * 3)

    class Way:
        """A client that merges one way or the other."""

        def __init__(self, client):
            self.client, self.ids = client, next(both_ways)

        def post(self, _address, data):
            mine, theirs = self.ids
            drawn = {"version": versions[mine], "version-other": versions[theirs]}
            return self.client.post(f"/persons/{mine}/merge/{theirs}/preview", data={**data, **drawn})

    answers = post_at_once([Way(client) for client in clients], "", lambda: {"reason": "The same"})

    assert codes(answers)[:1] == [303]
    assert set(codes(answers)[1:]) <= {301, 303, 409}
    assert db.session.scalar(db.select(db.func.count()).where(Entry.kind == "person/merge")) == 1
    assert list(tally.miscounts()) == []
