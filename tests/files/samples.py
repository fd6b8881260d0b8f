"""Small real files, made when a test asks for them."""

import io
import wave
import zipfile

import av
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
            folder.writestr(member, "<x/>")
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
