"""The list of tasks in Chromium: picked by keys, changed at once, taken back in one step."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.real_time
TASKS = "/projects/2/tasks"


@pytest.fixture(params=[True, False], ids=["script", "without script"])
def reader(request, chromium, demo, coordinator):
    state = coordinator.context.storage_state()
    options = {"storage_state": state, "java_script_enabled": request.param}
    reader = Reader(chromium, demo.address, coordinator.words, **options)
    reader.has_script = request.param
    yield reader
    reader.leaves()


def pick(reader, n):
    """Tick the first tasks of the list: by keys, or by its boxes."""
    if not reader.has_script:
        reader.follows(reader.words("Change several"))
        for box in reader.page.get_by_role("row").get_by_role("checkbox").all()[:n]:
            box.check()
        return
    for place in range(n):
        reader.page.keyboard.press("j")
        reader.page.keyboard.press("x")
        expect(reader.page.get_by_role("row").get_by_role("checkbox").nth(place)).to_be_checked()


def test_tasks_are_picked_changed_and_taken_back(reader):
    w = reader.words
    reader.opens(TASKS)
    pick(reader, 2)
    reader.presses(w("Change what is ticked"))
    reader.reads(w("Change several tasks"))

    reader.chooses(w("Priority"), w("Low", "priority"))
    reader.presses(w("Look at it first"))
    expect(reader.page.locator("ins", has_text=w("Low", "priority"))).to_have_count(2)
    reader.page.get_by_role("button", name=w("Change the tasks: %(n)s", n="2")).click()

    expect(reader.page.get_by_role("status")).to_contain_text("2")
    reader.presses(w("Undo"))
    expect(reader.page.get_by_role("status")).to_contain_text("2")

    reader.opens(f"{TASKS}?col=priority")
    expect(reader.page.get_by_role("cell", name=w("Low", "priority"), exact=True)).to_have_count(0)


def test_a_filter_is_kept_under_a_name_for_everybody_and_another_uses_it(coordinator, member):
    w = coordinator.words
    coordinator.opens(f"{TASKS}?state=DONE&col=priority")
    coordinator.follows(w("Keep this filter"))
    coordinator.types(w("Name of the filter"), "Бітіп қалғандар")
    coordinator.ticks(w("Everybody of the project sees it"))
    coordinator.presses(w("Save"))

    member.opens(TASKS)
    member.page.get_by_role("navigation", name=w("Kept filters")).get_by_role("link", name="Бітіп қалғандар").click()

    expect(member.page.get_by_role("columnheader", name=w("Priority"))).to_be_visible()
    expect(member.page.get_by_role("combobox", name=w("Status"))).to_have_value("DONE")


def test_a_table_is_tried_before_it_is_brought_in(reader, tmp_path):
    w, file = reader.words, tmp_path / "tasks.csv"
    file.write_text("Атауы,Мерзімі\nКестеден келген іс,ертең\nҚате,17.33.2026\n", "utf-8")
    reader.opens(TASKS)
    reader.follows(w("Import"))
    reader.attaches(w("Table as XLSX or CSV"), file)
    reader.page.get_by_role("button", name=w("Look at it first")).click()

    reader.sees("17.33.2026 – " + w("This is no day."))
    reader.page.get_by_role("button", name=w("Bring the tasks in: %(n)s", n="1")).click()
    reader.sees("Кестеден келген іс")
    reader.presses(w("Undo"))

    reader.sees_no("Кестеден келген іс")
