"""What hangs on a person, event or place, in the reader's words."""

from flask_babel import gettext as _
from flask_babel import pgettext


def hanging_words(kind):
    """What `queries.of` counts of such a thing: pairs of its name there and the words for it."""
    ties = {
        "person": [("events", pgettext("subject", "Events")), ("relations", _("Related persons")),
                   ("consents", _("Consents"))],
        "event": [("participants", _("Who took part"))],
        "place": [("happened", pgettext("subject", "Events")), ("within", _("Places within it"))],
    }  # fmt: skip
    return [("materials", pgettext("subject", "Materials")), *ties[kind], ("tasks", _("Tasks"))]
