"""Templates, compiled once for each language: their words are looked up then, and not each time a page is drawn."""

import json
import re
from functools import lru_cache
from pathlib import Path

import flask
from flask import current_app, request
from flask.templating import Environment
from flask_babel import force_locale, gettext, pgettext
from jinja2 import pass_eval_context
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup

from app.locales import reader_locale

DIST = Path(__file__).parent / "static" / "dist"
PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
#: What looks words up, and how many literal strings it takes.
LOOKED_UP = {"_": (gettext, 1), "pgettext": (pgettext, 2)}


def init_app(app):
    app.jinja_environment = Templates
    app.jinja_env.add_extension(WordsOfLanguage)
    for function in (asset, icon, filled, once, each):
        app.add_template_global(function)
    app.add_template_global(address, "url_for")


class Templates(Environment):
    """The templates of every language; each language has its own, compiled with its words."""

    language = None

    def __init__(self, app, **options):
        super().__init__(app, **options)
        self.in_language = {}

    def make_globals(self, own):
        """What every template can name. Jinja's chain of dicts would be searched at each import of a macro."""
        return {**self.globals, **(own or {})}

    def get_template(self, name, parent=None, globals=None):
        if self.language is None:
            return self.spoken(reader_locale().language).get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def spoken(self, language):
        if language not in self.in_language:
            templates = self.overlay()
            templates.language = language
            self.in_language[language] = templates
        return self.in_language[language]


class WordsOfLanguage(Extension):
    """Puts the words themselves where a template says `_("…")` or `pgettext("…", "…")`.

    A sentence that is filled with values keeps its call: `_("…", name=…)` becomes `filled("…", name=…)`.
    """

    def filter_stream(self, stream):
        tokens = list(stream)
        if self.environment.language is None:
            yield from tokens
            return
        with force_locale(self.environment.language):
            while tokens:
                yield from self.next_of(tokens)

    def next_of(self, tokens):
        """Take the next token from the list, or a whole call that can be looked up."""
        look_up, n = LOOKED_UP.get(tokens[0].value, (None, 0))
        call, end = tokens[: 2 * n + 1], tokens[2 * n + 1 : 2 * n + 2]
        if not look_up or kinds(call) != ["name", "lparen", *["string", "comma"] * n][:-1]:
            return [tokens.pop(0)]
        if kinds(end) not in (["rparen"], ["comma"]):
            return [tokens.pop(0)]
        words = look_up(*(token.value for token in call if token.type == "string"))
        is_whole = kinds(end) == ["rparen"]
        del tokens[: len(call) + is_whole]
        line = call[0].lineno
        if is_whole:
            return [Token(line, "string", words % {})]
        return [Token(line, "name", "filled"), Token(line, "lparen", "("), Token(line, "string", words)]


def kinds(tokens):
    return [token.type for token in tokens]


@pass_eval_context
def filled(context, words, **values):
    """A sentence with its values; in HTML these are escaped."""
    sentence = Markup(words) if context.autoescape else words  # nosec B704  # words of our catalogues, not typed ones
    return sentence % values


@lru_cache(maxsize=4096, typed=True)
def once(part, *values):
    """A macro's text, drawn once for the very values that it shows: it asks nothing else but its own language.

    A value that is safe HTML already and the same text that is not are told apart, save within a tuple.
    """
    return part(*values)


@lru_cache(maxsize=1024)
def each(part, lines):
    """A macro's text for every line of values, one after the other."""
    return Markup("".join(once(part, *line) for line in lines))  # nosec B704  # a macro's own text


def address(endpoint, **values):
    """`url_for` for templates; a page named by whole numbers alone, as most are, is told without building its rule."""
    if endpoint.startswith("."):
        endpoint = request.blueprint + endpoint
    path = path_of(endpoint, frozenset(values))
    if path and all(type(value) is int for value in values.values()):
        return path.format(**values)
    return flask.url_for(endpoint, **values)


@lru_cache(maxsize=1024)
def path_of(endpoint, names):
    """The path of an endpoint, with a place for each of its parameters; None when it has no rule of just these."""
    rules = (rule for rule in current_app.url_map.iter_rules(endpoint) if rule.arguments == names)
    return next((PARAMETER.sub(r"{\1}", rule.rule) for rule in rules), None)


@lru_cache(maxsize=256)
def asset(name):
    """The address of a bundled file, such as main.css, by its hashed name."""
    return f"{current_app.static_url_path}/dist/{manifest().get(name, name)}"


@lru_cache(maxsize=1)
def manifest():
    return json.loads((DIST / "manifest.json").read_text())


@lru_cache(maxsize=1024)
def icon(name, label=None):
    """One icon of the sprite; give a label only where no words stand beside it."""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    picture = Markup('<svg class="icon" {}><use href="{}#{}"/></svg>')
    return picture.format(role, asset("icons.svg"), name)
