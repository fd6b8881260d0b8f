"""Somebody at a browser, who finds things by the words that stand on them."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

#: For a button or a field to be there, in milliseconds.
PATIENCE = 10_000
#: Asks for the page again, twice a second for as long as a tick may take, until it has the text.
UNTIL_IT_HAS = """async (text) => {
  for (let asked = 0; asked < 140; asked += 1) {
    if ((await (await fetch(location.href)).text()).includes(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}"""


class Reader:
    """One person's browser with one page open. What they look for is given in words of their language."""

    def __init__(self, chromium, address, words, **options):
        self.words = words
        self.context = chromium.new_context(base_url=address, locale=words.language, **options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.troubles = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self.note)

    def note(self, message):
        """A page that is refused or gone says so in the console too; anything else there is a defect."""
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.troubles.append(message.text)

    def opens(self, path):
        self.page.goto(path)

    def goes_to(self, place):
        """By the side column."""
        self.page.get_by_role("navigation").get_by_role("link", name=re.compile(rf"^{re.escape(place)}( \d|$)")).click()

    def follows(self, link):
        self.page.get_by_role("link", name=link, exact=True).first.click()

    def presses(self, button):
        self.page.get_by_role("button", name=button, exact=True).click()

    def field(self, label):
        optional = re.escape(self.words("optional"))
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+{optional})?\s*$"))

    def types(self, label, text):
        self.field(label).first.fill(text)

    def chooses(self, label, option):
        self.field(label).first.select_option(label=option)

    def ticks(self, label):
        self.page.locator("label", has_text=label).click()

    def attaches(self, label, *paths):
        self.field(label).set_input_files(paths)

    def sees(self, text):
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def sees_no(self, text):
        expect(self.page.get_by_role("main")).not_to_contain_text(text)

    def reads(self, heading):
        """The page that is open has this title at its head."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def waits_until_the_page_has(self, text):
        """What the worker makes does not come by itself: the page is read again until it shows it."""
        self.page.evaluate(UNTIL_IT_HAS, text)
        self.page.reload()

    def adds(self, line):
        """A task in one line, from a page of its project."""
        box = self.page.get_by_role("textbox", name=self.words("Task in one line"))
        box.fill(line)
        box.press("Enter")
        expect(self.page.get_by_role("status").get_by_role("link", name=self.words("Open the task"))).to_be_visible()

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def column(self, state):
        """A column of the board, by its title."""
        return self.page.get_by_role("region", name=state)

    def card(self, title):
        return self.page.get_by_role("listitem").filter(has_text=title)

    def handle(self, title):
        return self.page.get_by_role("button", name=self.words("Move: %(title)s", title=title))

    def drags(self, title, state):
        """As a hand does it: down on the handle, over in many small steps, up near the head of the column."""
        self.handle(title).scroll_into_view_if_needed()
        start, end = self.handle(title).bounding_box(), self.column(state).get_by_role("list").bounding_box()
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=15)
        mouse.up()

    def lifts(self, title):
        self.handle(title).focus()
        self.page.keyboard.press("Space")

    def drops_after(self, *arrows):
        for key in (*arrows, "Space"):
            self.page.keyboard.press(key)

    def leaves(self):
        """Close the browser; nothing may have gone wrong in it."""
        self.context.close()
        assert self.troubles == []
