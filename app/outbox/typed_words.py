"""What people typed, in a letter of ours: marked as theirs, so that none of it reads as our link or our fact."""

MARK = "> "
LINK = "->"


class Quoted(str):
    """Lines that are marked already."""

    __slots__ = ()


def quoted(text):
    """A text that somebody wrote, each line marked; blank ones are left out, since they would end the quotation."""
    return Quoted("\n".join(MARK + line for line in (text or "").splitlines() if line.strip()))


def guarded(value):
    """A value as it goes into a letter's template, whatever a person managed to put into it.

    A line that stands at the value's place stays as it is, unless it begins like a link of ours; every further line
    is marked.
    """
    if not isinstance(value, str) or isinstance(value, Quoted):
        return value
    first, *rest = value.splitlines() or [""]
    first = MARK + first if first.startswith(LINK) else first
    return "\n".join([first, *(MARK + line for line in rest if line.strip())])
