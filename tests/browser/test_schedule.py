"""Work in time: the calendar shows a day's work where it falls, and the workload who has too much of it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.real_time
TITLE, MEMBER = "Газет қорын қарау", "Қасымов Д. Е."


@pytest.fixture
def reader(another):
    return another()


def figure(reader, label):
    """What the member has, by the head of its column."""
    return reader.page.get_by_role("row", name=MEMBER).locator(f'[data-label="{reader.words(label)}"]')


def test_a_task_stands_on_its_day_and_weighs_on_who_does_it(reader):
    w = reader.words
    reader.opens("/projects/2/workload")
    before = int(figure(reader, "This week").inner_text())
    reader.opens("/projects/2/board")
    reader.adds(f"{TITLE} бүгін @қасымов")

    reader.page.locator("main").focus()
    reader.page.keyboard.press("g")
    reader.page.keyboard.press("c")
    today = reader.page.locator('[aria-current="date"]')
    expect(today).to_contain_text(TITLE)
    reader.follows(w("Week"))
    expect(today).to_contain_text(TITLE)

    reader.follows(w("Workload"))
    expect(figure(reader, "This week")).to_have_text(str(before + 1))
    figure(reader, "This week").get_by_role("link").press("Enter")
    reader.reads(w("Tasks"))
    reader.sees(TITLE)
