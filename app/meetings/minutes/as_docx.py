"""Minutes as DOCX, for institutions that put them on their own letterhead."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt


def docx(minutes):
    """The bytes of a Word document of `formal.Formal` minutes, each from a page of its own."""
    document = Document()
    set_up(document)
    for n, part in enumerate(minutes):
        if n:
            document.add_page_break()
        write(document, part)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_up(document):
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)


def write(document, part):
    for words, is_bold in ((part.heading, True), (part.project, False), (part.title, False)):
        line(document, words, bold=is_bold, centred=True)
    if part.is_draft:
        line(document, part.words["draft"], italic=True, centred=True)
    for label, value in part.facts:
        line(document, f"{label}: ", bold=True).add_run(value)
    if part.items:
        line(document, part.words["agenda"], bold=True)
    for n, item in enumerate(part.items, 1):
        presenter = f" ({item.presenter})" if item.presenter else ""
        line(document, f"{n}. {item.title}{presenter}")
    for n, item in enumerate(part.items, 1):
        write_item(document, part, n, item)
    if part.course:
        line(document, part.words["course"], bold=True)
        lines(document, part.course)
    settled(document, part, part.beside)
    for label, name in part.signatures:
        line(document, f"{label} ______________________ {name}")
    write_amendments(document, part)


def write_item(document, part, n, item):
    line(document, f"{n}. {item.title}", bold=True)
    for words in item.about:
        line(document, words, italic=True)
    if item.heard or item.presenter:
        line(document, f"{part.words['heard']} ", bold=True).add_run(item.presenter)
        lines(document, item.heard)
    settled(document, part, item.settled)
    if item.left:
        line(document, item.left, italic=True)


def settled(document, part, rows):
    if rows:
        line(document, part.words["decided"], bold=True)
    for n, row in enumerate(rows, 1):
        line(document, f"{n}. {row['verb']} {row['text']}")
        if row["who"]:
            line(document, row["who"], italic=True)


def write_amendments(document, part):
    if part.amendments:
        line(document, part.words["amendments"], bold=True)
    for row in part.amendments:
        line(document, row["number"], bold=True)
        lines(document, row["text"])
        line(document, row["by"], italic=True)


def lines(document, text):
    for words in text.splitlines():
        line(document, words)


def line(document, words, *, bold=False, italic=False, centred=False):
    """A paragraph of one run; gives the paragraph."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph
