"""Words that are shown to people, kept as message ids until a page, a letter or the API translates them."""


class Sentence(str):
    """A message id with the values that belong into it, such as ``Sentence("Seats: %(n)d", n=10)``."""

    __slots__ = ("values",)

    def __new__(cls, text, **values):
        sentence = super().__new__(cls, text)
        sentence.values = values
        return sentence


def p(context, text):
    """Mark `text` for translation in its `context`, since one English word has several Kazakh ones."""
    return text
