"""An upload as a script of ours sends it, spoken through any client that takes a method, a path and headers."""

import base64
import hashlib
from urllib.parse import urlsplit

VERSION = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


def told(**words):
    """The header that tells name, type and form of a file."""
    return ",".join(f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in words.items())


def begin(browser, place, content, name, **words):
    length = content if isinstance(content, int) else len(content)
    headers = {**VERSION, "Upload-Length": str(length), "Upload-Metadata": told(filename=name, place=place, **words)}
    return browser.post("/uploads", headers=headers)


def begun(browser, place, content, name, **words):
    """Begin it; gives its path."""
    answer = begin(browser, place, content, name, **words)
    assert answer.status_code == 201, answer.text
    return urlsplit(answer.location).path


def part(browser, path, at, content, environ_overrides=None, **headers):
    given = {**VERSION, "Upload-Offset": str(at), **headers}
    return browser.patch(
        path, headers=given, data=content, content_type=PART, environ_overrides=environ_overrides or {}
    )


def arrived(browser, path):
    answer = browser.head(path, headers=VERSION)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


def brought(browser, place, content, name, **words):
    """All of it in one part; gives its number, by which a form takes it."""
    path = begun(browser, place, content, name, **words)
    answer = part(browser, path, 0, content)
    assert answer.status_code == 204, answer.text
    return path.rpartition("/")[2]


def checksum(content):
    return f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"
