"""Public pages made to stand in a folder: every address relative, pictures of buttons and fonts within."""

import base64
import mimetypes
import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app
from lxml import etree, html

from app.drawing import DIST, manifest
from app.language import NAMES

SVG = "{http://www.w3.org/2000/svg}"
#: What may not be loaded from a disk, or speaks to machines alone.
NEEDS_A_SERVER = (
    "//script|//link[@rel='preload' or @rel='alternate' or @rel='canonical']|//nav[@class='chronicle-scales']"
    "|//p[@class='exhibit-closer']"
)
ADDRESSES = ("href", "src", "poster")
STYLES, MARK = "static/app.css", "static/mark.svg"


class Places:
    """Where the pages of one exhibition stand in the folder."""

    def __init__(self, project_id):
        self.root = f"/exhibit/{project_id}"

    def of(self, address):
        """The place of an address within the exhibition, or None for all others."""
        asked = urlsplit(address)
        inner = asked.path.removeprefix(self.root)
        if inner == asked.path or asked.scheme or (inner and not inner.startswith("/")):
            return None
        parts = inner.strip("/").split("/")
        language = parts.pop(0) if parts[0] in NAMES else ""
        if parts[:1] in (["pictures"], ["recordings"]):
            return "-".join(["files/" + parts[0], *parts[1:]]) + (".webp" if parts[0] == "pictures" else "")
        behind = "".join(f"-{name}-{value}" for name, value in sorted(parse_qsl(asked.query)))
        path = "/".join(parts) or "index"
        return "/".join(filter(None, (language, path + re.sub(r"[^\w-]", "_", behind) + ending(path))))

    def first(self, language):
        return f"{self.root}/{language}"


def ending(path):
    """Pages are named as such, so that a disk knows what they are; records have an ending of their own."""
    return "" if PurePosixPath(path).suffix else ".html"


def bare(address):
    """The address without the part of the page, its questions in one order."""
    asked = urlsplit(address)
    questions = urlencode(sorted(parse_qsl(asked.query)))
    return f"{asked.path}?{questions}" if questions else asked.path


def between(place, target):
    """The way from one place of the folder to another."""
    return posixpath.relpath(target, posixpath.dirname(place) or ".")


class Page:
    """One page on its way into the folder."""

    def __init__(self, text, place, places):
        self.tree, self.place, self.places = html.document_fromstring(text), place, places

    def settle(self, place_of):
        """Make its addresses relative and gives those of the exhibition that it leads to.

        `place_of(address)` is where such a one stands, or None for what the folder does not hold.
        """
        for element in self.tree.xpath(NEEDS_A_SERVER):
            element.getparent().remove(element)
        self.take_in_icons()
        found = []
        for element, name in self.addressed():
            address = element.get(name)
            if address.startswith("#") or urlsplit(address).scheme:
                continue
            target = asset_of(address) or place_of(address)
            if target is None:
                del element.attrib[name]
                continue
            if not asset_of(address):
                found.append(bare(address))
            element.set(name, between(self.place, target))
        return list(dict.fromkeys(found))

    def addressed(self):
        """Every element with an address, and the attribute in which it stands."""
        return [(element, name) for name in ADDRESSES for element in self.tree.xpath(f"//*[@{name}]")]

    @property
    def captions(self):
        """What is said in its recordings, as elements with an address, which a disk may not load."""
        return self.tree.xpath("//track")

    def take_in_icons(self):
        """A browser draws no icon out of another file of a disk: those that the page shows are put into it."""
        used = self.tree.xpath("//use")
        names = dict.fromkeys(use.get("href").partition("#")[2] for use in used)
        for use in used:
            use.set("href", "#" + use.get("href").partition("#")[2])
        sprite = etree.parse(DIST / manifest()["icons.svg"]).getroot()
        drawn = html.fragment_fromstring('<svg width="0" height="0" aria-hidden="true"></svg>')
        for symbol in sprite.iter(f"{SVG}symbol"):
            if symbol.get("id") in names:
                drawn.append(html.fragment_fromstring(plain(symbol)))
        self.tree.find("body").insert(0, drawn)

    @property
    def title(self):
        return self.tree.xpath("string(//h1)").strip()

    def add_place(self, words, target):
        """One more place beside those that every page leads to."""
        for places in self.tree.xpath("//nav[@class='exhibit-places']"):
            link = html.Element("a", href=between(self.place, target))
            link.text = words
            places.append(link)

    def show_only(self, heading, links):
        """Have the page show nothing but this list of words and places; it is the last one added to the others."""
        places = self.tree.xpath("//nav[@class='exhibit-places']/a")
        for place in places:
            place.attrib.pop("aria-current", None)
        places[-1].set("aria-current", "page")
        title = self.tree.find(".//title")
        title.text = f"{heading} · {title.text.strip()}"
        main = self.tree.get_element_by_id("main")
        main.clear()
        main.set("id", "main")
        head, things = html.Element("div", {"class": "page-head"}), html.Element("ul", {"class": "things"})
        etree.SubElement(head, "h1").text = heading
        for words, target in links:
            line = etree.SubElement(things, "li", {"class": "thing"})
            link = etree.SubElement(line, "a", href=between(self.place, target))
            link.text = words
        main.extend([head, things])

    @property
    def content(self):
        return html.tostring(self.tree, encoding="utf-8", doctype="<!doctype html>")


def plain(symbol):
    """The drawing without its namespace, as HTML has it."""
    return re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", etree.tostring(symbol, encoding="unicode"))


def asset_of(address):
    """The place of one of our own bundled files, or None."""
    if not address.startswith(f"{current_app.static_url_path}/dist/"):
        return None
    return STYLES if address.endswith(".css") else MARK if address.endswith(".svg") else None


def styles():
    """The styles with fonts and pictures within, since a disk gives a page no font of another file."""
    text = (DIST / manifest()["app.css"]).read_text()
    return re.sub(r"url\(([\"']?)([^)\"']+)\1\)", taken_in, text)


def taken_in(found):
    path = DIST / PurePosixPath(urlsplit(found[2]).path).name
    if found[2].startswith(("data:", "#")) or not path.is_file():
        return found[0]
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"url({data_address(kind, path.read_bytes())})"


def data_address(media_type, content):
    """An address that is the content itself."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
