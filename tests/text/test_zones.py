"""Every clock change of every zone, compared with other readers of the same data: which hours there are, and when."""

import re
import shutil
import subprocess
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from operator import itemgetter
from zoneinfo import available_timezones

import pytest
from dateutil import tz

from app.dates import instants_of
from app.meetings.actions import instant

#: `dateutil` knows the 32-bit half of the data, which ends in January 2038; what follows is asked of the C library.
FIRST, LAST = datetime(2020, 1, 1), datetime(2037, 6, 30)
END = datetime(2040, 12, 31)
PRINTED = re.compile(r"^(\S+) +\w+ (\w+ +\d+ \S+ \d+) UT = .* gmtoff=(-?\d+)$", re.MULTILINE)
AROUND = [timedelta(minutes=30 * n) for n in range(-6, 7)]
QOSTANAY = "Asia/Qostanay"
NAMES = sorted(available_timezones() - {"Factory", "localtime"})


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A folder with every zone, compiled by the system's `zic` from the source of `tzdata`."""
    if not (zic := shutil.which("zic") or shutil.which("/usr/sbin/zic")):
        pytest.skip("zic, of the C library's programs, is not installed")
    folder = tmp_path_factory.mktemp("zones")
    source = files("tzdata").joinpath("zoneinfo", "tzdata.zi")
    subprocess.run([zic, "-b", "fat", "-d", folder, str(source)], check=True)
    return folder


@pytest.fixture(scope="module")
def read(compiled):
    """``read(name)``: the zone as `dateutil` reads it."""
    return lambda name: tz.tzfile(str(compiled / name))


@pytest.fixture(scope="module")
def printed(compiled):
    """What the C library's `zdump` knows of the last years: ``{name: [(instant, offset from UTC)]}`` in order."""
    if not (zdump := shutil.which("zdump") or shutil.which("/usr/sbin/zdump")):
        pytest.skip("zdump, of the C library's programs, is not installed")
    command = [zdump, "-v", "-c", f"{LAST.year},{END.year + 1}", *(str(compiled / name) for name in NAMES)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict = {}
    for path, moment, seconds in PRINTED.findall(said):
        instant = datetime.strptime(moment, "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
        found.setdefault(path.removeprefix(f"{compiled}/"), []).append((instant, timedelta(seconds=int(seconds))))
    return found


def by_dateutil(zone):
    """It is asked from UTC to the wall alone; the other way it errs where summer time is called the standard."""
    return lambda moment: moment.astimezone(zone).replace(tzinfo=UTC) - moment


def by_lines(lines):
    return lambda moment: lines[max(bisect_right(lines, moment, key=itemgetter(0)) - 1, 0)][1]


def changes_of(zone):
    """The wall times, before and after, of every change of its clocks."""
    for seconds in zone._trans_list_utc or ():
        moment = datetime.fromtimestamp(seconds, UTC)
        for near in (moment - timedelta(seconds=1), moment):
            yield near.astimezone(zone).replace(tzinfo=None, second=0, fold=0)


def around(changes, first, last):
    return sorted({wall + shift for wall in changes if first <= wall <= last for shift in AROUND})


def by_oracle(wall, offset_at):
    """The instants of a wall time, the earlier first: those that the other reader shows as this wall time."""
    near = [(wall + shift).replace(tzinfo=UTC) for shift in (timedelta(days=-1), timedelta(), timedelta(days=1))]
    instants = {(wall - offset_at(moment)).replace(tzinfo=UTC) for moment in near}
    return sorted(moment for moment in instants if (moment + offset_at(moment)).replace(tzinfo=None) == wall)


def differences(name, offset_at, walls):
    """The wall times for which the two readers do not agree."""
    for wall in walls:
        expected = by_oracle(wall, offset_at)
        planned = [instant(wall, name, fold).astimezone(UTC) for fold in range(len(expected))]
        if not expected == planned == instants_of(wall, name):
            yield name, wall


def test_planned_instants_are_right_around_every_clock_change_of_every_zone(read):
    compared = wrong = 0
    for name in NAMES:
        zone = read(name)
        walls = around(changes_of(zone), FIRST, LAST)
        compared += len(walls)
        wrong += len(list(differences(name, by_dateutil(zone), walls)))

    assert compared > 50_000
    assert wrong == 0


def test_they_are_right_in_the_years_after_2037_too(printed):
    compared = wrong = 0
    for name, lines in printed.items():
        walls = around([(moment + offset).replace(tzinfo=None, second=0) for moment, offset in lines], LAST, END)
        compared += len(walls)
        wrong += len(list(differences(name, by_lines(lines), walls)))

    assert compared > 20_000
    assert wrong == 0


def test_every_hour_of_qostanay_from_2004_to_2030_is_right(read):
    hours = range(int((datetime(2031, 1, 1) - datetime(2004, 1, 1)) / timedelta(hours=1)))
    walls = [datetime(2004, 1, 1) + timedelta(hours=n) for n in hours]

    assert list(differences(QOSTANAY, by_dateutil(read(QOSTANAY)), walls)) == []


def test_the_last_day_of_february_2024_is_an_hour_longer_in_qostanay():
    twice = datetime(2024, 2, 29, 23, 30)

    assert [moment.isoformat() for moment in instants_of(twice, QOSTANAY)] == [
        "2024-02-29T17:30:00+00:00",
        "2024-02-29T18:30:00+00:00",
    ]
