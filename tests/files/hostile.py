"""Files that mean harm, made anew from a number: the same number makes the same files.

Each carries, where its kind has room for it, a script that calls out `executed` in every way a page can.
"""

import io
import random
import struct
import zipfile
import zlib
from functools import lru_cache
from typing import NamedTuple

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.files.types import TYPES
from tests.files import samples

SCRIPT = "console.log('executed');document.title='executed';new Image().src='/executed';alert('executed')"
HTML = f'<!doctype html><html><body onload="{SCRIPT}"><script>{SCRIPT}</script></body></html>'.encode()
SVG = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="{SCRIPT}"><script>{SCRIPT}</script></svg>'
#: No path that a name asks for may come to be; all of them end in this.
ESCAPED = "escaped"
MEGABYTE = 1024**2


class Hostile(NamedTuple):
    """A file as it is sent: what it tries, the bytes of its name, and its content."""

    kind: str
    name: bytes
    content: bytes


def files(seed=0, *, with_enormous=True):
    """All of them, more than a thousand; without the enormous ones they are made in a moment."""
    made = (polyglots, markup, papers, bombs, cut_off, wrong_types, subtitles, evil_names, broken)
    made += (enormous,) if with_enormous else ()
    return [Hostile(make.__name__, *one) for make in made for one in make(random.Random(seed))]


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


def polyglots(_dice):
    """Two kinds in one: a picture, sound or paper that is a page, a drawing, an archive or a program too."""
    others = [
        HTML,
        SVG.encode(),
        samples.docx(),
        samples.PDF,
        b"GIF89a/*" + HTML,
        b"*/" + SCRIPT.encode(),
        b"MZ" + HTML,
    ]
    for number, other in enumerate(others):
        for extension, content in genuine().items():
            yield named("behind", number, extension), content + other
            yield named("before", number, extension), other + content
    for number, comment in enumerate((HTML, SVG.encode(), SCRIPT.encode())):
        picture, words = Image.new("RGB", (32, 32)), PngInfo()
        words.add_text("Comment", comment.decode())
        exif = Image.Exif()
        exif[0x010E] = comment.decode()
        yield named("within", number, "jpg"), samples.encoded(picture, "JPEG", comment=comment)
        yield named("exif", number, "jpg"), samples.encoded(picture, "JPEG", exif=exif)
        yield named("within", number, "png"), samples.encoded(picture, "PNG", pnginfo=words)
        yield named("within", number, "tif"), samples.encoded(picture, "TIFF", description=comment.decode())
        yield named("within", number, "webp"), samples.encoded(picture, "WEBP", xmp=comment)


def markup(_dice):
    """Pages and drawings under every name that is taken, and hidden behind spaces, marks and other alphabets."""
    pages = [HTML, SVG.encode(), b"\xef\xbb\xbf" + HTML, b" \r\n\t" * 40 + HTML, HTML.decode().encode("utf-16")]
    pages += [HTML.replace(b"<", b"+ADw-"), b"<!--" + b"-" * 9000 + b"-->" + HTML, b"School 4\n" * 2000 + HTML]
    for extension in (*TYPES, "svg", "html", "xml", "js", "exe", "png.html", "html%00.png"):
        for number, page in enumerate(pages):
            yield named("page", number, extension), page


def papers(_dice):
    """PDF with script in every place that may start one, and with other files inside."""
    deeds = (
        f"/OpenAction<</S/JavaScript/JS({SCRIPT})>>",
        f"/AA<</WC<</S/JavaScript/JS({SCRIPT})>>>>",
        f"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS({SCRIPT})>>]>>>>",
        "/OpenAction<</S/Launch/F(calc.exe)>>",
        "/OpenAction<</S/URI/URI(javascript:alert\\('executed'\\))>>",
        f"/AcroForm<</Fields[<</FT/Tx/AA<</K<</S/JavaScript/JS({SCRIPT})>>>>>>]>>",
    )
    for number, deed in enumerate(deeds):
        whole = samples.PDF.replace(b"/Catalog", f"/Catalog{deed}".encode())
        for version in (b"1.4", b"1.7", b"2.0", b"9.9"):
            yield named(f"paper-{version.decode()}", number, "pdf"), whole.replace(b"1.4", version, 1)
    yield from enumerated("turning", "pdf", turning_papers())


def enumerated(kind, extension, contents):
    return ((named(kind, number, extension), content) for number, content in enumerate(contents))


def turning_papers():
    """PDFs that lead back into themselves, lie about how many pages they have, or have a sheet without a size."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    drawing = "<</Length 12>>stream\nq /I Do Q    \nendstream"
    itself = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>/Length 5>>"
    form = f"{itself}stream\n/I Do\nendstream"
    for kids, count, sheet in (
        ("2 0 R", 1, "30 20"),
        ("3 0 R", 2**31 - 1, "30 20"),
        ("3 0 R", -1, "30 20"),
        ("3 0 R " * 3000, 3000, "30 20"),
        ("3 0 R", 1, "0 0"),
        ("3 0 R", 1, "1e38 1e-38"),
        ("3 0 R", 1, "99999 1"),
        ("3 0 R", 1, "nan inf"),
        ("3 0 R", 1, ""),
    ):
        pages = f"<</Type/Pages/Kids[{kids}]/Count {count}>>"
        yield samples.made_pdf(samples.CATALOGUE, pages, page % sheet, drawing, form)


def bombs(_dice):
    """Small files that say they are huge, or are so once they are unpacked."""
    for extension, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        for number in range(4):
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
                package.writestr(undated("[Content_Types].xml"), "<x/>")
                package.writestr(undated(part), bytes((1 + number) * 4 * MEGABYTE))
                package.writestr(undated(f"../../../../{ESCAPED}.txt"), "<x/>")
            yield named("packed", number, extension), target.getvalue()
    for number, size in enumerate(((30_000, 30_000), (2**31 - 1, 2**31 - 1), (1, 2**31 - 1), (9_400, 9_400))):
        head = struct.pack(">IIBBBBB", *size, 8, 6, 0, 0, 0)
        yield (
            named("header", number, "png"),
            png_of((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")),
        )
    yield b"words.png", png_of(*[(b"zTXt", b"a\0\0" + zlib.compress(bytes(MEGABYTE)))] * 100, base=genuine()["png"])


def enormous(_dice):
    """Flat pictures of nearly as many pixels as are looked at, in few bytes."""
    for mode in ("1", "P", "L", "RGB"):
        yield named("flat", mode, "png"), samples.encoded(Image.new(mode, (9_000, 9_000)), "PNG")
        yield (
            named("flat", mode, "tif"),
            samples.encoded(Image.new(mode, (9_000, 9_000)), "TIFF", compression="tiff_deflate"),
        )
    yield b"flat.pdf", flat_paper(9_000, 9_000)
    yield b"long.webp", samples.encoded(Image.new("RGB", (16_000, 500)), "WEBP")


def flat_paper(width, height):
    """A PDF with a picture of so many pixels in few bytes."""
    dots = zlib.compress(bytes(width * height * 3), 9).hex() + ">"
    picture = f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceRGB"
    picture += f"/Filter[/ASCIIHexDecode/FlateDecode]/Length {len(dots)}>>stream\n{dots}\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    drawing = "<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream"
    return samples.made_pdf(samples.CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, drawing, picture)


def undated(name):
    """A part of a package, of no day, so that it is the same each time."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def png_of(*chunks, base=b"\x89PNG\r\n\x1a\n"):
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return base[:33] + b"".join(packed) + base[33:]


def cut_off(dice):
    """Files that end too soon."""
    for extension, content in genuine().items():
        for number in range(12):
            yield named("cut", number, extension), content[: dice.randrange(len(content))]


def wrong_types(_dice):
    """Every kind under the name of every other."""
    for extension, content in genuine().items():
        for other in TYPES:
            if TYPES[other] != TYPES[extension]:
                yield f"really-{extension}.{other}".encode(), content


def subtitles(_dice):
    """Subtitles and plain words with pages in them."""
    tries = (
        HTML.decode(),
        f"<img src=x onerror={SCRIPT}>",
        f"<v {SCRIPT}>a</v>",
        f"javascript:{SCRIPT}",
        "{{7*7}}",
        "\u202e",
    )
    for number, words in enumerate(tries):
        cue = f"00:00.000 --> 00:01.000\n{words}\n\n"
        for place, head in enumerate(
            ("WEBVTT\n\n", "\ufeffWEBVTT\n\nNOTE\n", "WEBVTT\n\nSTYLE\n::cue{background:url(/executed)}\n\n")
        ):
            yield named(f"cues-{place}", number, "vtt"), (head + cue).encode()
        yield named("words", number, "txt"), f"School 4\n{words}".encode()
        yield named("code", number, "txt"), f"{SCRIPT}//{words}".encode()


def evil_names(_dice):
    """Names that lead out of the store, into a page, into a header, or nowhere."""
    roads = (
        "../" * 8,
        "..\\" * 8,
        "/tmp/",
        "C:\\",
        "....//....//",
        "%2e%2e%2f" * 4,
        "..%c0%af" * 4,
        "~/",
        "file:///",
        "\\\\host\\",
    )
    stems = [f"{road}{ESCAPED}" for road in roads]
    stems += [
        f'"><script>{SCRIPT}</script>',
        f"<img src=x onerror={SCRIPT}>",
        f"javascript:{SCRIPT}",
        "'+alert(1)+'",
        "{{7*7}}",
    ]
    stems += [
        "CON",
        "NUL",
        "COM1.txt",
        "a" * 1000,
        "Ж" * 300,
        "👩🏽‍🚀" * 60,
        "и\u0306й",
        "a\u202egnp",
        "\u200b\u2066\u2069",
        "",
        " ",
        ".",
    ]
    stems += [
        "a\nb",
        "a\r\nSet-Cookie: executed=1",
        "a\tb",
        "a\x07b",
        "a\x1b[2Jb",
        "a\x7fb",
        "a;b",
        "a%00b",
        "a\u2028b",
        "=1+1",
        "-rf",
        "$(id)",
    ]
    for number, stem in enumerate(stems):
        for extension in ("png", "txt"):
            yield f"{stem}.{extension}".encode(), genuine()[extension] + b" %d" % number
    for number, raw in enumerate(
        (b"a\0b.png", b"\xff\xfe.png", b"\xed\xa0\x80.png", b'a"; filename="b.html', b"a.png\0.html", b"..", b"")
    ):
        yield raw, genuine()["png"] + b" %d" % number


def broken(dice):
    """Whole files with some bytes turned."""
    for extension, content in genuine().items():
        for number in range(12):
            spoilt = bytearray(content)
            for _byte in range(1 + number):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
            yield named("broken", number, extension), bytes(spoilt)
