"""Which files are taken."""

import io

import pytest

from app.files.actions import clean_name
from app.files.types import WrongFile, look
from tests.files import samples

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "name,content,media_type",
    [
        ("Фото.JPG", samples.jpeg(), "image/jpeg"),
        ("scan.png", samples.png(), "image/png"),
        ("scan.tif", samples.encoded(samples.Image.new("L", (9, 9)), "TIFF"), "image/tiff"),
        ("scan.webp", samples.encoded(samples.Image.new("L", (9, 9)), "WEBP"), "image/webp"),
        ("interview.wav", samples.wav(), "audio/wav"),
        ("act.pdf", samples.PDF, "application/pdf"),
        (
            "memoir.docx",
            samples.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("interview.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello", "text/vtt"),
        ("memoir.txt", "Әкем 1957 жылы…".encode(), "text/plain"),
    ],
)
def test_files_of_the_collection_are_taken(name, content, media_type):
    assert look(name, io.BytesIO(content)) == (len(content), media_type)


@pytest.mark.parametrize(
    "name,content",
    [
        ("picture.svg", SVG),
        ("page.html", samples.HTML),
        ("feed.xml", b"<?xml version='1.0'?><x/>"),
        ("photo.jpg", samples.HTML),
        ("photo.png", samples.jpeg()),
        ("memoir.txt", samples.HTML),
        ("memoir.txt", SVG),
        ("memoir.txt", b"\x00\x01\x02"),
        ("memoir.docx", samples.package("anything.txt")),
        ("table.xlsx", samples.docx()),
        ("memoir.docx", samples.damaged_docx("a version nobody has")),
        ("memoir.docx", samples.damaged_docx("a name that is no text")),
        ("memoir.docx", samples.damaged_docx("a list that lies elsewhere")),
        ("program.exe", b"MZ"),
        ("no extension", samples.PDF),
        ("photo.jpg.html", samples.jpeg()),
    ],
)
def test_other_kinds_and_disguises_are_refused(name, content):
    with pytest.raises(WrongFile) as refusal:
        look(name, io.BytesIO(content))

    assert refusal.value.reason.values == {"name": name}


def test_an_empty_file_is_refused_with_its_own_sentence():
    with pytest.raises(WrongFile, match="the file is empty"):
        look("photo.jpg", io.BytesIO())


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("Фото мектеп.jpg", "Фото мектеп.jpg"),
        ("../../etc/passwd.jpg", "etc passwd.jpg"),
        ("..\\..\\boot.jpg", "boot.jpg"),
        ("photo\u202egpj.exe.jpg", "photogpj.exe.jpg"),
        ("a\0b\r\nc.jpg", "ab c.jpg"),
        ('<script>"x".jpg', '<script>"x".jpg'),
        ("ә" * 300 + ".jpg", "ә" * 196 + ".jpg"),
        ("", "file"),
    ],
)
def test_a_file_keeps_a_harmless_form_of_its_name(typed, shown):
    assert clean_name(typed) == shown
