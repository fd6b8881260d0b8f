"""Leaf through a PDF: run alone in a process of its own, which a hostile file may exhaust and harm nobody.

Reads the paper from its input; its command says how long the longer edge of a page's picture may be, and that of the
small picture of the first page, in pixels. Writes a ZIP: for each page that there is a picture of, from 1 on,
`<n>.webp` and `<n>.txt`, the words in it as UTF-8; `small.webp`; and `pages.json`, `{"count", "sizes"}`: how many
pages the paper has, and width and height of each picture in pixels.

One page is held at a time. Of a long paper, or one that takes long, there are the first pages.
"""

import io
import json
import resource
import sys
import zipfile
from time import monotonic

import pypdfium2
from PIL import Image, WebPImagePlugin

MEMORY = 512 * 1024**2
SECONDS = 100
#: After this long no further page is begun.
ENOUGH = 80
#: The input, the output and what goes wrong: with these three no other file and no address can be opened.
STREAMS = 3
MOST_PAGES = 500
#: So large may all pictures be together, in bytes, before no further page is begun; and the last of them.
LARGEST, ONE_MORE = 192 * 1024**2, 64 * 1024**2
#: No page has more words than fit on a sheet of a newspaper, in letters.
MOST_LETTERS = 30_000
#: A card is not made larger than this: pixels for each point of 1/72 inch.
FINEST = 4
#: What pdfium writes where a word goes on in the next line.
PARTED = "\ufffe"
UNREADABLE = (pypdfium2.PdfiumError, ValueError, TypeError, OverflowError, ZeroDivisionError)


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST + ONE_MORE, LARGEST + ONE_MORE))
    fetch_ahead()
    resource.setrlimit(resource.RLIMIT_NOFILE, (STREAMS, STREAMS))
    edge, small_edge = map(int, sys.argv[1:3])
    paper = pypdfium2.PdfDocument(sys.stdin.buffer)
    with zipfile.ZipFile(sys.stdout.buffer, "w") as kept:
        sizes = leaf_through(paper, kept, edge, small_edge)
        kept.writestr("pages.json", json.dumps({"count": len(paper), "sizes": sizes}))


def fetch_ahead():
    """What is looked for only when it is needed: by then no file can be opened any more."""
    Image.preinit()
    return WebPImagePlugin, "".encode("utf-16-le")


def leaf_through(paper, kept, edge, small_edge):
    """Keep picture and words of each page; gives the sizes of the pictures, of a page that is torn ``[0, 0]``."""
    began, sizes = monotonic(), []
    for number in range(min(len(paper), MOST_PAGES)):
        if monotonic() - began > ENOUGH or sys.stdout.buffer.tell() > LARGEST:
            break
        image, words = looked_at(paper, number, edge)
        sizes.append(image.size if image else (0, 0))
        kept.writestr(f"{number + 1}.txt", words.encode("utf-8", "ignore"))
        if image:
            kept.writestr(f"{number + 1}.webp", encoded(image))
        if image and number == 0:
            image.thumbnail((small_edge, small_edge))
            kept.writestr("small.webp", encoded(image))
    return sizes


def looked_at(paper, number, edge):
    """The picture of a page, None where it is torn, and its words."""
    try:
        page = paper[number]
    except UNREADABLE:
        return None, ""
    try:
        return drawn(page, edge), words_of(page)
    finally:
        page.close()


def drawn(page, edge):
    try:
        longest = max(page.get_size())
        bitmap = page.render(scale=min(edge / longest, FINEST), rev_byteorder=True)
        return bitmap.to_pil().convert("RGB")
    except UNREADABLE:
        return None


def words_of(page):
    """What is written on a page, line by line, as far as the paper says it."""
    try:
        written = page.get_textpage()
    except UNREADABLE:
        return ""
    try:
        return written.get_text_range(0, min(written.count_chars(), MOST_LETTERS)).replace(PARTED, "")
    except UNREADABLE:
        return ""
    finally:
        written.close()


def encoded(image):
    target = io.BytesIO()
    image.save(target, "WEBP", quality=75, method=2)
    return target.getvalue()


if __name__ == "__main__":
    main()
