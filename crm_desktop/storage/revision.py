"""The newest operation: its number, whether something was written since, and its moment."""

from datetime import UTC, datetime, timedelta

from crm_desktop.storage.reading import Reading

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def revision(reading: Reading) -> int:
    """Return a number that grows with every operation on the file."""
    found = reading.one("SELECT max(id) FROM operation")
    return (found[0] or 0) if found else 0


def newest_moment(reading: Reading) -> datetime | None:
    """Return when the newest operation took place by the clock of then; None before the first."""
    found = reading.one("SELECT happened_at FROM operation ORDER BY id DESC LIMIT 1")
    return _EPOCH + timedelta(microseconds=found[0]) if found else None
