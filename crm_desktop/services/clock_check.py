"""Whether the clock of this computer can be right, by the newest entry of a file."""

from datetime import datetime, timedelta

from crm_desktop.storage.database import Database
from crm_desktop.storage.revision import newest_moment

EARLY_BY = timedelta(days=1)
"""Another time zone, or a clock set by hand, is no reason for doubt."""
LATE_BY = timedelta(days=366)


def doubt_of(database: Database, now: datetime) -> datetime | None:
    """Return the moment of the newest entry where ``now`` can hardly be right, else None.

    Now lies before it, or more than a year behind. What is thrown away by its age, such as what
    was in the bin for 30 days, is left alone then.
    """
    with database.read() as reading:
        newest = newest_moment(reading)
    if newest is None or newest - EARLY_BY <= now <= newest + LATE_BY:
        return None
    return newest
