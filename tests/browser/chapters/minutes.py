"""A meeting goes on: two write at once in browsers of their own, and what they wrote becomes its minutes."""

from datetime import datetime, timedelta

import pypdfium2
from playwright.sync_api import expect

from tests.browser.chapters.meetings import RUDNY, in_days
from tests.browser.chapters.poll import TOPICS
from tests.browser.tales import COORDINATOR, MEMBER

FIRST, MORE, BESIDE, OTHER, UNSENT = (
    "Әр топ мүшесі екі тігінді алады.",
    " Өңірлік газеттер де қаралады.",
    "Үшінші тігінді қалпына келтірілуде.",
    "Ұстаздар үйінен жиырма адам табылды.",
    " Тізімді Гүлнәр жүргізеді.",
)
#: More than the pause after which an open page asks whether somebody else writes.
LOOK = 11_000


def topic(reader, title):
    return reader.page.locator("section").filter(has=reader.page.get_by_role("heading", name=title))


def notes(reader, title):
    return topic(reader, title).get_by_label(reader.words("Notes"))


def writes(reader, title, words):
    """At the end of what stands there."""
    notes(reader, title).press("Control+End")
    notes(reader, title).press_sequentially(words)


def finds_kept(reader, title):
    """The server has it all: the browser keeps no words for it any more, and the page says since when."""
    reader.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('notes:'))")
    expect(topic(reader, title)).to_contain_text(reader.words("Kept: %(when)s", when=""))


def says(reader, title, message, **values):
    """The page says it under the topic, as soon as it has looked."""
    reader.page.clock.fast_forward(LOOK)
    expect(topic(reader, title)).to_contain_text(reader.words(message, **values))


def two_write_under_different_topics(story):
    """The group has met earlier than planned: the meeting gets the hour at which it began, and tells nobody."""
    w, me, member = story.words, story.coordinator, story.member
    me.opens(f"{story.meeting}/edit")
    me.types(w("Day and hour"), f"{datetime.now(RUDNY) - timedelta(hours=1):%Y-%m-%dT%H:%M}")
    me.presses(w("Save"))
    for reader in (me, member):
        reader.page.clock.install()
        reader.opens(story.meeting)
        reader.follows(w("Screen of the meeting"))
        reader.reads(story.tale.meeting)
    story.screen = me.path

    writes(member, TOPICS[0], FIRST)
    writes(me, TOPICS[1], OTHER)
    finds_kept(member, TOPICS[0])
    finds_kept(me, TOPICS[1])

    me.opens(story.screen)
    expect(notes(me, TOPICS[0])).to_have_value(FIRST)
    expect(topic(me, TOPICS[0])).to_contain_text(w("Writing here now: %(name)s", name=MEMBER.short_name))


def two_write_under_one_topic_and_no_word_is_lost(story):
    w, me, member = story.words, story.coordinator, story.member
    writes(member, TOPICS[0], MORE)
    finds_kept(member, TOPICS[0])
    meanwhile = "%(name)s has written here meanwhile. When you write, both texts are shown."
    says(me, TOPICS[0], meanwhile, name=MEMBER.short_name)

    notes(me, TOPICS[0]).fill(BESIDE)
    alert = topic(me, TOPICS[0]).get_by_role("alert")
    expect(alert).to_contain_text(FIRST + MORE)
    expect(notes(me, TOPICS[0])).to_have_value(BESIDE)
    alert.get_by_role("button", name=w("Keep both texts")).click()
    expect(notes(me, TOPICS[0])).to_have_value(f"{FIRST}{MORE}\n\n{BESIDE}")

    says(member, TOPICS[0], meanwhile, name=COORDINATOR.short_name)


def what_cannot_be_sent_stays_in_the_browser(story):
    w, me, member = story.words, story.coordinator, story.member
    member.opens(story.screen)
    member.context.set_offline(True)
    writes(member, TOPICS[1], UNSENT)
    expect(topic(member, TOPICS[1])).to_contain_text(w("Not sent yet; kept in this browser."))

    member.context.set_offline(False)
    member.opens(story.screen)
    finds_kept(member, TOPICS[1])
    me.opens(story.screen)
    expect(notes(me, TOPICS[1])).to_have_value(OTHER + UNSENT)


def who_is_there_is_ticked_off(story):
    """Each ticks off one; neither page knows of the other's tick."""
    w, me, member = story.words, story.coordinator, story.member
    for reader, person in ((me, COORDINATOR), (member, MEMBER)):
        reader.ticks(person.short_name)
        reader.presses(w("Save who is there"))
    for person in (COORDINATOR, MEMBER):
        expect(member.page.get_by_role("checkbox", name=person.short_name)).to_be_checked()


def a_decision_is_written_down_and_an_action_becomes_a_task(story):
    w, tale, me, member = story.words, story.tale, story.coordinator, story.member
    me.opens(story.screen)
    settled(me, TOPICS[0], text=tale.decision)
    settled(me, TOPICS[1], text=tale.action, kind=w("Action item", "outcome"), who=MEMBER.short_name)

    member.opens(story.letter_to(MEMBER, "A task for you: %(title)s", title=tale.action).link(w("Open the task")))
    member.reads(tale.action)
    member.opens(f"{story.project}/decisions")
    member.sees(tale.decision)


def settled(reader, title, *, text, kind=None, who=None):
    w = reader.words
    topic(reader, title).get_by_text(w("Write down what was settled")).click()
    topic(reader, title).get_by_label(w("In words")).fill(text)
    if kind:
        topic(reader, title).get_by_label(w("What was settled"), exact=True).select_option(label=kind)
        topic(reader, title).get_by_label(w("Who does it")).select_option(label=who)
        topic(reader, title).get_by_label(w("Due date")).fill(f"{in_days(14):%Y-%m-%d}")
    topic(reader, title).get_by_role("button", name=w("Write it down")).click()
    expect(topic(reader, title)).to_contain_text(text)


def the_chair_approves_and_nothing_changes_any_more(story):
    w, me, chair = story.words, story.coordinator, story.member
    me.opens(story.meeting)
    me.presses(w("Mark as held", "meeting"))
    chair.opens(story.meeting)
    chair.presses(w("Approve the minutes", "minutes"))
    chair.sees(w("Approved", "minutes"))
    me.opens(story.screen)
    me.sees(w("The minutes are approved and cannot be changed any more."))
    me.sees(FIRST)
    expect(me.page.get_by_role("textbox", name=w("Notes"))).to_have_count(0)


def the_others_get_them_by_letter(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.opens(story.meeting)
    me.presses(w("Send the minutes", "minutes"))
    letter = story.letter_to(MEMBER, "Minutes: %(title)s", "record", title=tale.meeting)
    said = (*TOPICS, FIRST + MORE, BESIDE, OTHER + UNSENT)
    for words in (*said, f"{COORDINATOR.short_name}, {MEMBER.short_name}", tale.decision, tale.action):
        assert words in letter.text


def they_are_signed_on_paper(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.follows(w("In the formal form: page, PDF, DOCX"))
    with me.page.expect_download() as download:
        me.follows("PDF")
    with pypdfium2.PdfDocument(download.value.path()) as paper:
        page = paper[0]
        words = page.get_textpage().get_text_range()
        image = page.render(scale=2).to_pil()
    for expected in (tale.meeting, tale.place, *TOPICS, "Ұстаздар үйінен", tale.decision, tale.action):
        assert expected in " ".join(words.split())
    assert words.count(MEMBER.short_name) >= 3
    assert image.convert("L").getextrema()[0] < 64
    image.save(story.folder / "minutes.png")
