"""What the reader reads: the catalogue of one language, asked as the pages ask it."""

from babel.messages.pofile import read_po

from app.config import ROOT


class Words:
    """``words("Start", "task")``: the words on the screen for a message id, in its context."""

    def __init__(self, language):
        self.language = language
        path = ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po"
        self.catalogue = read_po(path.read_text("utf-8").splitlines(), locale=language)

    def __call__(self, message, context=None, **values):
        found = self.catalogue.get(message, context)
        assert found is not None, f"The catalogue “{self.language}” has no “{message}” ({context})."
        return found.string % values if values else found.string
