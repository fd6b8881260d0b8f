"""What the browser tests share: Chromium, the demo, and somebody to read its pages."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.installation import running
from tests.browser.reader import Reader
from tests.browser.words import Words

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="package")
def chromium():
    """The system's Chromium, else the one that Playwright brings."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        path = next(filter(None, map(shutil.which, NAMES)), own if own.exists() else None)
        if path is None:
            pytest.skip("There is no Chromium here.")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo(tmp_path_factory):
    """The demo, served; it prints a link for its coordinator, a member and an observer, in this order."""
    with running(tmp_path_factory.mktemp("demo")) as installation:
        yield installation


@pytest.fixture(scope="package")
def coordinator(chromium, demo):
    """The demo's coordinator, who reads Kazakh and has signed in by the printed link."""
    reader = Reader(chromium, demo.address, Words("kk"))
    reader.opens(demo.links[0])
    reader.presses(reader.words("Sign in"))
    reader.reads(reader.words("My day"))
    return reader
