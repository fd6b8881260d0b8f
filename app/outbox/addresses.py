"""Addresses of letters: in a header, on the wire, and the ones that can belong to nobody."""

import re
from email.headerregistry import Address

#: RFC 2606 and RFC 6761 keep these for examples and tests.
RESERVED = {"example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text):
    """Text for a header: whatever would end the line, or is no character to be read, becomes a space."""
    return " ".join(CONTROL.sub(" ", text).split())


def header(name, address):
    """One recipient. It is built from its parts, so that nothing in it can be read as a second one."""
    local, _, domain = on_the_wire(address).rpartition("@")
    return Address(one_line(name), username=local, domain=domain)


def on_the_wire(address):
    """The address as a relay takes it: its domain in ASCII, whatever letters it is shown in."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def is_reserved(address):
    """Whether the address can belong to nobody, so that no relay is ever given a letter to it."""
    labels = address.lower().rpartition("@")[2].rstrip(".").split(".")
    return labels[-1] in RESERVED or ".".join(labels[-2:]) in RESERVED
