"""Who may do what with a set."""


def may_change(kept, reader, coordinates):
    """Its maker, and of a shared one whoever coordinates the project."""
    return kept.user_id == reader.id or bool(kept.is_shared and coordinates)


def may_fill(kept, reader, collects):
    """Its maker, and of a shared one everybody who collects."""
    return kept.user_id == reader.id or bool(kept.is_shared and collects)
