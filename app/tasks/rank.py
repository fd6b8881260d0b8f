"""The order of cards as text that compares: between any two there is always a third."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MIDDLE = DIGITS[len(DIGITS) // 2]


def between(before, after):
    """A rank after `before` and before `after`; an empty string stands for no neighbour on that side.

    Both are made of digits and small letters and do not end in 0. Raises `ValueError` when they are out of order.
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not come before {after!r}")
    rank = ""
    for place in range(len(before) + len(after) + 1):
        low = DIGITS.index(before[place]) if place < len(before) else 0
        high = DIGITS.index(after[place]) if after and place < len(after) else len(DIGITS)
        if high - low > 1:
            return rank + DIGITS[(low + high) // 2]
        rank += DIGITS[low]
        if high > low:
            after = ""
    return rank + MIDDLE
