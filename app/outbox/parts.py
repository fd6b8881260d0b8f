"""A letter's parts as bytes, written straight: the library's own writer takes longer than all the rest of a letter."""

import hashlib
from binascii import b2a_qp
from email.base64mime import body_encode
from typing import NamedTuple


class Part(NamedTuple):
    """The headers of a part that say what it is, and its content; both with CRLF."""

    headers: bytes
    content: bytes

    def __bytes__(self):
        return self.headers + b"\r\n" + self.content


def text(subtype, words):
    """Words to be read, quoted-printable: as good as readable without a mail program."""
    lines = "\n".join(words.splitlines()) + "\n"
    content = b2a_qp(lines.encode(), istext=True).replace(b"\n", b"\r\n")
    return Part(described(f'text/{subtype}; charset="utf-8"', "quoted-printable"), content)


def binary(kind, content, *more):
    """Anything else, in base64; `more` are further headers."""
    return Part(described(kind, "base64", *more), body_encode(content, eol="\r\n").encode())


def multipart(subtype, parts, name):
    """Parts under one head. `name` makes the boundary, the same every time: no line of ours is like it."""
    boundary = f"=-{hashlib.sha256(f'{subtype} {name}'.encode()).hexdigest()[:32]}"
    between = f"--{boundary}\r\n".encode()
    content = b"".join(between + bytes(part) + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    return Part(f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n'.encode(), content)


def described(kind, encoding, *more):
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *more]
    return "".join(f"{line}\r\n" for line in lines).encode()
