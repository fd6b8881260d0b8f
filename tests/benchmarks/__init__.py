"""How quick the pages are, beside bare pages on the same kind of server."""
