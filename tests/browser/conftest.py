"""What the browser tests share: Chromium, the demo, and somebody to read its pages."""

from contextlib import ExitStack

import pytest

from tests.browser.chromium import launched
from tests.browser.installation import running
from tests.browser.reader import Reader
from tests.browser.words import Words


@pytest.fixture(scope="package")
def chromium():
    """The system's Chromium, else the one that Playwright brings."""
    with launched() as browser:
        if browser is None:
            pytest.skip("There is no Chromium here.")
        yield browser


@pytest.fixture(scope="package")
def demo(tmp_path_factory):
    """The demo, served; it prints a link for its coordinator, a member and an observer, in this order."""
    with running(tmp_path_factory.mktemp("demo")) as installation:
        yield installation


@pytest.fixture(scope="package")
def coordinator(chromium, demo):
    """The demo's coordinator, who reads Kazakh and has signed in by the printed link."""
    return signed_in(chromium, demo.address, demo.links[0])


@pytest.fixture(scope="package")
def member(chromium, demo):
    """A member of the demo's workgroup, in a browser of their own."""
    return signed_in(chromium, demo.address, demo.links[1])


@pytest.fixture
def another(chromium, demo, coordinator):
    """``another(path)``: one more browser of the coordinator, at that page if one is given, until the test ends."""
    with ExitStack() as stack:

        def open_one(path=None):
            state = coordinator.context.storage_state()
            reader = Reader(chromium, demo.address, coordinator.words, storage_state=state)
            stack.callback(reader.leaves)
            if path:
                reader.opens(path)
            return reader

        yield open_one


def signed_in(chromium, address, link):
    reader = Reader(chromium, address, Words("kk"))
    reader.opens(link)
    reader.presses(reader.words("Sign in"))
    reader.reads(reader.words("My day"))
    return reader
