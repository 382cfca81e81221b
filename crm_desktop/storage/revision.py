"""The number of the newest operation: whether something was written since."""

from crm_desktop.storage.reading import Reading


def revision(reading: Reading) -> int:
    """Return a number that grows with every operation on the file."""
    found = reading.one("SELECT max(id) FROM operation")
    return (found[0] or 0) if found else 0
