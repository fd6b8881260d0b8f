"""A picture at each of its sizes, cut as it comes, and the JPEGs one after the other."""

import io
import struct

from PIL import Image

QUALITY = 82
TILE, PIECE = 0, 1


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
