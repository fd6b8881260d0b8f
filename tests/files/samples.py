"""Small real files, made when a test asks for them."""

import io
import json
import wave
import zipfile

import av
import typst
from PIL import Image
from werkzeug.datastructures import FileStorage

HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
EXIF, GPS = 0x8769, 0x8825


def jpeg(size=(640, 480), with_place=True, taken=None):
    exif = Image.Exif()
    if taken:
        exif.get_ifd(EXIF)[0x9003] = taken
        exif[0x0110] = "Zenit 9"
    if with_place:
        exif[0x010F] = "Camera of Rudny"
        exif.get_ifd(GPS)[1] = "N"
    return encoded(Image.new("RGB", size, "#557799"), "JPEG", exif=exif)


def png(size=(64, 64)):
    return encoded(Image.new("RGBA", size, "#55779980"), "PNG")


def encoded(image, format, **options):
    target = io.BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def wav():
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 800)
    return target.getvalue()


def tone(seconds=2, rate=8000):
    """A sound as a WAV file: silent in its first half, loud in its second."""
    target, half = io.BytesIO(), seconds * rate // 2
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"\0\0" * half + b"\xff\x7f\x00\x80" * (half // 2))
    return target.getvalue()


def webvtt(*cues):
    """A transcript: ``webvtt((5, "words"), …)``, each cue five seconds long."""
    blocks = (f"{at // 60:02}:{at % 60:02}.000 --> {at // 60:02}:{at % 60 + 4:02}.500\n{words}" for at, words in cues)
    return "\n\n".join(["WEBVTT", "NOTE of nobody", *blocks]).encode()


def video(seconds=2, **words):
    """A small MP4 with picture and sound, and what its maker's machine wrote into it."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as made:
        made.metadata.update(words)
        picture, sound = made.add_stream("mpeg4", rate=5), made.add_stream("aac", rate=8000)
        picture.width, picture.height, picture.pix_fmt = 320, 240, "yuv420p"
        for _n in range(seconds * 5):
            made.mux(picture.encode(av.VideoFrame.from_image(Image.new("RGB", (320, 240), "#557799"))))
        for n in range(seconds * 5):
            heard = av.AudioFrame(format="fltp", layout="mono", samples=1600)
            heard.planes[0].update(bytes(4 * 1600))
            heard.sample_rate, heard.pts = 8000, n * 1600
            made.mux(sound.encode(heard))
        made.mux(picture.encode(None))
        made.mux(sound.encode(None))
    return target.getvalue()


def package(*members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as folder:
        for member in members:
            folder.writestr(zipfile.ZipInfo(member), "<x/>")  # of no day, so that it is the same each time
    return target.getvalue()


def docx():
    return package("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def damaged_docx(how):
    """A package whose table of contents is spoilt on purpose."""
    package = bytearray(docx())
    listed = package.find(b"PK\x01\x02")
    if how == "a version nobody has":
        package[listed + 6] = 99
    elif how == "a name that is no text":
        package[listed + 9] |= 0x08
        package[listed + 46] = 0xFF
    else:
        end = package.rfind(b"PK\x05\x06")
        package[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
    return bytes(package)


def upload(content, name):
    """As a browser sends it."""
    return FileStorage(io.BytesIO(content), filename=name)


def pdf(*pages):
    """A PDF set by typst with these words on its pages, which are A4."""
    words = json.dumps(pages)
    source = '#set page(paper: "a4")\n#for words in json(bytes(sys.inputs.pages)) [#page(words)]'
    return typst.compile(source.encode(), sys_inputs={"pages": words})


def made_pdf(*objects, more=""):
    """A PDF of these objects, of which the first is its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, what in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{what}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{more}>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"


def empty_pdf(pages):
    """A PDF of so many pages with nothing on them."""
    kids = " ".join(["3 0 R"] * pages)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 30 20]>>"
    return made_pdf(CATALOGUE, f"<</Type/Pages/Kids[{kids}]/Count {pages}>>", page)


def pdf_with_a_torn_page():
    """Of its two pages the first is not there."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>"
    return made_pdf(CATALOGUE, "<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>", page)


def pdf_with_password():
    """One that is opened only with a password, which nobody knows."""
    secret = "<" + "ab" * 32 + ">"
    locked = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O{secret}/U{secret}/P -4>>"
    return made_pdf(CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>", more=locked)
