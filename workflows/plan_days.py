"""The days of a plan: stages follow one another, and keep their lengths in working days when one of them is moved."""

from datetime import timedelta


def after_working_days(day, n):
    """The day `n` working days (Monday to Friday) after `day`."""
    while n > 0:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


def before_working_day(day):
    """The last working day before `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def is_working_day(day):
    return day.weekday() < 5


def working_days(start, end):
    """How many working days lie between two days, both included; one at least."""
    whole_weeks, rest = divmod((end - start).days + 1, 7)
    return max(whole_weeks * 5 + sum((start + timedelta(days=n)).weekday() < 5 for n in range(rest)), 1)


def moved(spans, place, start, end):
    """The plan's ``(start, end)`` pairs with those of one stage changed, and what follows moved after it.

    The stages behind keep their lengths and their distance from the one before, in working days; a stage before the
    changed one stays where it is.
    """
    return [*spans[:place], *followed((start, end), spans[place], spans[place + 1 :])]


def inserted(spans, place, length):
    """The plan with one stage more at this place, so many working days long; what follows moves by as much."""
    start = after_working_days(spans[place - 1][1], 1)
    new = (start, after_working_days(start, length - 1))
    return [*spans[:place], *followed(new, spans[place - 1], spans[place:])]


def removed(spans, place):
    """The plan without the stage at this place; what follows moves up, as near as it was to the one removed."""
    return [*spans[: place - 1], *followed(spans[place - 1], spans[place], spans[place + 1 :])]


def swapped(spans, place):
    """The plan with a stage and the next one in each other's place, each as long and as far apart as they were."""
    first, second = spans[place], spans[place + 1]
    end = after_working_days(first[0], working_days(*second) - 1)
    start = after_working_days(end, distance(first, second))
    there = (start, after_working_days(start, working_days(*first) - 1))
    return [*spans[:place], (first[0], end), there, *spans[place + 2 :]]


def divided(spans, place, day):
    """The plan with the stage at this place parted in two, of which the second begins on `day`, a working day."""
    start, end = spans[place]
    return [*spans[:place], (start, before_working_day(day)), (day, end), *spans[place + 1 :]]


def followed(first, was, spans):
    """A stage's days and those that follow it, at the distances they had when it stood at `was`."""
    found = [first]
    for before, span in zip([was, *spans], spans, strict=False):
        begins = after_working_days(found[-1][1], distance(before, span))
        found.append((begins, after_working_days(begins, working_days(*span) - 1)))
    return found


def distance(before, span):
    """From the last day of a stage to the first day of the next, in working days; one at least."""
    return max(working_days(before[1], span[0]) - 1, 1) if span[0] > before[1] else 1


def laid_out(start, lengths):
    """Pairs of first and last day for stages of these lengths in working days, one after another from `start` on."""
    found = []
    # A stage that began at a weekend would be one day longer than its working days.
    start = start if is_working_day(start) else after_working_days(start, 1)
    for length in lengths:
        end = after_working_days(start, length - 1)
        found.append((start, end))
        start = after_working_days(end, 1)
    return found
