"""Every page of the demo, at a desk in light and on a phone in dark: what axe finds, what sticks out, what breaks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.addresses import Addresses
from tests.browser.reader import Reader
from tests.browser.words import Words

pytestmark = pytest.mark.real_time

#: Pages that open without signing in, here by their own link.
FOR_VISITORS = (
    "accounts.sign_in",
    "accounts.link_sent",
    "accounts.sign_in_by_link",
    "accounts.first",
    "meetings.answers.by_link",
    "meetings.guest_papers.show",
    "meetings.polls.by_link",
    "workgroup.answer",
    "notifications.stopping.stop",
    "stopping.stop",
)
FOR_COORDINATORS = (
    "comments.edit",
    "comments.write",
    "accounts.own.edit",
    "accounts.own.password",
    "accounts.own.sessions",
    "exhibiting.show",
    "files.view",
    "gates.ask",
    "gates.decide",
    "gates.decision",
    "gates.opinion",
    "calendar.feeds.index",
    "gates.stages",
    "home.index",
    "home.keys",
    "jobs.show",
    "journal.index",
    "materials.change",
    "materials.chronicle",
    "materials.compare",
    "materials.duplicates",
    "materials.edit",
    "materials.edit_event",
    "materials.edit_person",
    "materials.edit_place",
    "materials.edit_set",
    "materials.events",
    "materials.hung_files",
    "materials.import_table",
    "materials.index",
    "materials.merge",
    "materials.named_files",
    "materials.new",
    "materials.new_consent",
    "materials.new_event",
    "materials.new_person",
    "materials.new_place",
    "materials.persons",
    "materials.places",
    "materials.send_back",
    "materials.set_rights",
    "materials.show",
    "materials.try_import",
    "materials.show_consent",
    "materials.show_event",
    "materials.show_person",
    "materials.show_place",
    "materials.withdraw_consent",
    "materials.working_sets",
    "meetings.answers.index",
    "meetings.edit",
    "meetings.index",
    "meetings.new",
    "meetings.show",
    "meetings.papers.show",
    "meetings.parking.index",
    "meetings.series.repeat",
    "meetings.series.show",
    "meetings.polls.propose",
    "meetings.polls.show",
    "meetings.under_way.show",
    "meetings.write_up.decisions",
    "meetings.write_up.write",
    "notifications.index",
    "notifications.wishes",
    "outbox.index",
    "outbox.show",
    "overview.show",
    "plans.add",
    "plans.ask",
    "plans.condition",
    "plans.days",
    "plans.decider",
    "plans.documents",
    "plans.index",
    "plans.keep",
    "plans.kinds",
    "plans.remove",
    "plans.split",
    "plans.stage",
    "plans.template",
    "plans.template_list",
    "plans.words",
    "projects.bin",
    "projects.edit",
    "projects.hold",
    "projects.index",
    "projects.new",
    "reminders.index",
    "schedule.calendar",
    "schedule.dates",
    "schedule.mine",
    "schedule.timeline",
    "schedule.workload",
    "search.index",
    "tasks.board",
    "tasks.change",
    "tasks.edit",
    "tasks.import_tasks",
    "tasks.edit_label",
    "tasks.of_thing",
    "tasks.ties",
    "tasks.index",
    "tasks.labels",
    "tasks.limits",
    "tasks.new",
    "tasks.place",
    "tasks.quick",
    "tasks.rename_filter",
    "tasks.saved_filters",
    "tasks.try_import",
    "tasks.show",
    "workgroup.index",
    "workgroup.invitation",
    "workgroup.invite",
    "workgroup.seat",
)
#: What everybody reads: no shortcut does anything there.
FOR_EVERYBODY = (
    "exhibit.chronicle",
    "exhibit.closer",
    "exhibit.events",
    "exhibit.index",
    "exhibit.persons",
    "exhibit.show",
    "exhibit.show_event",
    "exhibit.show_person",
)
#: Not for reading: bytes, calendars, names for a field, what a watcher of the machine asks, and a letter as its own
#: document in a frame.
NO_PAGES = {
    "mail.show",  # the administrator's, of whom the demo has none
    "calendar.feeds.fetch",
    "calendar.meeting",
    "comments.show",  # leads to where the comment stands
    "exhibit.captions",
    "exhibit.manifest",
    "exhibit.page_picture",
    "exhibit.picture",
    "exhibit.record",
    "exhibit.recording",
    "exhibit.sitemap",
    "exhibit.sitemap_of_materials",
    "exhibit.sitemap_of_pages",
    "exhibit.small_picture",
    "exhibit.tile",
    "exhibit.tiles",
    "exhibit.tiles_info",
    "files.page",
    "files.show",
    "files.thumbnail",
    "files.tile",
    "gates.export",
    "harvest.answer",
    "materials.every_record",
    "materials.import_left",
    "materials.import_template",
    "materials.record",
    "materials.suggest_events",
    "materials.suggest_persons",
    "materials.suggest_places",
    "home.health.alive",
    "meetings.guest_papers.file",
    "meetings.papers.file",
    "meetings.under_way.look",
    "home.health.ready",
    "outbox.body",
    "tasks.export",
    "uploads.index",
    "static",
}
#: Pages that no link of the demo leads to.
BY_HAND = {
    "accounts.own.password": "/settings/password",
    "accounts.sign_in": "/sign-in",
    "accounts.link_sent": "/sign-in/sent",
    "accounts.first": "/first/closed",
    "search.index": "/search?q=мектеп",
    "materials.compare": "/persons/1/merge/2",
    "materials.merge": "/persons/1/merge/2/preview",
    "exhibit.closer": "/exhibit/2/pictures/2/closer",
    "tasks.change": "/projects/2/tasks/change?all=1&to-priority=HIGH&to-trigger=start",
    "tasks.saved_filters": "/projects/2/materials/filters?query=state=DRAFT",
    "tasks.quick": "/quick?project_id=2&line=Хат жазу ертең @мен",
    "gates.ask": "/projects/2/gate/ask",
}
AT_A_DESK = {"width": 1280, "height": 900}
ON_A_PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def visitor(chromium, demo):
    return Reader(chromium, demo.address, Words("kk"))


@pytest.fixture(scope="module")
def addresses(coordinator, demo):
    found = Addresses(demo)
    found.open_doors()
    found.follow(lambda path: coordinator.context.request.get(path).text(), "/")
    found.found |= BY_HAND
    return found


@pytest.fixture(scope="module", params=[*FOR_COORDINATORS, *FOR_VISITORS, *FOR_EVERYBODY])
def reader(request, coordinator, visitor, addresses):
    """Somebody who has just opened that page, at a desk."""
    somebody = visitor if request.param in FOR_VISITORS + FOR_EVERYBODY else coordinator
    somebody.troubles.clear()
    somebody.page.set_viewport_size(AT_A_DESK)
    somebody.opens(addresses.found[request.param])
    return somebody


def test_the_list_of_pages_is_whole(addresses):
    assert {*FOR_COORDINATORS, *FOR_VISITORS, *FOR_EVERYBODY} == addresses.pages() - NO_PAGES


@pytest.mark.parametrize(("size", "theme"), [(AT_A_DESK, "light"), (ON_A_PHONE, "dark")], ids=["desk", "phone"])
def test_axe_finds_nothing(reader, size, theme):
    reader.page.set_viewport_size(size)
    reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    found = Axe().run(reader.page)

    assert not found.violations_count, found.generate_report()


def test_nothing_sticks_out_on_a_phone(reader):
    reader.page.set_viewport_size(ON_A_PHONE)

    assert reader.page.evaluate("document.documentElement.scrollWidth") == ON_A_PHONE["width"]


def test_the_list_of_shortcuts_opens(reader):
    if reader.page.locator("body.exhibit").count():
        return
    reader.page.locator("main").focus()
    reader.page.keyboard.press("?")

    expect(reader.page.locator("#keys-dialog")).to_be_visible()
    reader.page.keyboard.press("Escape")


def test_nothing_breaks_in_the_browser(reader):
    assert reader.troubles == []
