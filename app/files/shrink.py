"""Make a small picture: run alone in a process of its own, which a hostile file may exhaust and harm nobody.

Reads an image from its input; its command says how long the longer edge may be, in pixels. Writes one line of JSON,
`{"width", "height", "likeness", "taken", "camera"}`, the last two as the camera wrote them, and the small picture as
WebP, made of pixels alone: whatever else the file carried (a place on the map, a camera's number, a page of script)
stays behind. Of a picture of too many pixels only its size is told.
"""

import json
import resource
import struct
import sys
import warnings

from PIL import Image, ImageOps

#: Room for one picture of the most pixels, and for no copy of it.
MEMORY = 512 * 1024**2
SECONDS = 15
MOST_PIXELS = 89_000_000
#: Where EXIF 2.3 keeps what the camera is and when it took the picture.
EXIF, TAKEN, MAKE, MODEL = 0x8769, 0x9003, 0x010F, 0x0110
UNREADABLE = (ValueError, TypeError, KeyError, OSError, SyntaxError, OverflowError, struct.error)
#: Between the darkest and the lightest patch, of 255.
LEAST_CONTRAST = 24
#: A large picture of another kind is first brought to this edge by leaving pixels out: it would be copied whole.
ROUGHLY = 3000
MADE_SMALL_AT_ONCE = ("L", "RGB", "CMYK")
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    image = Image.open(sys.stdin.buffer, formats=FORMATS)
    width, height = image.size
    if width * height > MOST_PIXELS:
        tell({"width": width, "height": height, "likeness": ""})
        return
    found = {"width": width, "height": height, **written_by_the_camera(image)}
    small = shrunk(image, int(sys.argv[1]))
    found["likeness"] = likeness(small)
    tell(found)
    small.save(sys.stdout.buffer, "WEBP", quality=80)


def tell(found):
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
    sys.stdout.buffer.flush()


def written_by_the_camera(image):
    """The day of the photograph and the camera; a scanner writes no day of the original."""
    try:
        exif = image.getexif()
        taken, words = exif.get_ifd(EXIF).get(TAKEN), [exif.get(tag) for tag in (MAKE, MODEL)]
    except UNREADABLE:
        return {}
    return {"taken": str(taken or "")[:40], "camera": " ".join(str(word)[:80] for word in words if word)}


def shrunk(image, edge):
    """The picture upright and small, on a new canvas."""
    image.draft("RGB", (edge * 2, edge * 2))
    if image.mode in MADE_SMALL_AT_ONCE:
        image.thumbnail((edge, edge), reducing_gap=1.0)
    elif max(image.size) > ROUGHLY:
        scale = ROUGHLY / max(image.size)
        image = image.resize([max(1, round(side * scale)) for side in image.size], Image.Resampling.NEAREST)
    ImageOps.exif_transpose(image, in_place=True)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    small = image.convert("RGBA" if has_alpha else "RGB")
    small.thumbnail((edge, edge))
    canvas = Image.new(small.mode, small.size)
    canvas.paste(small)
    return canvas


def likeness(picture):
    """Sixteen hexadecimal digits that stay nearly the same when a picture is saved smaller or scanned again.

    Each of the 64 bits says whether a patch of it is lighter than the one to its right. A flat picture, such as an
    empty page, would be like any other: it has none.
    """
    grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    darkest, lightest = grey.getextrema()
    if lightest - darkest < LEAST_CONTRAST:
        return ""
    shades = grey.tobytes()
    lighter = (shades[at] > shades[at + 1] for row in range(0, 72, 9) for at in range(row, row + 8))
    return f"{sum(bit << place for place, bit in enumerate(lighter)):016x}"


if __name__ == "__main__":
    main()
