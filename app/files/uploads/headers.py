"""What tus 1.0 says in headers, read with suspicion; https://tus.io/protocols/resumable-upload."""

import base64
import binascii
import hashlib
import hmac
import re

from app.kazakh import is_storable

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum,expiration"
PART = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
KEY = re.compile(r"[a-z]{1,20}", re.ASCII)
LONGEST = 4096
KINDS = ("sha256", "sha1")


class Malformed(Exception):
    """No client that keeps to the protocol sends this."""


def number(text):
    """A size or a place in bytes. Raises `Malformed`."""
    if text is None or not NUMBER.fullmatch(text):
        raise Malformed
    return int(text)


def metadata(text):
    """``{key: words}`` of pairs ``key base64``, as they came. Raises `Malformed`."""
    if len(text) > LONGEST:
        raise Malformed
    pairs = [pair.strip().partition(" ") for pair in text.split(",") if pair.strip()]
    words = {key: unpacked(packed) for key, _, packed in pairs if KEY.fullmatch(key)}
    if len(words) != len(pairs):
        raise Malformed
    return words


def unpacked(packed):
    try:
        words = base64.b64decode(packed, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise Malformed from error
    if not is_storable(words):
        raise Malformed
    return words


def checksum(text):
    """The promised checksum as its kind and its bytes; None where none was promised. Raises `Malformed`."""
    if text is None:
        return None
    kind, _, packed = text.partition(" ")
    if kind not in KINDS:
        raise Malformed
    try:
        return kind, base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed from error


def agrees(promised, part):
    kind, digest = promised
    return hmac.compare_digest(hashlib.new(kind, part, usedforsecurity=False).digest(), digest)
