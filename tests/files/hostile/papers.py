"""PDFs that run something, or lead whoever reads them astray."""

from tests.files import samples
from tests.files.hostile.parts import SCRIPT, named


def papers(_dice):
    """PDF with script in every place that may start one, and with other files inside."""
    deeds = (
        f"/OpenAction<</S/JavaScript/JS({SCRIPT})>>",
        f"/AA<</WC<</S/JavaScript/JS({SCRIPT})>>>>",
        f"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS({SCRIPT})>>]>>>>",
        "/OpenAction<</S/Launch/F(calc.exe)>>",
        "/OpenAction<</S/URI/URI(javascript:alert\\('executed'\\))>>",
        f"/AcroForm<</Fields[<</FT/Tx/AA<</K<</S/JavaScript/JS({SCRIPT})>>>>>>]>>",
    )
    for number, deed in enumerate(deeds):
        whole = samples.PDF.replace(b"/Catalog", f"/Catalog{deed}".encode())
        for version in (b"1.4", b"1.7", b"2.0", b"9.9"):
            yield named(f"paper-{version.decode()}", number, "pdf"), whole.replace(b"1.4", version, 1)
    yield from enumerated("turning", "pdf", turning_papers())


def enumerated(kind, extension, contents):
    return ((named(kind, number, extension), content) for number, content in enumerate(contents))


def turning_papers():
    """PDFs that lead back into themselves, lie about how many pages they have, or have a sheet without a size."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    drawing = "<</Length 12>>stream\nq /I Do Q    \nendstream"
    itself = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>/Length 5>>"
    form = f"{itself}stream\n/I Do\nendstream"
    for kids, count, sheet in (
        ("2 0 R", 1, "30 20"),
        ("3 0 R", 2**31 - 1, "30 20"),
        ("3 0 R", -1, "30 20"),
        ("3 0 R " * 3000, 3000, "30 20"),
        ("3 0 R", 1, "0 0"),
        ("3 0 R", 1, "1e38 1e-38"),
        ("3 0 R", 1, "99999 1"),
        ("3 0 R", 1, "nan inf"),
        ("3 0 R", 1, ""),
    ):
        pages = f"<</Type/Pages/Kids[{kids}]/Count {count}>>"
        yield samples.made_pdf(samples.CATALOGUE, pages, page % sheet, drawing, form)
