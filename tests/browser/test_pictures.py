"""The README's pictures: a project's page with its gate, and the board.

They are taken each time; where `SHEZHIRE_PICTURES` is set they replace those of the README.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from app.config import ROOT

pytestmark = pytest.mark.real_time

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1280, 900)


@pytest.mark.parametrize(("name", "path"), [("project", "/projects/2"), ("board", "/projects/2/board")])
def test_the_readmes_picture_can_be_taken(coordinator, name, path):
    taken = picture_of(coordinator, path)
    if os.environ.get("SHEZHIRE_PICTURES"):
        taken.save(PICTURES / f"{name}.png", optimize=True)

    with Image.open(PICTURES / f"{name}.png") as kept:
        assert kept.size == taken.size == SIZE
    assert f"tests/browser/pictures/{name}.png" in (ROOT / "README.md").read_text("utf-8")


def picture_of(reader, path):
    """The upper part of the page as it is at a desk by day, in few enough colours for a small file."""
    reader.page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    reader.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    reader.opens(path)
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    shot = Image.open(io.BytesIO(reader.page.screenshot()))
    return shot.convert("RGB").quantize(colors=128)
