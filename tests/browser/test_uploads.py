"""A large file survives a cut line and a reload of the page: it goes on where it stopped, and is attached once."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.files import samples

pytestmark = pytest.mark.real_time
PAGE = "/materials/1"
MB = 1024**2
NAME = "Рудный жұмысшысы 1957.pdf"
CONTENT = samples.PDF + hashlib.sha256(b"scan").digest() * (24 * MB // 32)
#: Slow enough that a part of 8 MB is seen on its way.
SLOW, FULL = 4 * MB, -1


class Line:
    """The reader's line, which can be slow or cut, and the parts that went over it."""

    def __init__(self, reader):
        self.reader = reader
        self.ends = reader.context.new_cdp_session(reader.page)
        self.ends.send("Network.enable")
        self.parts, self.begun = [], 0
        reader.page.on("request", self.note)

    def note(self, request):
        if request.method == "PATCH":
            self.parts.append(int(request.headers["upload-offset"]))
        self.begun += request.method == "POST" and request.url.endswith("/uploads")

    def is_(self, throughput, *, cut=False):
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": throughput}
        self.ends.send("Network.emulateNetworkConditions", {"offline": cut, **speed})


@pytest.fixture
def reader(another):
    return another()


@pytest.fixture
def newspaper(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(CONTENT)
    return path


def chooses(reader, path):
    reader.page.locator("[data-upload] input[type=file]").set_input_files(path)


def row(reader):
    return reader.page.get_by_role("listitem").filter(has=reader.page.locator("[data-name]", has_text=NAME))


def is_under_way(reader):
    """More than the first part is here, and not all of it."""
    expect(row(reader)).to_contain_text(re.compile(r"[4-9]\d %"), timeout=60_000)


def test_a_large_file_goes_on_after_a_cut_line_and_a_reload(reader, newspaper):
    words, line = reader.words, Line(reader)
    reader.opens(PAGE)
    line.is_(SLOW)
    chooses(reader, newspaper)
    is_under_way(reader)

    line.is_(SLOW, cut=True)
    expect(row(reader)).to_contain_text(
        words("No connection; it goes on by itself · %(percent)s %%").partition(" ·")[0]
    )
    line.parts.clear()
    line.is_(SLOW)
    expect(row(reader)).to_contain_text(words("time left: %(time)s", time=""))
    assert line.parts[0] >= 8 * MB

    reader.opens(PAGE)
    expect(row(reader)).to_contain_text(re.compile(r"[3-9]\d %"))
    line.parts.clear()
    line.is_(FULL)
    chooses(reader, newspaper)
    reader.presses(words("Upload"))

    file = reader.page.get_by_role("listitem").filter(has=reader.page.get_by_role("link", name=NAME))
    expect(file).to_have_count(1, timeout=60_000)
    expect(file.locator(".checksum")).to_have_text(hashlib.sha256(CONTENT).hexdigest())
    assert line.parts[0] >= 8 * MB
    assert line.begun == 1
    assert row(reader).count() == 0


def test_a_file_sent_before_from_elsewhere_belongs_to_the_form_when_it_is_chosen_again(another, tmp_path):
    path = tmp_path / NAME
    path.write_bytes(samples.PDF)
    for reader, before in ((another(), None), (another(), "Sent before and not attached to anything yet")):
        reader.opens("/projects/2/materials/new")
        if before:
            expect(row(reader)).to_contain_text(reader.words(before))
        chooses(reader, path)
        expect(row(reader)).to_contain_text(reader.words("Here; it is attached when the form is sent"))
