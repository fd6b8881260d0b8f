"""Minutes as PDF, set by typst. Its page is a file of our own; what people wrote reaches it as data, never as code."""

import json
from pathlib import Path

import typst

PAGE = Path(__file__).parents[3] / "templates" / "meetings" / "minutes.typ"


def pdf(minutes):
    """The bytes of a PDF of `formal.Formal` minutes, each from a page of its own."""
    return drawn(minutes, "pdf")


def drawn(minutes, form, **more):
    """What typst makes of them: "pdf", or "png" for looking at one page. Reads no other file and no network."""
    data = json.dumps([part.as_data() for part in minutes], ensure_ascii=False)
    return typst.compile(PAGE.read_bytes(), format=form, sys_inputs={"minutes": data}, **more)
