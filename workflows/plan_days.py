"""The days of a plan: stages follow one another, and keep their lengths in working days when one of them is moved."""

from datetime import timedelta


def after_working_days(day, n):
    """The day `n` working days (Monday to Friday) after `day`."""
    while n > 0:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


def working_days(start, end):
    """How many working days lie between two days, both included; one at least."""
    whole_weeks, rest = divmod((end - start).days + 1, 7)
    return max(whole_weeks * 5 + sum((start + timedelta(days=n)).weekday() < 5 for n in range(rest)), 1)


def moved(spans, place, start, end):
    """The plan's ``(start, end)`` pairs with those of one stage changed, and what follows moved after it.

    The stages behind keep their lengths and their distance from the one before, in working days; a stage before the
    changed one stays where it is.
    """
    found = [*spans[:place], (start, end)]
    for before, span in zip(spans[place:], spans[place + 1 :], strict=False):
        gap = max(working_days(before[1], span[0]) - 1, 1) if span[0] > before[1] else 1
        begins = after_working_days(found[-1][1], gap)
        found.append((begins, after_working_days(begins, working_days(*span) - 1)))
    return found


def laid_out(start, lengths):
    """Pairs of first and last day for stages of these lengths in working days, one after another from `start` on."""
    found = []
    for length in lengths:
        end = after_working_days(start, length - 1)
        found.append((start, end))
        start = after_working_days(end, 1)
    return found
