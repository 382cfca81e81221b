"""What stays of the backups: laws that hold for every sequence and every clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.backup_plan import DAYS, LAST, MONTHS, UNVERIFIED, WEEKS, superfluous
from crm_desktop.domain.backups import Backup, Reason

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
MOMENTS = st.integers(-13_000, 13_000).map(lambda days: NOON + timedelta(days=days))


def backup(number, moment=NOON, *, is_verified=True):
    path = Path(f"{number}")
    return Backup(path, number, moment, Reason.WORKED, 1, is_verified=is_verified)


def kept(backups):
    gone = {one.number for one in superfluous(backups)}
    return sorted(one.number for one in backups if one.number not in gone)


@given(st.lists(st.tuples(MOMENTS, st.booleans()), max_size=80))
def test_the_last_ten_stay_whatever_the_clock_says(moments):
    backups = [
        backup(number, moment, is_verified=is_good)
        for number, (moment, is_good) in enumerate(moments, 1)
    ]
    good = [one.number for one in backups if one.is_verified]

    left = kept(backups)

    assert set(good[-LAST:]) <= set(left)
    assert len(left) <= LAST + DAYS + WEEKS + MONTHS + UNVERIFIED
    assert kept([one for one in backups if one.number in left]) == left


def test_a_year_of_work_leaves_days_weeks_and_months():
    # Six a day, from Thursday 1 January 2026 on.
    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    moments = [start + timedelta(days=day, hours=hour) for day in range(365) for hour in range(6)]

    left = kept([backup(number, moment) for number, moment in enumerate(moments, 1)])

    days = [moments[number - 1].date() for number in left]
    assert len(left) == 10 + 12 + 6 + 10
    assert days[0].isoformat() == "2026-01-31"
    assert days.count(days[-1]) == 6


def test_a_clock_set_ahead_and_back_costs_one_day_of_fourteen():
    ahead = NOON + timedelta(days=3650)
    days = [NOON + timedelta(days=day) for day in range(13)]
    moments = [*days, ahead, *[NOON + timedelta(days=13)] * 12]

    left = kept([backup(number, moment) for number, moment in enumerate(moments, 1)])

    assert set(range(2, 15)) <= set(left)
