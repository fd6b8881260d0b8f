"""The journal of a project: who did what, when, in sentences."""

from datetime import timedelta

from app import clock as time
from app.accounts.actors import SYSTEM
from app.db import db
from app.journal.actions import record
from app.journal.queries import SHOWN_AT_ONCE
from tests import make


def journal(cast):
    return f"/projects/{cast.project.id}/journal"


def write(cast, task, who, times=1):
    for _ in range(times):
        record(task, "revise", actor=who)
    db.session.commit()


def test_entries_are_sentences_that_lead_to_the_thing(cast, as_user):
    task = make.task(cast.project, title="Read the newspapers")
    write(cast, task, cast.member)

    page = as_user(cast.observer).get(journal(cast)).text

    sentence = f"{cast.member.short_name} changed the task “Read the newspapers”"
    assert f'<a href="/tasks/{task.id}">{sentence}</a>' in page


def test_a_move_reads_as_the_states_it_led_between(cast, as_user):
    task = make.task(cast.project, cast.member, title="Read the newspapers")
    as_user(cast.member).post(f"/tasks/{task.id}/start", data={"version": task.version})

    page = as_user(cast.member).get(journal(cast)).text

    assert "moved “Read the newspapers”: To do → In progress" in page


def test_it_speaks_the_readers_language(cast, as_user):
    write(cast, make.task(cast.project), cast.member)
    cast.observer.language = "ru"
    db.session.commit()

    page = as_user(cast.observer).get(journal(cast)).text

    assert "changed the task" not in page
    assert cast.member.short_name in page


def test_what_the_service_did_by_itself_is_said_so(cast, as_user):
    record(make.task(cast.project), "revise", actor=SYSTEM)
    db.session.commit()

    assert "The service changed the task" in as_user(cast.member).get(journal(cast)).text


def test_days_are_the_readers_own(cast, as_user, clock):
    clock.shift(timedelta(hours=13))  # one in the night in Rudny, still the evening before in UTC
    write(cast, make.task(cast.project), cast.member)

    page = as_user(cast.member).get(journal(cast)).text

    assert "3 March 2026" in page
    assert "01:00" in page


def test_it_is_filtered_by_person_and_by_kind(cast, as_user):
    write(cast, make.task(cast.project, title="Newspapers"), cast.member)
    write(cast, make.task(cast.project, title="Interviews"), cast.coordinator)
    browser = as_user(cast.observer)

    by_person = browser.get(f"{journal(cast)}?person={cast.member.id}").text
    by_kind = browser.get(f"{journal(cast)}?about=meetings").text
    unknown = browser.get(f"{journal(cast)}?person={cast.outsider.id}&about=weather&before=x").text

    assert "Newspapers" in by_person
    assert "Interviews" not in by_person
    assert "Nothing matches this filter" in by_kind
    assert "Newspapers" in unknown


def test_who_left_can_still_be_asked_for(cast, as_user):
    write(cast, make.task(cast.project, title="Newspapers"), cast.member)
    cast.project.numbered_seats[1].membership.left_at = time.now()
    db.session.commit()

    assert "Newspapers" in as_user(cast.observer).get(f"{journal(cast)}?person={cast.member.id}").text


def test_a_long_journal_goes_on_page_by_page_and_loses_nothing(cast, as_user):
    task = make.task(cast.project)
    write(cast, task, cast.member, times=SHOWN_AT_ONCE + 5)
    browser, lines, address = as_user(cast.member), [], journal(cast)

    while address:
        page = browser.get(address).text
        lines.append(page.count("changed the task"))
        address = page.partition('rel="next" href="')[2].partition('"')[0]

    assert lines == [SHOWN_AT_ONCE, 5]


def test_a_page_asks_the_same_of_the_database_at_three_and_at_thirty_entries(cast, as_user, queries):
    task, browser = make.task(cast.project), as_user(cast.member)
    write(cast, task, cast.member, times=3)
    with queries() as few:
        browser.get(journal(cast))
    write(cast, task, cast.coordinator, times=27)

    with queries() as many:
        browser.get(journal(cast))

    assert len(many) == len(few)


def test_an_outsider_finds_no_journal(cast, as_user):
    assert as_user(cast.outsider).get(journal(cast)).status_code == 404
