"""Which language and zone a page is in: the person's setting, else their choice here, else the browser's wish.

The address of a public page may name its language, which goes before all of these. The page behind a letter's link
speaks as the letter does, to who chose nothing here.
"""

from flask import current_app, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale, refresh

from app import dates, numbers
from app.config import LANGUAGES
from app.rights import Act
from app.text import say

#: What the page's own switch shows, in each language's own letters.
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def init_app(app):
    Babel(app, locale_selector=choose_language, timezone_selector=choose_zone).domain_instance = Catalogues()
    app.jinja_env.globals["language_names"] = NAMES
    for words in (
        dates.day,
        dates.short_day,
        dates.day_and_weekday,
        dates.weekday,
        dates.clock_time,
        dates.month,
        dates.short_month,
        dates.relative_day,
        dates.near_day,
        numbers.number,
        numbers.percent,
        numbers.file_size,
        numbers.duration,
        say,
    ):
        app.add_template_global(words)
    app.add_template_global(moment)
    app.add_template_global(may)
    app.context_processor(shell)


class Catalogues(Domain):
    """The three catalogues, told apart by their language alone."""

    def __init__(self):
        super().__init__()
        self.of_language = {}

    def get_translations(self):
        locale = get_locale()
        language = locale and locale.language
        if language not in self.of_language:
            self.of_language[language] = super().get_translations()
        return self.of_language[language]


def choose_language():
    if not has_request_context():
        return LANGUAGES[0]
    if spoken := g.get("language_of_address"):
        return spoken
    actor = g.get("actor")
    wish = actor.language if actor and actor.is_signed_in else request.cookies.get("language")
    wish = wish or g.get("language_of_letter")
    if wish in LANGUAGES:
        return wish
    return request.accept_languages.best_match(LANGUAGES, default="kk")


def speak(language):
    """Speak as the letter does whose link was followed, unless the reader chose otherwise: browsers know less."""
    g.language_of_letter = language
    refresh()


def choose_zone():
    """The name of the zone the reader lives in."""
    actor = g.get("actor")
    return actor.time_zone if actor and actor.is_signed_in else current_app.config["TIME_ZONE"]


def may(subject, act):
    """Whether the reader's role may do this kind of thing with `subject`; `act` is the name of an `Act`."""
    return subject.allows(g.actor, Act[act])


def moment(instant):
    """An instant in the reader's own zone, with its offset."""
    return dates.moment(instant, choose_zone())


def choose_theme():
    actor = g.get("actor")
    return actor.theme if actor and actor.is_signed_in else request.cookies.get("theme", "auto")


def shell():
    """What every page's frame needs."""
    return {"language": get_locale().language, "theme": choose_theme()}
