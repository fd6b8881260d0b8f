"""What became of the plan: each stay in a stage against what was planned, as a page and as a file."""

import csv
import io
from datetime import timedelta

import openpyxl

from tests.gates.pages import decide, go


def lived(cast, as_user, clock):
    """Ten days in the first stage, four in the second, and back."""
    browser = as_user(cast.coordinator)
    clock.shift(timedelta(days=10))
    go(browser, cast.project, reason="=HYPERLINK(1)")
    clock.shift(timedelta(days=4))
    decide(browser, cast.project, "BACK", reason="The plan was wrong", to_key="planning_and_preparation")
    return browser


def table(browser, project):
    file = browser.get(f"/projects/{project.id}/stages.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(file)))


def test_every_stay_has_its_line(cast, as_user, clock):
    lines = table(lived(cast, as_user, clock), cast.project)

    assert [(line["Round"], line["Stage"], line["Decision"]) for line in lines] == [
        ("1", "Planning and preparation", "Go"),
        ("1", "Collecting materials", "Back"),
        ("2", "Planning and preparation", ""),
    ]
    assert (lines[0]["Entered"], lines[0]["Left"]) == ("2026-03-02", "2026-03-12")
    assert lines[0]["Working days"] == "9"
    assert lines[0]["Decided by"] == cast.coordinator.full_name
    assert "All seats of the workgroup are taken: It can wait" in lines[0]["Passed without being met"]


def test_no_spreadsheet_reckons_what_people_wrote(cast, as_user, clock):
    browser = lived(cast, as_user, clock)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/projects/{cast.project.id}/stages.xlsx").data))

    heads, first = list(book.active.iter_rows())[:2]
    reason = first[[head.value for head in heads].index("Reason")]

    assert (reason.value, reason.data_type) == ("=HYPERLINK(1)", "s")
    assert table(browser, cast.project)[0]["Reason"] == "'=HYPERLINK(1)"


def test_the_page_shows_rounds_and_days(cast, as_user, clock):
    page = lived(cast, as_user, clock).get(f"/projects/{cast.project.id}/stages").text

    assert "Working days" in page
    assert "9, planned: 65" in page
    assert page.count("strip-lived") == 3


def test_an_outsider_exports_nothing(cast, as_user):
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/stages.csv").status_code == 404


def test_the_meeting_page_names_the_decision_taken_there(cast, as_user):
    from tests import make
    from workflows.meetings import MeetingState

    meeting = make.meeting(cast.project, cast.coordinator, state=MeetingState.HELD)
    browser = as_user(cast.coordinator)
    decide(browser, cast.project, "NOT_YET", reason="Too early", meeting_id=str(meeting.id))

    assert "/decisions/1" in browser.get(f"/meetings/{meeting.id}").text
