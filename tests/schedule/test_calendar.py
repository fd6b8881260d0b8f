import re
from datetime import date, datetime

from tests import make
from workflows.tasks import TaskState


def days(page):
    """What stands on each day that has something: its date, then titles in order."""
    chunks = page.partition('<ol class="days')[2].partition("</ol>")[0].split('<h3 class="day-name">')[1:]
    found = {}
    for chunk in chunks:
        if titles := re.findall(r"([^<>]+)</a>", chunk):
            found[re.search(r'datetime="([\d-]+)"', chunk)[1]] = [title.strip() for title in titles]
    return found


def calendar(browser, cast, query=""):
    return browser.get(f"/projects/{cast.project.id}/calendar?{query}").text


def test_a_month_shows_tasks_on_their_due_days_and_meetings_by_the_hour(cast, as_user):
    make.task(cast.project, title="Read", due=date(2026, 3, 16))
    make.meeting(cast.project, title="Working meeting", starts=datetime(2026, 3, 16, 10, 0))
    make.task(cast.project, title="In April", due=date(2026, 4, 7))

    page = calendar(as_user(cast.observer), cast)

    assert days(page) == {"2026-03-16": ["Working meeting", "Read"]}
    assert page.count('<h3 class="day-name">') == 6 * 7
    assert "<time>10:00</time>" in page


def test_a_week_shows_seven_days(cast, as_user):
    make.task(cast.project, title="Sunday", due=date(2026, 3, 8))
    make.task(cast.project, title="Monday", due=date(2026, 3, 9))

    page = calendar(as_user(cast.member), cast, "unit=week")

    assert days(page) == {"2026-03-08": ["Sunday"]}
    assert page.count('<h3 class="day-name">') == 7


def test_a_meeting_stands_on_the_day_that_its_own_clock_shows(cast, as_user):
    make.meeting(cast.project, title="Late in Hilo", starts=datetime(2026, 3, 31, 23, 30), zone="Pacific/Honolulu")
    make.meeting(cast.project, title="In April", starts=datetime(2026, 4, 1, 0, 30))

    assert days(calendar(as_user(cast.member), cast)) == {"2026-03-31": ["Late in Hilo"]}


def test_what_is_late_and_what_is_done_are_told_apart(cast, as_user):
    make.task(cast.project, title="Late", due=date(2026, 3, 1))
    make.task(cast.project, title="Over", due=date(2026, 3, 1), state=TaskState.DONE)

    page = calendar(as_user(cast.member), cast)

    assert 'aria-label="Overdue"' in page
    assert 'class="day-task is-over"' in page


def test_my_calendar_has_my_tasks_and_meetings_of_all_projects_and_nothing_else(cast, as_user):
    other = make.project(cast.outsider, members=[cast.member], title="Another")
    make.task(cast.project, cast.member, title="Mine here", due=date(2026, 3, 4))
    make.task(other, cast.member, title="Mine there", due=date(2026, 3, 5))
    make.task(cast.project, cast.coordinator, title="Hers", due=date(2026, 3, 4))
    make.meeting(other, cast.member, title="Invited", starts=datetime(2026, 3, 6, 9, 0))
    make.meeting(cast.project, cast.coordinator, title="Not invited", starts=datetime(2026, 3, 6, 9, 0))

    page = as_user(cast.member).get("/calendar").text

    assert days(page) == {"2026-03-04": ["Mine here"], "2026-03-05": ["Mine there"], "2026-03-06": ["Invited"]}


def test_who_left_a_project_finds_nothing_of_it_in_the_calendar(cast, as_user):
    make.task(cast.project, cast.member, title="Mine", due=date(2026, 3, 4))
    cast.member.memberships[0].left_at = cast.project.created_at
    make.db.session.commit()

    assert days(as_user(cast.member).get("/calendar").text) == {}
    assert as_user(cast.member).get(f"/projects/{cast.project.id}/calendar").status_code == 404
