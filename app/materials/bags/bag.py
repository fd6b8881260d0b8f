"""A BagIt 1.0 package (RFC 8493) written straight into a ZIP: each byte is read once, and none is kept in memory."""

import hashlib
import io
import re
import tempfile
import unicodedata
from contextlib import ExitStack

CHUNK = 1024**2
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#: What some system takes for a part of a path, an end of a line, or the mark of an encoding.
UNFIT = re.compile(r'[\x00-\x1f\x7f/\\%<>:"|?*]')


class Bag:
    """A bag on its way into `folder`, an open `ZipFile`; all of it lies under `name`. Close it with its facts.

    It is a context, at whose end nothing is left lying about.
    """

    def __init__(self, folder, name, kept_in):
        self.folder, self.name, self.kept_in = folder, name, kept_in
        self.tags: list[tuple[str, str]] = []
        self.size = self.count = 0

    def __enter__(self):
        with ExitStack() as stack:
            self.manifest = stack.enter_context(tempfile.TemporaryFile(dir=self.kept_in))
            self.all = stack.pop_all()
        return self

    def __exit__(self, *_error):
        self.all.close()

    def add(self, place, stream):
        """Put what `stream` gives at `data/<place>`; gives its SHA-256."""
        size, sha256 = self.write(f"data/{place}", stream)
        self.manifest.write(f"{sha256}  data/{place}\n".encode())
        self.size, self.count = self.size + size, self.count + 1
        return sha256

    def close(self, **facts):
        """Write the papers of the bag; `facts` are those of `bag-info.txt`, with `_` for `-`."""
        facts["Payload_Oxum"] = f"{self.size}.{self.count}"
        lines = (f"{name.replace('_', '-')}: {' '.join(fact.split())}\n" for name, fact in facts.items())
        self.tag("bagit.txt", io.BytesIO(DECLARATION.encode()))
        self.tag("bag-info.txt", io.BytesIO("".join(lines).encode()))
        self.manifest.seek(0)
        self.tag("manifest-sha256.txt", self.manifest)
        lines = (f"{sha256}  {name}\n" for name, sha256 in self.tags)
        self.write("tagmanifest-sha256.txt", io.BytesIO("".join(lines).encode()))

    def tag(self, name, stream):
        _size, sha256 = self.write(name, stream)
        self.tags.append((name, sha256))

    def write(self, place, stream):
        digest, size = hashlib.sha256(), 0
        with self.folder.open(f"{self.name}/{place}", "w", force_zip64=True) as copy:
            while piece := stream.read(CHUNK):
                copy.write(piece)
                digest.update(piece)
                size += len(piece)
        return size, digest.hexdigest()


def part_of_path(name):
    """A name as one part of a path on any system; letters of all languages stay, composed as NFC has them."""
    return UNFIT.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or "_"
