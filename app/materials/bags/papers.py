"""What a bag says of its files: a record of each material, and a list for a spreadsheet, written aside as they come."""

import csv
import io
import tempfile
from contextlib import ExitStack

from lxml import etree

from app.materials.standards import dublin_core
from app.spreadsheets import harmless


class Papers:
    """A context: within it `add_record` and `add_line` write, and `put_into` brings both to the bag at the end."""

    def __init__(self, kept_in, heads):
        self.kept_in, self.heads = kept_in, heads

    def __enter__(self):
        with ExitStack() as stack:
            self.records, self.table = (
                stack.enter_context(tempfile.TemporaryFile(dir=self.kept_in)) for _paper in range(2)
            )
            self.text = io.TextIOWrapper(self.table, encoding="utf-8-sig", newline="", write_through=True)
            stack.callback(self.text.detach)
            self.lines = csv.writer(self.text)
            self.add_line(self.heads)
            self.inside = stack.enter_context(ExitStack())
            self.xml = self.inside.enter_context(etree.xmlfile(self.records, encoding="UTF-8"))
            self.xml.write_declaration()
            names = {"dcterms": dublin_core.TERMS, "xsi": dublin_core.XSI}
            self.inside.enter_context(self.xml.element("records", nsmap=names))
            self.all = stack.pop_all()
        return self

    def __exit__(self, *error):
        return self.all.__exit__(*error)

    def add_record(self, record):
        self.xml.write(dublin_core.terms(record), pretty_print=True)

    def add_line(self, cells):
        self.lines.writerow([harmless(cell) for cell in cells])

    def put_into(self, bag):
        self.inside.close()
        for place, paper in (("metadata/dublin-core.xml", self.records), ("metadata/files.csv", self.table)):
            paper.seek(0)
            bag.add(place, paper)
