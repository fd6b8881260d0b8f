"""Names that mean harm, whatever they stand for."""

from tests.files.hostile.parts import ESCAPED, SCRIPT, genuine


def evil_names(_dice):
    """Names that lead out of the store, into a page, into a header, or nowhere."""
    roads = (
        "../" * 8,
        "..\\" * 8,
        "/tmp/",
        "C:\\",
        "....//....//",
        "%2e%2e%2f" * 4,
        "..%c0%af" * 4,
        "~/",
        "file:///",
        "\\\\host\\",
    )
    stems = [f"{road}{ESCAPED}" for road in roads]
    stems += [
        f'"><script>{SCRIPT}</script>',
        f"<img src=x onerror={SCRIPT}>",
        f"javascript:{SCRIPT}",
        "'+alert(1)+'",
        "{{7*7}}",
    ]
    stems += [
        "CON",
        "NUL",
        "COM1.txt",
        "a" * 1000,
        "Ж" * 300,
        "👩🏽‍🚀" * 60,
        "и\u0306й",
        "a\u202egnp",
        "\u200b\u2066\u2069",
        "",
        " ",
        ".",
    ]
    stems += [
        "a\nb",
        "a\r\nSet-Cookie: executed=1",
        "a\tb",
        "a\x07b",
        "a\x1b[2Jb",
        "a\x7fb",
        "a;b",
        "a%00b",
        "a\u2028b",
        "=1+1",
        "-rf",
        "$(id)",
    ]
    for number, stem in enumerate(stems):
        for extension in ("png", "txt"):
            yield f"{stem}.{extension}".encode(), genuine()[extension] + b" %d" % number
    for number, raw in enumerate(
        (b"a\0b.png", b"\xff\xfe.png", b"\xed\xa0\x80.png", b'a"; filename="b.html', b"a.png\0.html", b"..", b"")
    ):
        yield raw, genuine()["png"] + b" %d" % number
