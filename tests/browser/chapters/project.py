"""The project itself: made from the plan, decided at its gate, and what it keeps of all that happened."""

import re

from playwright.sync_api import expect

from tests.browser.tales import COORDINATOR, MEMBER, OBSERVER, SEATED


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


def the_coordinator_decides_at_the_gate(story):
    w, tale, me, member = story.words, story.tale, story.coordinator, story.member
    member.opens(story.project)
    member.sees(w("Decides at this gate: %(names)s", names=COORDINATOR.short_name))
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
    me.types(w("Every seat has a duty", "condition"), tale.waiver)
    me.chooses(w("Decided at the meeting"), tale.meeting)
    me.presses(w("Keep the decision"))
    expect(me.page.locator("[aria-current=step]")).to_contain_text(w("Collecting materials", "stage"))

    decided = {"verdict": w("Go", "verdict"), "stage": w("Planning and preparation", "stage")}
    for person in (*SEATED, OBSERVER):
        letter = story.letter_to(person, "Decision: %(verdict)s, %(stage)s", **decided)
        assert tale.reason in letter.text
    me.goes_to(w("Stages"))
    me.follows(f"{w('Decision')}: {w('Go', 'verdict')}")
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
