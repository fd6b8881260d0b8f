"""Files that take more room or time than they look."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.files import samples
from tests.files.hostile.parts import ESCAPED, genuine, named

MEGABYTE = 1024**2


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
