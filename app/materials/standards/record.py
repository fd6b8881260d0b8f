"""What other systems are told of a material; the same for everybody who asks, whatever their language."""

from typing import NamedTuple

from app.materials.models import MaterialKind

#: The kinds of the DCMI type vocabulary (2012).
TYPES = {
    MaterialKind.PHOTOGRAPH: "StillImage",
    MaterialKind.SCAN: "StillImage",
    MaterialKind.CLIPPING: "Text",
    MaterialKind.INTERVIEW: "Text",
    MaterialKind.MEMOIR: "Text",
    MaterialKind.DOCUMENT: "Text",
    MaterialKind.AUDIO: "Sound",
    MaterialKind.VIDEO: "MovingImage",
    MaterialKind.LINK: "Text",
}


class Named(NamedTuple):
    """A person, event or place: its kind, its page in the exhibition or an empty text, ``{language: name}``.

    `same_as` are its addresses in other catalogues.
    """

    kind: str
    address: str
    names: dict
    same_as: tuple = ()


class Record(NamedTuple):
    """A material. `titles`, `descriptions` and `collection` are ``{language: text}``, as first written first.

    `address` is its page for the world outside, `edtf` the date of its making, `about` the `Named` in it.
    """

    address: str
    accession: str
    genre: MaterialKind
    edtf: str
    language: str
    link: str
    rights_uri: str
    rights_holder: str
    titles: dict
    descriptions: dict
    collection: dict
    about: tuple

    def named(self, kind):
        return [thing for thing in self.about if thing.kind == kind]
