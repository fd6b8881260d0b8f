"""The product's story in a real browser, with real letters: an empty installation comes to its second stage.

Each chapter is a function; `test_…` is the table of contents. What stands on the screen is looked up by its message
id in the language's catalogue; what people type is in `tales`.
"""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.installation import running
from tests.browser.mailbox import delivering
from tests.browser.reader import Reader
from tests.browser.tales import COORDINATOR, ELEVENTH, LEAVER, MEMBER, OBSERVER, SEATED, TALES
from tests.browser.words import Words
from tests.files.samples import PDF, jpeg

pytestmark = pytest.mark.real_time
RUDNY = ZoneInfo("Asia/Qostanay")


class Story:
    """What the chapters hand on: the language's words, the mailbox, and everybody's browser."""

    def __init__(self, language, chromium, installation, mailbox, folder):
        self.words, self.tale = Words(language), TALES[language]
        self.chromium, self.installation, self.mailbox, self.folder = chromium, installation, mailbox, folder
        self.project = ""

    def browser(self, **options):
        return Reader(self.chromium, self.installation.address, self.words, **options)

    def letter_to(self, person, message, **values):
        """The letter whose subject begins as this message does."""
        return self.mailbox.take(person.email, self.words(message, **values))

    def file(self, name, content):
        path = Path(self.folder, name)
        path.write_bytes(content)
        return path


@pytest.fixture(params=TALES)
def story(request, chromium, tmp_path):
    with delivering() as (mailbox, mail_url), running(tmp_path / "data", DEMO="0", MAIL_URL=mail_url) as installation:
        yield Story(request.param, chromium, installation, mailbox, tmp_path)


def test_a_library_takes_its_project_from_the_first_stage_to_the_second(story):
    the_first_link_makes_the_administrator_and_closes(story)
    the_coordinator_creates_a_project(story)
    people_are_invited_by_letter_and_take_their_seats(story)
    the_eleventh_is_refused(story)
    tasks_are_written_and_given_out(story)
    cards_move_by_mouse_by_keyboard_and_by_form(story)
    a_material_is_collected_returned_and_accepted(story)
    a_meeting_is_announced_answered_and_moved(story)
    the_meeting_is_held_and_written_up(story)
    the_rest_of_the_work_is_done(story)
    the_coordinator_decides_at_the_gate(story)
    the_journal_tells_it_all(story)
    the_letters_can_be_read_without_their_secrets(story)
    a_small_picture_has_been_made(story)
    people_sign_in_by_password_and_by_link(story)
    who_leaves_keeps_their_name(story)
    everybody_closes_the_browser(story)


def the_first_link_makes_the_administrator_and_closes(story):
    w = story.words
    [link] = story.installation.links
    me = story.coordinator = story.browser()
    me.opens(link)
    me.types(w("E-mail"), COORDINATOR.email)
    me.types(w("Surname"), COORDINATOR.surname)
    me.types(w("Given name"), COORDINATOR.given_name)
    me.types(w("Password"), COORDINATOR.password)
    me.presses(w("Make the account"))
    me.reads(w("My day"))

    late = story.browser()
    late.opens(link)
    late.reads(w("This link is closed"))
    late.leaves()


def the_coordinator_creates_a_project(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.goes_to(w("Projects"))
    me.follows(w("New project"))
    me.types(w("Title"), tale.project)
    me.presses(w("Create the project"))
    me.reads(tale.project)
    story.project = me.path
    expect(me.page.locator("[aria-current=step]")).to_contain_text(w("Planning and preparation", "stage"))

    me.goes_to(w("Workgroup"))
    me.follows(COORDINATOR.full_name)
    me.types(w("Duty"), w("Coordinator", "role"))
    me.presses(w("Save"))
    me.sees(w("Coordinator", "role"))


def people_are_invited_by_letter_and_take_their_seats(story):
    w, tale = story.words, story.tale
    for person in SEATED:
        invite(story, person.email)
    invite(story, OBSERVER.email, w("Observer", "role"))
    links = {person: invitation_link(story, person) for person in (*SEATED, OBSERVER)}

    opened_by_a_scanner = story.browser()
    opened_by_a_scanner.opens(links[MEMBER])
    opened_by_a_scanner.sees(w("You are invited to a workgroup"))
    opened_by_a_scanner.leaves()
    story.member = accept(story, MEMBER, links.pop(MEMBER))
    for person, link in links.items():
        accept(story, person, link).leaves()
    story.letter_to(COORDINATOR, "Invitation accepted: %(address)s", address=MEMBER.email)

    story.coordinator.opens(f"{story.project}/workgroup")
    story.coordinator.sees(w("Seats taken: %(n)s / %(of)s", n=10, of=10))
    story.coordinator.follows(MEMBER.full_name)
    story.coordinator.types(w("Duty"), tale.duty)
    story.coordinator.presses(w("Save"))
    story.coordinator.sees(tale.duty)


def invite(story, email, place=None):
    w, me = story.words, story.coordinator
    me.opens(f"{story.project}/workgroup/invite")
    me.types(w("E-mail"), email)
    if place:
        me.chooses(w("Seat"), place)
    me.presses(w("Send the invitation"))


def invitation_link(story, person):
    letter = story.letter_to(person, "Invitation: %(title)s", title=story.tale.project)
    assert COORDINATOR.full_name in letter.text
    return letter.link(story.words("Answer the invitation"))


def accept(story, person, link):
    w, guest = story.words, story.browser()
    guest.opens(link)
    guest.types(w("Surname"), person.surname)
    guest.types(w("Given name"), person.given_name)
    guest.types(w("Password"), person.password)
    guest.presses(w("Accept the invitation"))
    guest.reads(story.tale.project)
    return guest


def the_eleventh_is_refused(story):
    w, me = story.words, story.coordinator
    invite(story, ELEVENTH)
    me.sees(w("The group has %(n)d seats and all are taken.", n=10))
    expect(me.field(w("E-mail"))).to_have_value(ELEVENTH)


def tasks_are_written_and_given_out(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.opens(f"{story.project}/tasks/new")
    me.types(w("Title"), tale.newspapers)
    me.ticks(MEMBER.short_name)
    me.ticks(LEAVER.short_name)
    me.types(w("Due date"), str(in_days(14).date()))
    me.chooses(w("Priority"), w("High", "priority"))
    me.presses(w("Save"))
    me.reads(tale.newspapers)
    letter = story.letter_to(MEMBER, "A task for you: %(title)s", title=tale.newspapers)
    assert letter.link(w("Open the task")).endswith(me.path)

    me.opens(f"{story.project}/board")
    for title in (tale.interview, tale.list_of_persons):
        me.page.get_by_label(w("Title of a new task")).fill(title)
        me.page.keyboard.press("Enter")
        expect(me.card(title)).to_be_visible()


def cards_move_by_mouse_by_keyboard_and_by_form(story):
    w, tale, me = story.words, story.tale, story.coordinator
    doing, done = w("In progress", "task"), w("Done", "task")
    me.drags(tale.newspapers, doing)
    expect(me.column(doing)).to_contain_text(tale.newspapers)

    me.lifts(tale.interview)
    expect(me.column(doing)).to_contain_text(w("Somebody must be assigned to the task first."))
    me.drops_after("ArrowRight")
    expect(me.column(done)).to_contain_text(tale.interview)

    plain = story.browser(java_script_enabled=False, storage_state=me.context.storage_state())
    plain.opens(f"{story.project}/board")
    plain.card(tale.list_of_persons).get_by_role("link", name=w("Move to…")).click()
    expect(plain.page.get_by_label(doing)).to_be_disabled()
    plain.sees(w("Somebody must be assigned to the task first."))
    plain.page.get_by_label(done).check()
    plain.presses(w("Move", "card"))
    expect(plain.column(done)).to_contain_text(tale.list_of_persons)
    plain.leaves()


def a_material_is_collected_returned_and_accepted(story):
    w, tale, member, me = story.words, story.tale, story.member, story.coordinator
    member.opens(f"{story.project}/materials/new")
    member.types(w("Title"), tale.photograph)
    member.chooses(w("Kind"), w("Photograph", "material kind"))
    member.types(w("When it was made"), "1957")
    member.types(w("Description"), tale.description)
    member.types(w("Who gave it"), tale.donor)
    member.chooses(w("How it came"), w("Gift", "acquisition"))
    member.attaches(w("Files"), story.file("Сынып.jpg", jpeg()), story.file("Хат.pdf", PDF))
    member.presses(w("Save"))
    member.reads(tale.photograph)
    story.material = member.path
    member.presses(w("Send for checking", "material"))
    member.sees(w("Submitted", "material"))

    me.opens(
        story.letter_to(COORDINATOR, "To be checked: %(title)s", title=tale.photograph).link(w("Open the material"))
    )
    me.follows(w("Return for changes", "material"))
    me.types(w("What is to be changed"), tale.what_is_missing)
    me.presses(w("Return for changes", "material"))

    letter = story.letter_to(MEMBER, "Returned for changes: %(title)s", title=tale.photograph)
    assert tale.what_is_missing in letter.text
    member.opens(letter.link(w("Change the material")))
    member.page.get_by_label(f"{w('Persons it is about')} 1").fill("Қанат Сүлейменов")
    member.presses(w("Save"))
    member.presses(w("Send for checking", "material"))

    me.opens(
        story.letter_to(COORDINATOR, "To be checked: %(title)s", title=tale.photograph).link(w("Open the material"))
    )
    me.sees("Қанат Сүлейменов")
    me.presses(w("Accept", "material"))
    me.sees(w("Accepted", "material"))
    story.letter_to(MEMBER, "Accepted: %(title)s", title=tale.photograph)


def a_meeting_is_announced_answered_and_moved(story):
    w, tale, me = story.words, story.tale, story.coordinator
    first, second = in_days(8), in_days(9)
    me.opens(f"{story.project}/meetings/new")
    me.types(w("Title"), tale.meeting)
    me.types(w("Day and hour"), f"{first:%Y-%m-%dT%H:%M}")
    me.types(w("Place"), tale.place)
    me.types(w("Topic"), tale.topic)
    me.presses(w("Save"))
    me.reads(tale.meeting)
    story.meeting = me.path
    me.presses(w("Announce the meeting", "meeting"))
    me.sees(w("Announced", "meeting"))

    letter = story.letter_to(MEMBER, "Meeting: %(title)s, %(when)s", title=tale.meeting, when="")
    invited, method = letter.calendar
    assert method == "REQUEST"
    assert_calendar(invited.vevent, story, first)
    assert "UTC+5" in letter.text
    for person in (*SEATED[1:], OBSERVER):
        story.letter_to(person, "Meeting: %(title)s, %(when)s", title=tale.meeting, when="")

    guest = story.browser()
    guest.opens(letter.link(w("Answer")))
    guest.presses(w("Yes", "answer"))
    guest.sees(w("Your answer: %(answer)s", answer=w("Yes", "answer")))
    guest.leaves()
    me.opens(story.meeting)
    me.sees(w("Coming: %(n)s / %(of)s", n=1, of=11))

    me.follows(w("Edit"))
    me.types(w("Day and hour"), f"{second:%Y-%m-%dT%H:%M}")
    me.presses(w("Save"))
    for person in (*SEATED, OBSERVER):
        letter = story.letter_to(person, "New time or place: %(title)s, %(when)s", title=tale.meeting, when="")
    moved, method = letter.calendar
    assert method == "REQUEST"
    assert_calendar(moved.vevent, story, second)
    assert moved.vevent.uid.value == invited.vevent.uid.value
    assert int(moved.vevent.sequence.value) > int(invited.vevent.sequence.value)


def assert_calendar(event, story, starts):
    assert event.summary.value == story.tale.meeting
    assert event.dtstart.value == starts
    assert event.dtstart.value.utcoffset() == timedelta(hours=5)
    assert event.location.value == story.tale.place


def the_meeting_is_held_and_written_up(story):
    """The group has met earlier than planned: the meeting gets the hour at which it was held, and tells nobody."""
    w, tale, me = story.words, story.tale, story.coordinator
    let_the_stage_have_begun_weeks_ago(story.installation)
    me.opens(f"{story.meeting}/edit")
    me.types(w("Day and hour"), f"{in_days(-1):%Y-%m-%dT%H:%M}")
    me.presses(w("Save"))
    me.presses(w("Mark as held", "meeting"))
    me.follows(w("Write the minutes"))
    me.ticks(MEMBER.short_name)
    me.types(w("Minutes"), tale.minutes)
    me.presses(w("Save"))
    me.sees(w("Was there"))

    me.types(w("In words"), tale.decision)
    me.presses(w("Write it down"))
    me.sees(tale.decision)
    me.chooses(w("What was settled"), w("Action item", "outcome"))
    me.types(w("In words"), tale.action)
    me.chooses(w("Who does it"), MEMBER.short_name)
    me.presses(w("Write it down"))
    expect(me.page.get_by_role("link", name=tale.action)).to_be_visible()

    me.presses(w("Approve the minutes", "minutes"))
    me.presses(w("Send the minutes", "minutes"))
    letter = story.letter_to(MEMBER, "Minutes: %(title)s", title=tale.meeting)
    assert tale.minutes in letter.text
    assert tale.decision in letter.text


def let_the_stage_have_begun_weeks_ago(installation):
    """The one thing that no browser can do: a meeting counts for the stage in which it was held."""
    with closing(sqlite3.connect(installation.folder / "shezhire.db")) as database, database:
        database.execute("UPDATE stage SET entered_at = datetime(entered_at, '-21 days')")


def the_rest_of_the_work_is_done(story):
    """The action item has become a task of the member's, who finishes it as they finish any other."""
    w, tale, member = story.words, story.tale, story.member
    member.opens(story.letter_to(MEMBER, "A task for you: %(title)s", title=tale.action).link(w("Open the task")))
    member.presses(w("Mark as done", "task"))
    member.sees(w("Done", "task"))
    member.goes_to(w("My day"))
    member.follows(tale.newspapers)
    member.presses(w("Mark as done", "task"))


def the_coordinator_decides_at_the_gate(story):
    w, tale, me, member = story.words, story.tale, story.coordinator, story.member
    member.opens(story.project)
    member.sees(w("The coordinator decides."))
    me.opens(story.project)
    for condition, figure in (
        ("All seats of the workgroup are taken", "10 / 10"),
        ("Every seat has a duty", "2 / 10"),
        ("A meeting was held in this stage", "1 / 1"),
        ("All tasks of the stage are done", "4 / 4"),
    ):
        line = me.page.get_by_role("listitem").filter(has_text=w(condition, "condition"))
        expect(line).to_contain_text(figure)

    me.follows(w("Let a condition pass"))
    me.types(w("Reason"), tale.reason)
    me.types(w("Let it pass: %(condition)s", condition=w("Every seat has a duty", "condition")), tale.waiver)
    me.chooses(w("Decided at the meeting"), tale.meeting)
    me.presses(w("Keep the decision"))
    expect(me.page.locator("[aria-current=step]")).to_contain_text(w("Collecting materials", "stage"))

    for person in (*SEATED, OBSERVER):
        letter = story.letter_to(person, "Decision: %(verdict)s, %(stage)s", verdict=w("Go", "verdict"), stage="")
        assert tale.reason in letter.text
    me.goes_to(w("Stages"))
    me.follows(w("Go", "verdict"))
    me.sees("2 / 10")
    me.sees(tale.waiver)


def the_journal_tells_it_all(story):
    w, tale, me = story.words, story.tale, story.coordinator
    who = MEMBER.short_name
    me.goes_to(w("Journal"))
    me.sees(w("%(who)s joined the workgroup", who=who))
    me.sees(w("%(who)s wrote the minutes of “%(title)s”", who=COORDINATOR.short_name, title=tale.meeting))
    me.sees(tale.reason)


def the_letters_can_be_read_without_their_secrets(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.goes_to(w("Letters"))
    me.sees_no(w("Invitation: %(title)s", title=tale.project))
    me.page.get_by_role(
        "link", name=re.compile(re.escape(w("Meeting: %(title)s, %(when)s", title=tale.meeting, when="")))
    ).first.click()
    me.sees(w("Sent", "letter"))
    body = me.page.frame_locator("iframe")
    expect(body.get_by_role("heading")).to_contain_text(tale.meeting)
    expect(body.get_by_role("link", name=w("Answer"))).to_have_attribute("href", re.compile(r"/answers/…$"))


def a_small_picture_has_been_made(story):
    """By the worker, in its own time."""
    member = story.member
    member.opens(story.material)
    member.waits_until_the_page_has("/thumbnail")
    picture = member.page.locator("#files img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0


def people_sign_in_by_password_and_by_link(story):
    w = story.words
    second = story.browser()
    second.opens("/sign-in")
    second.types(w("E-mail"), MEMBER.email)
    second.types(w("Password"), MEMBER.password)
    second.presses(w("Sign in"))
    second.reads(w("My day"))
    second.opens("/settings/sessions")
    second.presses(w("Sign out everywhere else"))
    second.leaves()
    story.member.opens("/")
    story.member.reads(w("Sign in"))

    story.member.types(w("E-mail"), MEMBER.email)
    story.member.presses(w("Send me a link"))
    link = story.letter_to(MEMBER, "Your sign-in link").link(w("Sign in"))
    for _opened_twice in range(2):
        story.member.opens(link)
    story.member.presses(w("Sign in"))
    story.member.reads(w("My day"))
    story.member.opens(link)
    story.member.reads(w("This link has run out"))


def who_leaves_keeps_their_name(story):
    w, me = story.words, story.coordinator
    me.opens(f"{story.project}/workgroup")
    me.follows(MEMBER.full_name)
    me.presses(w("This person leaves the workgroup"))
    me.presses(w("Yes, do it", "confirm"))
    me.sees(w("Seats taken: %(n)s / %(of)s", n=9, of=10))
    me.sees(story.tale.duty)

    me.opens(story.material)
    me.sees(MEMBER.short_name)
    story.member.opens(story.project)
    story.member.sees_no(story.tale.project)


def everybody_closes_the_browser(story):
    story.coordinator.leaves()
    story.member.leaves()


def in_days(days):
    """Ten in the morning, so many days from now, by the clock on the project's wall."""
    return (datetime.now(RUDNY) + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
