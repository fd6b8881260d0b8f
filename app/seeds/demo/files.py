"""Small real files for the demo, drawn and sounded here, as uploads bring them."""

import io
import math
import struct
import wave

import typst
from PIL import Image, ImageDraw
from werkzeug.datastructures import FileStorage

PAPER, INK, SKY = (247, 245, 240), (32, 38, 44), (11, 107, 134)


def upload(name, data, media_type):
    return FileStorage(io.BytesIO(data), filename=name, content_type=media_type)


def drawn(size, kind, draw_on):
    image = Image.new("RGB", size, PAPER)
    draw_on(ImageDraw.Draw(image), *size)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def jpeg():
    """A landscape in three bands."""

    def landscape(pen, width, height):
        pen.rectangle((0, height * 0.6, width, height), fill=(150, 120, 80))
        pen.ellipse((width * 0.7, 60, width * 0.7 + 120, 180), fill=(220, 170, 80))
        pen.polygon(((0, height * 0.6), (width * 0.3, 180), (width * 0.6, height * 0.6)), fill=SKY)

    return upload("фотосурет.jpg", drawn((960, 640), "JPEG", landscape), "image/jpeg")


def scan():
    """A page with lines like print."""

    def page(pen, width, height):
        for line in range(60, height - 60, 22):
            pen.line((70, line, width - 70 - line * 7 % 160, line), fill=INK, width=3)

    return upload("газет қиындысы.png", drawn((620, 880), "PNG", page), "image/png")


def sound():
    """Two seconds of a quiet tone."""
    rate = 8000
    tones = (int(6000 * math.sin(n * 2 * math.pi * 330 / rate)) for n in range(rate * 2))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", tone) for tone in tones))
    return upload("сұхбат.wav", out.getvalue(), "audio/wav")


def transcript(name, *lines):
    """What is said in that tone, a line each half a second."""
    cues = (f"00:00.{n * 5}00 --> 00:00.{n * 5 + 4}00\n{line}" for n, line in enumerate(lines))
    return upload(name, "\n\n".join(["WEBVTT", *cues]).encode(), "text/vtt")


REPORT = """
#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "kk", size: 12pt)
#set par(justify: true)
= Кітапхана туралы есеп
1958 жылы Рудный қалалық кітапханасының қорында он екі мың кітап болды. Оқырмандар саны үш мыңға жетті. Жыл ішінде
мектептерде жиырма кездесу өткізілді: жазушылар мен ұстаздар өз естеліктерімен бөлісті.
#pagebreak()
== Оқырмандар
Кітапханаға көбіне кеншілер мен мұғалімдер келеді. Балалар залы 1957 жылдың күзінде ашылды.
#table(columns: 2, [Жыл], [Оқырмандар], [1956], [1 840], [1957], [2 415], [1958], [3 020])
#pagebreak()
== Газет қиындылары
«Рудненский рабочий» газетінің тігінділері сақталған. Читальный зал открыт ежедневно, кроме понедельника.
"""


def pdf():
    """A report of three pages."""
    return upload("есеп.pdf", typst.compile(REPORT.encode()), "application/pdf")
