"""My day and the bell under a finger: one touch carries a line on, and what others say is counted by subject."""

import pytest
from playwright.sync_api import expect

from tests.browser.touch import with_fingers

pytestmark = pytest.mark.real_time


@pytest.fixture
def phone(chromium, demo, coordinator):
    phone = with_fingers(chromium, demo, coordinator)
    yield phone
    phone.leaves()


def line(reader, title):
    return reader.page.locator("[data-row]", has_text=title)


def test_work_is_started_done_and_taken_back_by_one_touch_each(phone):
    w, reviewed, plain = phone.words, "Сұхбаттың мәтінін тексеру", "Фотосуреттерді жинау"
    phone.opens("/projects/2/tasks/new")
    phone.types(w("Title"), reviewed)
    phone.ticks("Сейтова")
    phone.ticks(w("The coordinator reviews the work before it is done"))
    phone.presses(w("Save"))
    phone.opens("/projects/2/board")
    phone.adds(f"{plain} бүгін @мен")
    phone.opens("/")

    line(phone, reviewed).get_by_role("button", name=w("Start", "task")).tap()
    expect(line(phone, reviewed)).to_contain_text(w("In progress", "task"))
    line(phone, plain).get_by_role("button", name=w("Done: %(title)s", title=plain)).tap()
    expect(line(phone, plain)).to_have_count(0)
    said = phone.page.get_by_role("status").filter(has_text=plain)
    said.get_by_role("button", name=w("Undo")).tap()

    expect(line(phone, plain)).to_be_visible()
    assert phone.path == "/"


def test_an_invitation_is_answered_by_one_touch(phone):
    phone.opens("/")
    yes = phone.page.get_by_role("button", name=phone.words("Yes", "answer"), exact=True).first

    yes.tap()

    expect(yes).to_have_attribute("aria-pressed", "true")
    assert phone.path == "/"


def test_the_bell_counts_what_was_said_by_its_subject_and_never_what_i_said(phone, member):
    w, title = phone.words, "Мұражай тізімін салыстыру"
    new, bell = w("New: %(n)s", n=2), phone.page.locator(".bell")
    phone.opens("/projects/2/board")
    phone.adds(f"{title} @қасымов")
    phone.page.locator(".board-title", has_text=title).click()
    for words in ("@Сейтова қарап шықсын", "@Сейтова тағы біреуі табылды"):
        member.opens(phone.path)
        member.types(w("Comment"), words)
        member.presses(w("Write the comment"))
        member.sees(words)

    phone.opens("/notifications")
    phone.waits_until_the_page_has(new)
    expect(line(phone, title)).to_have_count(1)
    expect(line(phone, title)).to_contain_text(w("You are named"))
    expect(bell).to_contain_text(w("unread", "notices"))

    line(phone, title).get_by_role("button", name=title, exact=True).tap()
    phone.sees("@Сейтова тағы біреуі табылды")
    phone.opens("/notifications")
    expect(line(phone, title)).not_to_contain_text(new)
