"""The day of a meeting is open: everybody is asked, somebody answers from the letter, and the choice announces it."""

from tests.browser.chapters.meetings import assert_calendar, in_days
from tests.browser.tales import COORDINATOR, MEMBER

TOPICS = ("Газет тігінділері кімге бөлінеді", "Әңгімелесетін адамдардың тізімі")


def everybody_is_asked_for_a_day(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.opens(f"{story.project}/meetings/new")
    me.types(w("Title"), tale.meeting)
    me.types(w("Day and hour"), f"{in_days(8):%Y-%m-%dT%H:%M}")
    me.types(w("Place"), tale.place)
    me.chooses(w("Chair"), MEMBER.short_name)
    me.chooses(w("Secretary"), COORDINATOR.short_name)
    for place, topic in enumerate(TOPICS):
        me.field(w("Topic")).nth(place).fill(topic)
    me.presses(w("Save"))
    me.reads(tale.meeting)
    story.meeting = me.path

    me.follows(w("Ask everybody for a day"))
    for place, days in enumerate((8, 9), 1):
        me.types(f"{w('Proposed days')} {place}", f"{in_days(days):%Y-%m-%dT%H:%M}")
    me.presses(w("Ask everybody"))
    me.sees(w("Answered: %(n)s / %(of)s", n=0, of=2))


def an_answer_is_given_without_signing_in(story):
    w, tale = story.words, story.tale
    letter = story.letter_to(MEMBER, "Which day suits you? %(title)s", title=tale.meeting)
    assert "UTC+5" in letter.text
    guest = story.browser()
    guest.opens(letter.link(w("Answer")))
    days = guest.page.get_by_role("main").get_by_role("group")
    for day, says in enumerate(("Does not suit me", "Suits me")):
        days.nth(day).get_by_label(w(says, "poll"), exact=True).check()
    guest.presses(w("Send my answer"))
    guest.sees(w("Thank you. Your answer is kept, and you can change it until the day is settled."))
    guest.leaves()


def the_choice_of_a_day_announces_the_meeting(story):
    w, tale, me = story.words, story.tale, story.coordinator
    me.opens(f"{story.meeting}/poll")
    me.sees(w("Answered: %(n)s / %(of)s", n=1, of=2))
    best = me.page.get_by_role("row").filter(has_text=w("Suits most"))
    best.get_by_role("button", name=w("Settle on this day")).click()
    me.reads(tale.meeting)
    me.sees(w("Announced", "meeting"))

    letter = story.letter_to(MEMBER, "Meeting: %(title)s, %(when)s", title=tale.meeting, when="")
    invited, method = letter.calendar
    assert method == "REQUEST"
    assert_calendar(invited.vevent, story, in_days(9))
    guest = story.browser()
    guest.opens(letter.link(w("Answer")))
    guest.presses(w("Yes", "answer"))
    guest.sees(w("Your answer: %(answer)s", answer=w("Yes", "answer")))
    guest.leaves()
    me.opens(story.meeting)
    me.sees(f"{w('Coming', 'answers')} 1")
