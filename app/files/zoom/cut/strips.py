"""A picture as it is read: upright, in RGB, in strips from top to bottom."""

from PIL import Image

from .rows import IN_STRIPS, ROWS, plain

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
