"""What people write with light marks, as safe HTML."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "hr"}

reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).disable("image")


def init_app(app):
    app.add_template_filter(markdown)


@lru_cache(maxsize=256)
def markdown(text):
    """Render, then allow only our own tags and only web and mail addresses."""
    clean = nh3.clean(
        reader.render(text or ""),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return Markup(clean)  # nosec B704  # cleaned by nh3 just above


def without_marks(text):
    """The words alone, in one line."""
    return " ".join(" ".join(map(words_of, reader.parse(text))).split())


def words_of(block):
    """What stands in a block of the text; code has no parts and stands as it was typed."""
    if block.children is None:
        return block.content
    return "".join(" " if part.type.endswith("break") else part.content for part in block.children)
