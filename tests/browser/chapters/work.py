"""What the group does: tasks on the board, and a material with its files."""

from playwright.sync_api import expect

from tests.browser.chapters.meetings import in_days
from tests.browser.tales import COORDINATOR, LEAVER, MEMBER
from tests.files.samples import PDF, jpeg


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
        me.page.get_by_role("textbox", name=w("Task in one line")).fill(title)
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

    me.opens(link_to_check(story))
    me.follows(w("Return for changes", "material"))
    me.types(w("What is to be changed"), tale.what_is_missing)
    me.presses(w("Return for changes", "material"))

    letter = story.letter_to(MEMBER, "Returned for changes: %(title)s", title=tale.photograph)
    assert tale.what_is_missing in letter.text
    member.opens(letter.link(w("Change the material")))
    member.page.get_by_label(f"{w('Persons it is about')} 1").fill("Қанат Сүлейменов")
    member.presses(w("Save"))
    member.presses(w("Send for checking", "material"))

    me.opens(link_to_check(story))
    me.sees("Қанат Сүлейменов")
    me.presses(w("Accept", "material"))
    me.sees(w("Accepted", "material"))
    story.letter_to(MEMBER, "Accepted: %(title)s", title=tale.photograph)


def link_to_check(story):
    letter = story.letter_to(COORDINATOR, "To be checked: %(title)s", title=story.tale.photograph)
    return letter.link(story.words("Open the material"))


def a_small_picture_has_been_made(story):
    """By the worker, in its own time."""
    member = story.member
    member.opens(story.material)
    member.waits_until_the_page_has("/thumbnail")
    picture = member.page.locator("#files img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0


def the_rest_of_the_work_is_done(story):
    """The action item has become a task of the member's, who finishes it as they finish any other."""
    w, tale, member = story.words, story.tale, story.member
    member.opens(story.letter_to(MEMBER, "A task for you: %(title)s", title=tale.action).link(w("Open the task")))
    member.presses(w("Mark as done", "task"))
    member.sees(w("Done", "task"))
    member.goes_to(w("My day"))
    member.follows(tale.newspapers)
    member.presses(w("Mark as done", "task"))
