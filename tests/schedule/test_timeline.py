import re
from datetime import date, datetime
from html import unescape

from app.db import db
from app.tasks.ties.models import dependency
from tests import make
from workflows.meetings import MeetingState
from workflows.tasks import TaskState

# The clock stands on Monday 2 March 2026, the 61st day of its quarter of 90 days.


def timeline(browser, cast, query=""):
    return browser.get(f"/projects/{cast.project.id}/timeline?{query}").text


def bars(page):
    """What is drawn of each task: its title, the tone, where it begins, how long it is, how late."""
    drawn = re.findall(
        r'<rect class="axis-bar axis-(\w+)" x="([\d.]+)".*?width="([\d.]+)".*?/>(.*?)</text>', page, re.S
    )
    return [
        (re.search(r">(?:! )?([^<>]+)$", rest)[1], tone, float(x), float(width), "axis-late" in rest)
        for tone, x, width, rest in drawn
    ]


def rows(page):
    """The titles of the table."""
    return re.findall(r'<tr data-row><td><a href="[^"]+">([^<]+)</a>', page)


def test_a_task_is_drawn_from_its_start_to_the_end_of_its_due_day(cast, as_user):
    make.task(cast.project, cast.member, title="Read", starts_on=date(2026, 3, 2), due=date(2026, 3, 10))

    page = timeline(as_user(cast.observer), cast)

    ((title, tone, start, width, is_late),) = bars(page)
    assert (title, tone, is_late) == ("Read", "todo", False)
    assert (start, width) == (666.7, 100.0)


def test_late_work_is_seen_wherever_it_was_due(cast, as_user):
    make.task(cast.project, title="Of last year", due=date(2025, 11, 3))
    make.task(cast.project, title="Of last week", due=date(2026, 2, 25), state=TaskState.DOING)
    make.task(cast.project, title="Over", due=date(2026, 2, 25), state=TaskState.DONE)

    page = timeline(as_user(cast.member), cast)

    assert [(title, tone, late) for title, tone, _x, _width, late in bars(page)] == [
        ("Of last year", "todo", True),
        ("Of last week", "open", True),
        ("Over", "done", False),
    ]


def test_what_is_dropped_thrown_away_or_has_no_day_is_not_drawn(cast, as_user):
    make.task(cast.project, title="Dropped", due=date(2026, 3, 4), state=TaskState.CANCELLED)
    make.task(cast.project, title="Gone", due=date(2026, 3, 4), deleted_at=cast.project.created_at)
    make.task(cast.project, title="Some day")

    assert bars(timeline(as_user(cast.member), cast)) == []


def test_stages_and_meetings_stand_on_the_same_axis(cast, as_user):
    make.meeting(cast.project, title="Kick-off", starts=datetime(2026, 3, 16, 10, 0))
    make.meeting(cast.project, title="Called off", starts=datetime(2026, 3, 17, 10, 0), state=MeetingState.CANCELLED)

    page = timeline(as_user(cast.member), cast)

    first = cast.project.plan.stages[0]
    assert f'axis-stage-name" x="6" y="15">{first.title}' in page
    assert rows(page) == [first.title, "Kick-off"]
    assert len(re.findall("axis-meeting", page)) == 1


def test_today_is_a_line_and_only_where_it_lies(cast, as_user):
    browser = as_user(cast.member)

    assert 'class="axis-today" x1="672.2"' in timeline(browser, cast)
    assert "axis-today" not in timeline(browser, cast, "unit=month&day=2026-05-01")


def test_the_reader_goes_by_weeks_months_and_quarters(cast, as_user):
    browser = as_user(cast.member)

    for unit, shown, later in [
        ("week", "02.03.2026 – 08.03.2026", "2026-03-09"),
        ("month", "March 2026", "2026-04-01"),
        ("quarter", "01.01.2026 – 31.03.2026", "2026-04-01"),
    ]:
        page = timeline(browser, cast, f"unit={unit}")
        assert shown in page
        assert f"unit={unit}&amp;day={later}" in page


def test_nonsense_in_the_address_shows_the_present_quarter(cast, as_user):
    browser = as_user(cast.member)

    for query in ("unit=age", "day=tomorrow", "day=0001-01-01", "day=9999-12-31", "unit=week&day=1066-10-14"):
        assert "axis-today" in timeline(browser, cast, query)


def test_what_a_task_waits_for_is_drawn_as_an_arrow(cast, as_user):
    first = make.task(cast.project, title="First", due=date(2026, 3, 4))
    then = make.task(cast.project, title="Then", due=date(2026, 3, 18))
    db.session.execute(dependency.insert().values(blocker_id=first.id, blocked_id=then.id))
    db.session.commit()

    assert timeline(as_user(cast.member), cast).count('class="axis-tie"') == 1


def test_dates_are_changed_by_a_plain_form_that_leads_back_to_the_same_days(cast, as_user):
    task = make.task(cast.project, cast.member, due=date(2026, 3, 4))
    browser = as_user(cast.member)
    back = f"/projects/{cast.project.id}/timeline?unit=month&day=2026-03-01"
    data = {"version": task.version, "starts_on": "2026-03-03", "due": "2026-03-12", "next": back}

    answer = browser.post(f"/tasks/{task.id}/dates", data=data)

    assert answer.location == back
    assert (task.starts_on, task.due) == (date(2026, 3, 3), date(2026, 3, 12))
    assert [person.id for person in task.assignees] == [cast.member.id]


def test_changed_dates_are_taken_back_by_the_line_that_tells_of_them(cast, as_user):
    task = make.task(cast.project, cast.member, due=date(2026, 3, 4))
    browser = as_user(cast.member)
    back = f"/projects/{cast.project.id}/timeline?unit=month&day=2026-03-01"
    data = {"version": task.version, "due": "2026-03-12", "next": back}

    page = browser.post(f"/tasks/{task.id}/dates", data=data, follow_redirects=True).text
    assert f"Changed: {task.title}" in page
    undo = unescape(re.search(r'action="(/tasks/\d+/undo/[^"]+)"', page)[1])

    assert browser.post(undo).location == back
    assert task.due == date(2026, 3, 4)


def test_a_task_is_not_due_before_it_starts(cast, as_user):
    task = make.task(cast.project, due=date(2026, 3, 4))
    data = {"version": task.version, "starts_on": "2026-03-12", "due": "2026-03-03"}

    answer = as_user(cast.member).post(f"/tasks/{task.id}/dates", data=data)

    assert answer.status_code == 422
    assert "A task cannot be due before it starts." in answer.text
    assert task.due == date(2026, 3, 4)


def test_of_two_who_change_the_dates_the_second_is_told(cast, as_user):
    task = make.task(cast.project, due=date(2026, 3, 4))
    browser = as_user(cast.member)
    old = task.version
    browser.post(f"/tasks/{task.id}/dates", data={"version": old, "due": "2026-03-05"})

    assert browser.post(f"/tasks/{task.id}/dates", data={"version": old, "due": "2026-03-06"}).status_code == 409
    assert task.due == date(2026, 3, 5)


def test_observers_change_no_dates_and_strangers_see_none(cast, as_user):
    task = make.task(cast.project, due=date(2026, 3, 4))

    assert as_user(cast.observer).get(f"/tasks/{task.id}/dates").status_code == 403
    assert "/dates" not in timeline(as_user(cast.observer), cast)
    assert as_user(cast.outsider).get(f"/tasks/{task.id}/dates").status_code == 404
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/timeline").status_code == 404


def test_a_picture_that_cannot_hold_everything_says_so(cast, as_user):
    for number in range(81):
        make.task(cast.project, title=f"Task {number}", due=date(2026, 3, 4))

    page = timeline(as_user(cast.member), cast)

    assert len(bars(page)) == 80
    assert "There is more than the picture holds." in page
