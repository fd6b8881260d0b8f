"""What a harvester asks, read strictly: an argument that is wrong, missing or too much has its error by name."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.addresses import LARGEST_ID

PREFIX = "oai_dc"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END = datetime(9999, 12, 31, tzinfo=UTC)
SET = re.compile(r"project-([1-9]\d{0,9})", re.ASCII)
TOKEN = re.compile(rf"{PREFIX}((?:\.\d{{1,18}}){{6}})", re.ASCII)
#: What each verb must be told, and what it may be told; a list that goes on is told its token alone.
VERBS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), set()),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}),
}
LISTS = ("ListSets", "ListIdentifiers", "ListRecords")
#: How finely a moment may be given, how it is written, and how long what it names lasts.
GRAINS = {
    10: (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), timedelta(days=1)),
    20: (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII), timedelta(seconds=1)),
}


class Problem(Exception):
    """What cannot be answered, by its name in the protocol (3.6)."""

    def __init__(self, code, words):
        super().__init__(words)
        self.code, self.words = code, words


class Place(NamedTuple):
    """Where a list goes on: in the project `first`, behind what changed `at` with the id `after`.

    Only projects up to `last` and changes `since` and before `end` are in the list.
    """

    first: int
    last: int
    since: datetime
    end: datetime
    at: datetime
    after: int

    @property
    def token(self):
        """The whole place as text: nothing is kept here about a harvest."""
        parts = (micros(part) if isinstance(part, datetime) else part for part in self)
        return ".".join([PREFIX, *map(str, parts)])


def checked(pairs):
    """The verb and its arguments, of pairs as they were sent. Raises Problem."""
    sent = dict(pairs)
    verb = sent.pop("verb", "")
    if verb not in VERBS or [name for name, _value in pairs].count("verb") > 1:
        raise Problem("badVerb", "The verb is missing, unknown or there twice.")
    if len(pairs) != len(sent) + 1:
        raise Problem("badArgument", "An argument is there twice.")
    needed, further = VERBS[verb]
    if verb in LISTS and "resumptionToken" in sent:
        needed, further = {"resumptionToken"}, set()
    if missing := needed - set(sent):
        raise Problem("badArgument", f"An argument is missing: {', '.join(sorted(missing))}.")
    if set(sent) - needed - further:
        raise Problem("badArgument", "An argument does not belong to this verb.")
    return verb, sent


def place_of(sent):
    """Where the list that is asked for begins or goes on. Raises Problem."""
    if "resumptionToken" in sent:
        return place_in(sent["resumptionToken"])
    require_format(sent)
    since, end = span(sent.get("from"), sent.get("until"))
    first, last = 0, LARGEST_ID
    if "set" in sent:
        named = SET.fullmatch(sent["set"])
        first = last = min(int(named[1]), LARGEST_ID) if named else 0
    return Place(first, last, since, end, since, 0)


def require_format(sent):
    if sent["metadataPrefix"] != PREFIX:
        raise Problem("cannotDisseminateFormat", f"Records are given as {PREFIX} alone.")


def place_in(token):
    found = TOKEN.fullmatch(token)
    first, last, since, end, at, after = map(int, found[1][1:].split(".")) if found else (0, -1, 0, 0, 0, 0)
    if max(first, last, after) > LARGEST_ID or max(since, end, at) > micros(END) or last < first:
        raise Problem("badResumptionToken", "This token was not given here.")
    return Place(first, last, moment(since), moment(end), moment(at), after)


def span(first, last):
    """The two ends of a time, the latter excluded, of words that include both. Raises Problem."""
    if first and last and len(first) != len(last):
        raise Problem("badArgument", "Both moments must be given equally fine.")
    since = instant(first)[0] if first is not None else EPOCH
    begun, lasts = instant(last) if last is not None else (END, timedelta())
    if first is not None and begun < since:
        raise Problem("badArgument", "The end comes before the beginning.")
    return max(since, EPOCH), max(min(begun, END - lasts) + lasts, EPOCH)


def instant(typed):
    """A moment, and how long what was written lasts."""
    shape, lasts = GRAINS.get(len(typed), GRAINS[10])
    try:
        if shape.fullmatch(typed):
            return datetime.fromisoformat(typed.removesuffix("Z")).replace(tzinfo=UTC), lasts
    except ValueError:
        pass
    raise Problem("badArgument", "A moment is a day or a second in UTC: 2026-03-02 or 2026-03-02T07:00:00Z.")


def micros(at):
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(micros):
    return EPOCH + timedelta(microseconds=micros)
