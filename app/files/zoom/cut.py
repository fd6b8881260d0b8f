"""Cut a large picture into parts: run alone in a process of its own, which a hostile file may exhaust and harm nobody.

Reads an image from its input. Its command says the edge of a part and the most of a picture kept in one piece, both in
pixels, and how many bytes a picture may take while it is read. Writes JPEGs made of pixels alone, one after the other,
and behind them what `grid` reads: where each begins and how long it is, in the order of level, kind, row and column;
then the upright picture's width and height, the edge of a part and of a piece, and how many there are.

No more is held than the picture once, or than a strip of it where its kind can be read in strips.
"""

import io
import resource
import struct
import sys
import warnings
import zlib

from PIL import Image

MEMORY = 460 * 1024**2
SECONDS = 100
QUALITY = 82
#: Pillow itself warns of half as many and takes no more.
MOST_PIXELS = 178_000_000
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
ORIENTATION, UPRIGHT = 0x0112, 1
TURN = Image.Transpose
TURNS = {
    2: TURN.FLIP_LEFT_RIGHT,
    3: TURN.ROTATE_180,
    4: TURN.FLIP_TOP_BOTTOM,
    5: TURN.TRANSPOSE,
    6: TURN.ROTATE_270,
    7: TURN.TRANSVERSE,
    8: TURN.ROTATE_90,
}
#: Bytes of a pixel in memory; all others take four.
NARROW = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
#: Bytes of a pixel in an uncompressed TIFF, by the way it is written.
RAW = {"L": 1, "RGB": 3, "RGBX": 4, "RGBA": 4, "CMYK": 4, "RGB;16L": 6, "RGB;16B": 6}
#: Samples of a pixel of one byte each, by the kind of colour that a PNG names.
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PNG = b"\x89PNG\r\n\x1a\n"
CHECKSUM, AT_ONCE = 4, 64 * 1024
#: So many are read at once.
ROWS = 128
TILE, PIECE = 0, 1


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    edge, whole, room = map(int, sys.argv[1:])
    cut(sys.stdin.buffer, sys.stdout.buffer, edge, whole, room)


def cut(original, target, edge, whole, room):
    image = Image.open(original, formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise SystemExit("The picture has too many pixels.")
    size, strips = read(image, original, room)
    pack = Pack(target)
    first = Level(pack, 0, size, edge, whole)
    for strip in strips:
        first.take(strip)
    first.end()
    pack.end(*size, edge, whole)


def read(image, original, room):
    """The upright size, and the picture in RGB as strips from top to bottom."""
    pixels = image.width * image.height
    if pixels * NARROW.get(image.mode, 4) <= room:
        image.load()
        return turned(image.size, turn_of(image), lambda box: plain(image.crop(box)))
    if image.format == "JPEG" and image.mode == "RGB" and pixels * 2 <= room:
        return turned(image.size, turn_of(image), in_two(original))
    if image.format in IN_STRIPS and turn_of(image) == UPRIGHT:
        return image.size, IN_STRIPS[image.format](image, original)
    raise SystemExit("A picture of this kind and size cannot be read in parts.")


def turn_of(image):
    """How it was turned. Pillow would read the whole of a PNG to learn what may stand behind it."""
    if image.format == "PNG" and "exif" not in image.info:
        return UPRIGHT
    return image.getexif().get(ORIENTATION, UPRIGHT)


def turned(size, turn, part):
    """Strips of a picture of which `part(box)` gives any part: each is turned alone, the whole never."""
    width, height = size if turn not in (5, 6, 7, 8) else size[::-1]

    def strips():
        for top in range(0, height, ROWS):
            bottom = min(top + ROWS, height)
            strip = part(as_stored(turn, top, bottom, width, height))
            yield strip.transpose(TURNS[turn]) if turn in TURNS else strip

    return (width, height), strips()


def as_stored(turn, top, bottom, width, height):
    """Where the rows from `top` to `bottom` of the upright picture are in the one that is stored."""
    if turn in (5, 6, 7, 8):
        return (top, 0, bottom, width) if turn in (5, 6) else (height - bottom, 0, height - top, width)
    return (0, height - bottom, width, height - top) if turn in (3, 4) else (0, top, width, bottom)


def plain(part):
    """A part in RGB; what can be seen through shows white paper."""
    if "A" not in part.getbands() and "transparency" not in part.info:
        return part.convert("RGB")
    paper, part = Image.new("RGB", part.size, "white"), part.convert("RGBA")
    paper.paste(part, mask=part)
    return paper


def in_two(original):
    """Any part of a JPEG, whose light is read in full and whose colours at half the size, as most JPEGs keep them."""
    light = drafted(original, "L", 1)
    colour = drafted(original, "YCbCr", 2)

    def part(box):
        size, half = (box[2] - box[0], box[3] - box[1]), [side / 2 for side in box]
        _light, blue, red = colour.resize(size, Image.Resampling.BILINEAR, box=half).split()
        return Image.merge("YCbCr", (light.crop(box), blue, red)).convert("RGB")

    return part


def drafted(original, mode, smaller):
    original.seek(0)
    image = Image.open(original, formats=["JPEG"])
    image.draft(mode, (image.width // smaller, image.height // smaller))
    image.load()
    return image


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


class Level:
    """The picture at one size, cut as it comes from above, and handed on at half the size."""

    def __init__(self, pack, number, size, edge, whole):
        self.pack, self.number, self.size, self.edge = pack, number, size, edge
        self.strip, self.held, self.row = Image.new("RGB", (size[0], edge)), 0, 0
        self.piece = Image.new("RGB", size) if max(size) <= whole else None
        half = tuple(side + 1 >> 1 for side in size)
        self.next = Level(pack, number + 1, half, edge, whole) if max(size) > edge else None

    def take(self, strip):
        """Cut what is full; a strip may be of any height."""
        top = 0
        while top < strip.height:
            count = min(self.edge - self.held, strip.height - top)
            self.strip.paste(strip.crop((0, top, strip.width, top + count)), (0, self.held))
            self.held, top = self.held + count, top + count
            if self.held == self.edge:
                self.hand_on()

    def hand_on(self):
        full = self.strip if self.held == self.edge else self.strip.crop((0, 0, self.size[0], self.held))
        for column, left in enumerate(range(0, full.width, self.edge)):
            part = full.crop((left, 0, min(left + self.edge, full.width), full.height))
            self.pack.add((self.number, TILE, self.row, column), part)
        if self.piece:
            self.piece.paste(full, (0, self.row * self.edge))
        if self.next:
            self.next.take(full.reduce(2))
        self.held, self.row = 0, self.row + 1

    def end(self):
        if self.held:
            self.hand_on()
        if self.piece:
            self.pack.add((self.number, PIECE, 0, 0), self.piece)
        if self.next:
            self.next.end()


class Pack:
    """JPEGs one after the other, and at the end where each of them is."""

    def __init__(self, target):
        self.target, self.at, self.places = target, 0, {}

    def add(self, place, part):
        made = io.BytesIO()
        part.save(made, "JPEG", quality=QUALITY)
        self.places[place] = (self.at, made.tell())
        self.target.write(made.getbuffer())
        self.at += made.tell()

    def end(self, *facts):
        for place in sorted(self.places):
            self.target.write(struct.pack("<QI", *self.places[place]))
        self.target.write(struct.pack("<5I", *facts, len(self.places)))
        self.target.flush()


if __name__ == "__main__":
    main()
