"""Make a small picture: run alone in a process of its own, which a hostile file may exhaust and harm nobody.

Reads an image from its input; its command says how long the longer edge may be, in pixels. Writes one line,
`width height`, and the small picture as WebP, made of pixels alone: whatever else the file carried (a place on the
map, a camera's number, a page of script) stays behind.
"""

import resource
import sys
import warnings

from PIL import Image, ImageOps

MEMORY = 1536 * 1024**2
SECONDS = 15
MOST_PIXELS = 89_000_000
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    image = Image.open(sys.stdin.buffer, formats=FORMATS)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise SystemExit("The picture has too many pixels.")
    small = shrunk(image, int(sys.argv[1]))
    sys.stdout.buffer.write(f"{width} {height}\n".encode())
    sys.stdout.buffer.flush()
    small.save(sys.stdout.buffer, "WEBP", quality=80)


def shrunk(image, edge):
    """The picture upright and small, on a new canvas."""
    image.draft("RGB", (edge * 2, edge * 2))
    upright = ImageOps.exif_transpose(image)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    small = upright.convert("RGBA" if has_alpha else "RGB")
    small.thumbnail((edge, edge))
    canvas = Image.new(small.mode, small.size)
    canvas.paste(small)
    return canvas


if __name__ == "__main__":
    main()
