"""What files that mean harm are made of: script that calls out, and whole files of every kind."""

import struct
from functools import lru_cache

from PIL import Image

from tests.files import samples

SCRIPT = "console.log('executed');document.title='executed';new Image().src='/executed';alert('executed')"
HTML = f'<!doctype html><html><body onload="{SCRIPT}"><script>{SCRIPT}</script></body></html>'.encode()
SVG = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="{SCRIPT}"><script>{SCRIPT}</script></svg>'
#: No path that a name asks for may come to be; all of them end in this.
ESCAPED = "escaped"


@lru_cache
def genuine():
    """A whole file of every kind that is taken."""
    sound, picture = samples.wav(), Image.new("RGB", (48, 32), "#557799")
    pictures = {name: samples.encoded(picture, name) for name in ("JPEG", "PNG", "TIFF", "WEBP")}
    return {
        "jpg": pictures["JPEG"],
        "jpeg": pictures["JPEG"],
        "png": pictures["PNG"],
        "tif": pictures["TIFF"],
        "tiff": pictures["TIFF"],
        "webp": pictures["WEBP"],
        "wav": sound,
        "mp3": b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" + bytes(413),
        "flac": b"fLaC\0\0\0\x22" + bytes(34),
        "ogg": b"OggS\0\x02" + bytes(22) + b"\x01\x1e\x01vorbis" + bytes(23),
        "m4a": struct.pack(">I", 24) + b"ftypM4A \0\0\0\0M4A mp42" + bytes(64),
        "mp4": struct.pack(">I", 24) + b"ftypmp42\0\0\0\0mp42isom" + bytes(64),
        "webm": b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(64),
        "pdf": samples.PDF,
        "docx": samples.docx(),
        "xlsx": samples.package("[Content_Types].xml", "xl/workbook.xml"),
        "vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nSchool 4\n",
        "txt": "Мектеп".encode(),
    }


def named(kind, number, extension):
    return f"{kind}-{number}.{extension}".encode()
