"""Which files are taken: by extension and by content, and both must say the same."""

import codecs
import re
import struct
import zipfile
from typing import NamedTuple

import filetype

from workflows.sentences import Sentence

LARGEST = 200 * 1024**2
#: Of a file that comes in parts.
LARGEST_IN_PARTS = 4 * 1024**3
HEAD = 8192
#: What `zipfile` raises for packages that are damaged on purpose: a version or a name that it does not know, a lie
#: about where things stand.
UNREADABLE_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError, struct.error)
ZIPPED = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MARKUP = re.compile(r"\s*<(!doctype|html|svg|script|\?xml|!--|head|body)", re.IGNORECASE)
OFFICE = "application/vnd.openxmlformats-officedocument"

TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "vtt": "text/vtt",
    "txt": "text/plain",
}
#: What the file browser offers.
ACCEPT = ",".join(f".{extension}" for extension in TYPES)
OTHER_NAMES = {"audio/x-wav": "audio/wav", "audio/x-flac": "audio/flac", "audio/x-m4a": "audio/mp4"}


def is_looked_into(media_type):
    """Whether the worker can show or tell something of such a file."""
    return media_type.startswith("image/") or is_recording(media_type) or is_text(media_type) or is_paper(media_type)


def is_paper(media_type):
    """Whether it has pages that can be leafed through."""
    return media_type == TYPES["pdf"]


def is_text(media_type):
    return media_type.startswith("text/")


def is_recording(media_type):
    return media_type.startswith(("audio/", "video/"))


class WrongFile(Exception):
    """This file is not taken; `reason` is the sentence for the person who sent it."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class Looked(NamedTuple):
    """What was found out about an upload: its size in bytes and the type we stand for."""

    size: int
    media_type: str


def look(name, stream, most=LARGEST):
    """Look at an upload of at most so many bytes and leave it at its beginning. Raises `WrongFile`."""
    size = stream.seek(0, 2)
    stream.seek(0)
    check_size(name, size, most)
    media_type = type_of(name, stream)
    stream.seek(0)
    return Looked(size, media_type)


def check_size(name, size, most):
    if size == 0:
        raise WrongFile(Sentence("%(name)s: the file is empty.", name=name))
    if size > most == LARGEST:
        raise WrongFile(Sentence("%(name)s: the file is larger than 200 MB.", name=name))
    if size > most:
        raise WrongFile(Sentence("%(name)s: the file is larger than 4 GB.", name=name))


def extension_of(name):
    """The extension of a name of the kinds that are taken. Raises `WrongFile`."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in TYPES:
        raise WrongFile(Sentence("%(name)s: files of this kind are not taken.", name=name))
    return extension


def extension_for(media_type):
    """The extension of a type that is taken."""
    return next(extension for extension, known in TYPES.items() if known == media_type)


def is_known_by_its_beginning(name):
    """Whether the first bytes tell if the content is what the name says."""
    return extension_of(name) not in ZIPPED


def type_of(name, stream):
    extension = extension_of(name)
    if not is_really(extension, stream):
        raise WrongFile(Sentence("%(name)s: the content is not what the name says.", name=name))
    return TYPES[extension]


def is_really(extension, stream):
    if extension in ZIPPED:
        return has_member(stream, ZIPPED[extension])
    head = stream.read(HEAD)
    if TYPES[extension].startswith("text/"):
        return is_plain(head) and (extension != "vtt" or head.removeprefix(codecs.BOM_UTF8).startswith(b"WEBVTT"))
    found = filetype.guess_mime(head)
    return OTHER_NAMES.get(found, found) == TYPES[extension]


def has_member(stream, member):
    """Whether it is a package of office documents with this part; nothing is unpacked."""
    try:
        with zipfile.ZipFile(stream) as package:
            return {"[Content_Types].xml", member} <= set(package.namelist())
    except UNREADABLE_ZIP:
        return False


def is_plain(head):
    """Whether the beginning is plain text in UTF-8, and no page of markup."""
    if b"\0" in head:
        return False
    try:
        words = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return False
    return not MARKUP.match(words)
