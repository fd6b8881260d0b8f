"""Kinds of pictures that are read a few rows at a time, so that the whole is never held."""

import io
import struct
import zlib

from PIL import Image

#: Bytes of a pixel in an uncompressed TIFF, by the way it is written.
RAW = {"L": 1, "RGB": 3, "RGBX": 4, "RGBA": 4, "CMYK": 4, "RGB;16L": 6, "RGB;16B": 6}
#: Samples of a pixel of one byte each, by the kind of colour that a PNG names.
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PNG = b"\x89PNG\r\n\x1a\n"
CHECKSUM, AT_ONCE = 4, 64 * 1024
#: So many are read at once.
ROWS = 128


def plain(part):
    """A part in RGB; what can be seen through shows white paper."""
    if "A" not in part.getbands() and "transparency" not in part.info:
        return part.convert("RGB")
    paper, part = Image.new("RGB", part.size, "white"), part.convert("RGBA")
    paper.paste(part, mask=part)
    return paper


def tiff_strips(image, original):
    """An uncompressed TIFF, a few rows at a time."""
    for codec, (left, top, right, bottom), offset, (way, stride, order) in image.tile:
        if codec != "raw" or left or right != image.width or way not in RAW:
            raise SystemExit("A TIFF of this kind cannot be read in parts.")
        line = stride or image.width * RAW[way]
        for row in range(top, bottom, ROWS):
            size = image.width, min(ROWS, bottom - row)
            original.seek(offset + (row - top) * line)
            yield plain(Image.frombytes(image.mode, size, original.read(size[1] * line), "raw", way, stride, order))


def png_strips(_image, original):
    """A PNG, a few rows at a time: each strip is a small PNG that begins with the last row of the one before."""
    head, colours, length = png_head(original)
    width, height, depth, kind, _packed, _filter, is_laced = struct.unpack(">IIBBBBB", head)
    if depth != 8 or is_laced:
        raise SystemExit("A PNG of this kind cannot be read in parts.")
    lines, last = Unpacked(original, length), b""
    for top in range(0, height, ROWS):
        count = min(ROWS, height - top)
        own = count + bool(last)
        content = last + lines.read(count * (1 + width * SAMPLES[kind]))
        begun = PNG + chunk(b"IHDR", struct.pack(">II", width, own) + head[8:]) + colours
        strip = Image.open(io.BytesIO(begun + chunk(b"IDAT", zlib.compress(content, 0)) + chunk(b"IEND", b"")))
        strip.load()
        yield plain(strip.crop((0, own - count, width, own)))
        last = b"\0" + strip.crop((0, own - 1, width, own)).tobytes()


def png_head(original):
    """What describes the picture, its colours as chunks, and how long the first chunk of rows is, read up to there."""
    original.seek(len(PNG))
    found = {b"IHDR": b"", b"PLTE": b"", b"tRNS": b""}
    while True:
        length, kind = struct.unpack(">I4s", original.read(8))
        if kind == b"IDAT":
            colours = b"".join(chunk(name, found[name]) for name in (b"PLTE", b"tRNS") if found[name])
            return found[b"IHDR"], colours, length
        if kind in found:
            found[kind] = original.read(length)
            original.seek(CHECKSUM, io.SEEK_CUR)
        else:
            original.seek(length + CHECKSUM, io.SEEK_CUR)


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


class Unpacked:
    """The rows of a PNG as bytes, of which no more is held than is asked for."""

    def __init__(self, original, length):
        self.original, self.left = original, length
        self.packing, self.waiting = zlib.decompressobj(), b""

    def read(self, size):
        found = bytearray()
        while len(found) < size:
            self.waiting = self.waiting or self.piece()
            found += self.packing.decompress(self.waiting, size - len(found))
            self.waiting = self.packing.unconsumed_tail
        return bytes(found)

    def piece(self):
        while not self.left:
            self.original.seek(CHECKSUM, io.SEEK_CUR)
            self.left, kind = struct.unpack(">I4s", self.original.read(8))
            if kind != b"IDAT":
                raise SystemExit("The picture ends too early.")
        piece = self.original.read(min(self.left, AT_ONCE))
        if not piece:
            raise SystemExit("The picture ends too early.")
        self.left -= len(piece)
        return piece


IN_STRIPS = {"PNG": png_strips, "TIFF": tiff_strips}
