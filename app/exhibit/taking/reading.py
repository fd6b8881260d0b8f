"""Every public page read as a visitor reads it, so that the copy can hold nothing that they may not see."""

from collections import deque
from contextlib import contextmanager
from http import HTTPStatus

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.test import Client

from app.db import rows
from app.drawing import DIST, manifest
from app.exhibit.queries import EXHIBITION
from app.exhibit.shown import IS_NAMED, IS_SEEN, IS_SHOWN, IS_TOLD, PROJECT, today
from app.exhibit.spoken import TRANSCRIPTS
from app.exhibit.taking.pages import MARK, STYLES, Page, Places, data_address, styles
from app.kazakh import sort_kk
from app.language import NAMES
from app.materials.models import Material
from app.materials.subjects.models import Event, Person

#: The page that opens first speaks so.
FIRST = "kk"
SHOWN_NOW = (
    sa.select(Material.id, Material.public_at).where(Material.project_id == PROJECT, IS_SHOWN).order_by(Material.id),
    *(
        sa.select(model.id).where(model.project_id == PROJECT, condition).order_by(model.id)
        for model, condition in ((Person, IS_NAMED), (Person, sa.and_(IS_NAMED, IS_TOLD)), (Event, IS_SEEN))
    ),
    TRANSCRIPTS,
)


class Changed(Exception):
    """What is on show changed while it was read, or a page led to what is not there."""


class Gone(Exception):
    """Nothing is to be read at this address."""


def on_show(project_id):
    """What everybody may see now, to be compared later: None where there is no exhibition."""
    here = next(iter(rows(EXHIBITION, project_id=project_id)), None)
    return here and [[tuple(row) for row in rows(asked, **today(here))] for asked in SHOWN_NOW]


class Copy:
    """A folder that is filled with the pages of an exhibition in all languages.

    `gone` are places that an earlier try found empty: no page leads there, and those found now are added.
    """

    def __init__(self, folder, project_id, gone):
        self.folder, self.places, self.gone = folder, Places(project_id), gone
        self.app = current_app._get_current_object()
        self.visitor = Client(self.app)
        self.base = current_app.config["PUBLIC_BASE_URL"]
        self.waiting = deque(self.places.first(code) for code in NAMES)
        self.named = {self.places.of(address): address for address in self.waiting}
        self.seen = set(self.waiting)
        self.titles: dict = {code: [] for code in NAMES}

    def fill(self, reach):
        """Read page after page; `reach(done, wanted)` is told how far it is. Raises `Changed`."""
        done, known = 0, set(self.gone)
        while self.waiting:
            address = self.waiting.popleft()
            try:
                self.take(address)
            except Gone:
                self.gone.add(self.places.of(address))
            done += 1
            reach(done, done + len(self.waiting))
        if self.gone - known:
            raise Changed
        for code in NAMES:
            self.add_titles(code)
        self.folder.writestr("index.html", self.page(self.places.first(FIRST), "index.html").content)
        self.folder.writestr(STYLES, styles())
        self.folder.write(DIST / manifest()["mark.svg"], MARK)

    def take(self, address):
        place = self.places.of(address)
        if place.endswith(".html"):
            page = self.page(address, place)
            language, _slash, inner = place.partition("/")
            if inner.startswith("materials/"):
                self.titles[language].append((page.title, place))
            self.folder.writestr(place, page.content)
            return
        with self.answer_to(address) as answer, self.folder.open(place, "w", force_zip64=True) as copy:
            for piece in answer.iter_encoded():
                copy.write(piece)

    @contextmanager
    def answer_to(self, address):
        """Asked in a context of its own, as every request has one, since the page's language stays in it."""
        with self.app.app_context(), self.visitor.get(address, base_url=self.base) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise Gone(address)
            yield answer

    def page(self, address, place):
        """The page as it stands at this place of the folder; those it leads to are read later."""
        with self.answer_to(address) as answer:
            page = Page(answer.text, place, self.places)
        self.take_in_captions(page)
        for found in page.settle(self.place_of):
            if self.named.setdefault(self.places.of(found), found) == found and found not in self.seen:
                self.seen.add(found)
                self.waiting.append(found)
        language = language_of(place)
        page.add_place(title_words(language), f"{language}/titles.html")
        return page

    def take_in_captions(self, page):
        """A browser gives a recording no captions out of another file of a disk: they are put into its page."""
        for captions in page.captions:
            try:
                with self.answer_to(captions.get("src")) as answer:
                    captions.set("src", data_address("text/vtt", answer.data))
            except Gone:
                captions.getparent().remove(captions)

    def place_of(self, address):
        place = self.places.of(address)
        return None if place in self.gone else place

    def add_titles(self, code):
        """The index by title, in the order of the Kazakh alphabet."""
        place = f"{code}/titles.html"
        page = self.page(self.places.first(code), place)
        page.show_only(title_words(code), sorted(self.titles[code], key=lambda title: (sort_kk(title[0]), title[1])))
        self.folder.writestr(place, page.content)


def language_of(place):
    language = place.partition("/")[0]
    return language if language in NAMES else FIRST


def title_words(code):
    with force_locale(code):
        return _("All titles")
