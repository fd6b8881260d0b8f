"""What the chapters of a story hand on: the language's words, the mailbox, and everybody's browser."""

from contextlib import contextmanager
from pathlib import Path

from tests.browser.installation import running
from tests.browser.mailbox import delivering
from tests.browser.reader import Reader
from tests.browser.tales import TALES
from tests.browser.words import Words


class Story:
    """One told in a language, on an installation of its own, with real letters."""

    def __init__(self, language, chromium, installation, mailbox, folder):
        self.words, self.tale = Words(language), TALES[language]
        self.chromium, self.installation, self.mailbox, self.folder = chromium, installation, mailbox, folder
        self.project = ""

    def browser(self, **options):
        return Reader(self.chromium, self.installation.address, self.words, **options)

    def letter_to(self, person, message, context=None, **values):
        """The letter whose subject begins as this message does."""
        return self.mailbox.take(person.email, self.words(message, context, **values))

    def file(self, name, content):
        path = Path(self.folder, name)
        path.write_bytes(content)
        return path


@contextmanager
def begun(language, chromium, folder):
    """A story on an empty installation, for as long as the block lasts."""
    with delivering() as (mailbox, mail_url), running(folder / "data", DEMO="0", MAIL_URL=mail_url) as installation:
        yield Story(language, chromium, installation, mailbox, folder)
