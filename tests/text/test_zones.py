"""Every clock change of every zone, compared with another reader of the same data: which hours there are, and when."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import available_timezones

import pytest
from dateutil import tz

from app.dates import instants_of
from app.meetings.actions import instant

#: The other reader knows the 32-bit half of the data, which ends in January 2038.
FIRST, LAST = datetime(2020, 1, 1), datetime(2037, 6, 30)
AROUND = [timedelta(minutes=30 * n) for n in range(-6, 7)]
QOSTANAY = "Asia/Qostanay"


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """``read(name)``: the zone as `dateutil` reads it, compiled by the system's `zic` from the source of `tzdata`."""
    if not (zic := shutil.which("zic") or shutil.which("/usr/sbin/zic")):
        pytest.skip("zic, of the C library's programs, is not installed")
    folder = tmp_path_factory.mktemp("zones")
    source = files("tzdata").joinpath("zoneinfo", "tzdata.zi")
    subprocess.run([zic, "-b", "fat", "-d", folder, str(source)], check=True)
    return lambda name: tz.tzfile(str(folder / name))


def changes_of(zone):
    """The wall times, before and after, of every change of its clocks."""
    for seconds in zone._trans_list_utc or ():
        moment = datetime.fromtimestamp(seconds, UTC)
        for near in (moment - timedelta(seconds=1), moment):
            yield near.astimezone(zone).replace(tzinfo=None, second=0, fold=0)


def walls_of(zone, first=FIRST, last=LAST):
    found = {wall + shift for wall in changes_of(zone) if first <= wall <= last for shift in AROUND}
    return sorted(found)


def by_oracle(wall, zone):
    """The instants of a wall time, the earlier first: those that the other reader shows as this wall time.

    It is asked from UTC to the wall alone; the other way it errs where summer time is called the standard.
    """
    near = [(wall + shift).replace(tzinfo=UTC) for shift in (timedelta(days=-1), timedelta(), timedelta(days=1))]
    offsets = {moment.astimezone(zone).utcoffset() for moment in near}
    instants = {(wall - offset).replace(tzinfo=UTC) for offset in offsets}
    return sorted(moment for moment in instants if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall)


def differences(name, zone, walls):
    """The wall times for which the two readers do not agree."""
    for wall in walls:
        expected = by_oracle(wall, zone)
        planned = [instant(wall, name, fold).astimezone(UTC) for fold in range(len(expected))]
        if not expected == planned == instants_of(wall, name):
            yield name, wall


def test_planned_instants_are_right_around_every_clock_change_of_every_zone(read):
    compared = wrong = 0
    for name in sorted(available_timezones() - {"Factory", "localtime"}):
        zone = read(name)
        walls = walls_of(zone)
        compared += len(walls)
        wrong += len(list(differences(name, zone, walls)))

    assert compared > 50_000
    assert wrong == 0


def test_every_hour_of_qostanay_from_2004_to_2030_is_right(read):
    zone = read(QOSTANAY)
    hours = range(int((datetime(2031, 1, 1) - datetime(2004, 1, 1)) / timedelta(hours=1)))
    walls = [datetime(2004, 1, 1) + timedelta(hours=n) for n in hours]

    assert list(differences(QOSTANAY, zone, walls)) == []


def test_the_last_day_of_february_2024_is_an_hour_longer_in_qostanay():
    twice = datetime(2024, 2, 29, 23, 30)

    assert [moment.isoformat() for moment in instants_of(twice, QOSTANAY)] == [
        "2024-02-29T17:30:00+00:00",
        "2024-02-29T18:30:00+00:00",
    ]
