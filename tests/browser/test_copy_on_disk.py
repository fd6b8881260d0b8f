"""The copy of the exhibition opens from a disk: nothing is missing, and nothing is asked of a network."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.browser.test_player import CAPTIONS


@pytest.fixture(scope="module")
def copy(coordinator, demo, tmp_path_factory):
    """The folder that the demo's coordinator takes along."""
    page = coordinator.page
    page.goto(f"{demo.address}/projects/2/exhibit")
    page.locator("form[action$='/exhibit/copy'] button").click()
    link = page.locator("a[href*='/files/']")
    link.wait_for(timeout=60_000)
    packed = coordinator.context.request.get(f"{demo.address}{link.get_attribute('href')}").body()
    folder = tmp_path_factory.mktemp("copy")
    (folder / "copy.zip").write_bytes(packed)
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        archive.extractall(folder)
    return folder


def test_every_page_opens_with_its_pictures_and_fonts_and_asks_nothing_of_a_network(chromium, copy):
    context = chromium.new_context()
    page = context.new_page()
    troubles: list = []
    page.on("requestfailed", lambda request: troubles.append(f"{request.url}: {request.failure}"))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: troubles.append(request.url) if not is_within(request.url) else None)

    places = [copy / "index.html", *sorted((copy / "kk").rglob("*.html"))]
    for place in places:
        page.goto(place.as_uri(), wait_until="networkidle")
        assert page.evaluate("[...document.images].every((picture) => picture.complete && picture.naturalWidth > 0)")
        assert page.evaluate("document.fonts.ready.then((fonts) => [...fonts].some((font) => font.status == 'loaded'))")
        for address in page.eval_on_selector_all("a[href]:not(svg a)", "links => links.map((link) => link.href)"):
            assert not address.startswith("file:") or Path(re.sub(r"#.*", "", address)[len("file://") :]).is_file()
    page.goto(next((copy / "kk/materials").glob("*.html")).as_uri())
    assert page.evaluate(CAPTIONS) == 2
    assert page.locator("a[data-at]:not([href])").count() == 2
    context.close()

    assert len(places) > 8
    assert troubles == []


def is_within(address):
    return address.startswith(("file:", "data:"))
