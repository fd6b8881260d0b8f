"""Addresses in letters: always from the public address that was set, never from a request's host."""

from urllib.parse import urlsplit

from flask import current_app


def absolute(endpoint, **values):
    """The full address of a page, for the world outside."""
    base = urlsplit(current_app.config["PUBLIC_BASE_URL"])
    pages = current_app.url_map.bind(base.netloc, url_scheme=base.scheme)
    return pages.build(endpoint, values, force_external=True)
