"""The plan in time: what was planned, what was lived, and today."""

from datetime import timedelta

from app.gates.queries import visits_of
from app.gates.timeline import WIDTH, timeline
from tests.gates.pages import go


def drawn(project):
    return timeline(project, visits_of(project))


def test_planned_stretches_follow_each_other_over_the_whole_picture(cast):
    rows = drawn(cast.project).rows

    assert [row.state for row in rows] == ["now", "later", "later", "later", "later"]
    assert rows[0].planned.start == 0
    assert WIDTH - 5 < rows[-1].planned.start + rows[-1].planned.length <= WIDTH
    starts = [row.planned.start for row in rows]
    assert starts == sorted(starts)


def test_the_present_stage_is_lived_up_to_today_and_later_ones_not_yet(cast, clock):
    clock.shift(timedelta(days=10))

    shown = drawn(cast.project)

    [lived] = shown.rows[0].lived
    assert round(lived.start + lived.length, 1) == shown.today
    assert [row.lived for row in shown.rows[1:]] == [[]] * 4


def test_a_stage_that_was_left_ends_where_the_next_begins(cast, as_user, clock):
    clock.shift(timedelta(days=10))
    go(as_user(cast.coordinator), cast.project)
    clock.shift(timedelta(days=20))

    first, second = drawn(cast.project).rows[:2]

    assert (first.state, second.state) == ("done", "now")
    assert round(first.lived[0].start + first.lived[0].length, 1) == second.lived[0].start


def test_today_is_not_drawn_once_the_plan_is_over(cast, clock):
    clock.shift(timedelta(days=1000))

    shown = drawn(cast.project)

    assert shown.today is None
    assert shown.rows[0].lived[0].start + shown.rows[0].lived[0].length == WIDTH


def test_the_page_shows_every_stage_with_its_days_and_the_decision(cast, as_user):
    browser = as_user(cast.coordinator)
    go(browser, cast.project, reason="The group is complete")

    text = browser.get(f"/projects/{cast.project.id}/stages").text

    assert text.count('class="strip strip-') == len(cast.project.plan.stages)
    assert "Decision: Go" in text
    assert "The group is complete" in text
