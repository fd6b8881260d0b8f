"""Cut a large picture into parts: run alone in a process of its own, which a hostile file may exhaust and harm nobody.

Reads an image from its input. Its command says the edge of a part and the most of a picture kept in one piece, both in
pixels, and how many bytes a picture may take while it is read. Writes JPEGs made of pixels alone, one after the other,
and behind them what `grid` reads: where each begins and how long it is, in the order of level, kind, row and column;
then the upright picture's width and height, the edge of a part and of a piece, and how many there are.

No more is held than the picture once, or than a strip of it where its kind can be read in strips.
"""

import resource
import sys
import warnings

from PIL import Image

from .levels import Level, Pack
from .strips import read

MEMORY = 460 * 1024**2
SECONDS = 100
#: Pillow itself warns of half as many and takes no more.
MOST_PIXELS = 178_000_000
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


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


if __name__ == "__main__":
    main()
