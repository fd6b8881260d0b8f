"""What the reader reads: the catalogue of one language, asked as the pages ask it."""

from babel.support import Translations

from app.config import ROOT


class Words:
    """``words("Start", "task")``: the words on the screen for a message id, in its context."""

    def __init__(self, language):
        self.language = language
        self.catalogue = Translations.load(ROOT / "app" / "translations", [language])

    def __call__(self, message, context=None, **values):
        said = self.catalogue.pgettext(context, message) if context else self.catalogue.gettext(message)
        return said % values if values else said
