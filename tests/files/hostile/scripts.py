"""Files that would have a page run what they carry."""

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.files.types import TYPES
from tests.files import samples
from tests.files.hostile.parts import HTML, SCRIPT, SVG, genuine, named


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
