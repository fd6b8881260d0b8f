"""The 64 bits of a picture, and how two that differ in a few of them are found by equal numbers.

They are cut into four bands. Two pictures that differ in at most seven bits agree in some band but for one bit, so it
is enough to ask for each band as it is and with any one bit turned: 68 numbers, however many pictures there are.
"""

BANDS, WIDTH = 4, 16
#: So many bits of 64 may differ between two copies of one picture: saved smaller, in other colours, scanned anew.
MOST_DIFFERENT = 7


def of_digits(digits):
    """The bits out of the sixteen hexadecimal digits that a file's row keeps."""
    return int(digits, 16)


def bands(bits):
    """The four numbers under which a picture is kept: each holds its place and its sixteen bits."""
    return [place << WIDTH | bits >> place * WIDTH & (1 << WIDTH) - 1 for place in range(BANDS)]


def near(bits):
    """The numbers under one of which every picture is kept that differs in few bits."""
    return [band ^ turned for band in bands(bits) for turned in (0, *(1 << bit for bit in range(WIDTH)))]


def difference(one, other):
    """In how many bits they differ."""
    return (one ^ other).bit_count()
