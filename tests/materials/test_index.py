"""The list of a project's materials."""

from app.db import db
from app.materials import queries as materials
from app.materials.models import MaterialKind
from app.text import index
from tests import make
from workflows.materials import MaterialState


def titles(page):
    return [title for title in ("School", "Interview with a miner", "Factory") if f">{title}</a>" in page]


def some(cast):
    make.material(cast.project, cast.member, "School", state=MaterialState.ACCEPTED)
    make.material(cast.project, cast.coordinator, "Interview with a miner", genre=MaterialKind.INTERVIEW)
    factory = make.material(cast.project, cast.member, "Factory")
    index(factory, "Зауыт Қостанай")
    db.session.commit()


def test_it_is_filtered_by_state_kind_collector_and_words(cast, as_user):
    some(cast)
    browser = as_user(cast.member)

    def shown(**wanted):
        return titles(browser.get(f"/projects/{cast.project.id}/materials", query_string=wanted).text)

    assert shown() == ["School", "Interview with a miner", "Factory"]
    assert shown(state="ACCEPTED") == ["School"]
    assert shown(genre="INTERVIEW") == ["Interview with a miner"]
    assert shown(collector=cast.coordinator.id) == ["Interview with a miner"]
    assert shown(words="костанай") == ["Factory"]
    assert shown(words="nothing") == []
    assert shown(state="nonsense", collector="x") == ["School", "Interview with a miner", "Factory"]


def test_words_are_looked_up_in_the_index_and_never_read_through(cast, as_user, queries):
    some(cast)

    with queries() as seen:
        as_user(cast.member).get(f"/projects/{cast.project.id}/materials?words=костанай")

    assert not [statement for statement in seen if "LIKE" in statement]


def test_it_goes_on_where_the_page_before_ended(cast, as_user, monkeypatch):
    monkeypatch.setattr(materials, "SHOWN_AT_ONCE", 2)
    some(cast)
    browser = as_user(cast.member)

    first = browser.get(f"/projects/{cast.project.id}/materials").text
    assert titles(first) == ["Interview with a miner", "Factory"]
    assert 'rel="next"' in first
    oldest_shown = min(row.id for row in materials.page_of(cast.project)[0])
    second = browser.get(f"/projects/{cast.project.id}/materials?before={oldest_shown}").text
    assert titles(second) == ["School"]


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(cast, as_user, queries):
    browser = as_user(cast.member)
    address = f"/projects/{cast.project.id}/materials"
    counts = []
    for more in (3, 27):
        for _ in range(more):
            make.material(cast.project, cast.member)
        browser.get(address)
        with queries() as seen:
            browser.get(address)
        counts.append(len(seen))

    assert counts[0] == counts[1]
