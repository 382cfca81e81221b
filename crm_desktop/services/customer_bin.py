"""The bin: who rests in it, for how many days yet, and emptying it for good (D28)."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.bin_terms import BIN_DAYS, LONGEST_TERM, days_left
from crm_desktop.domain.changes import Changes
from crm_desktop.storage import customer_choice as choice
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.working_days import working_days


@dataclass(frozen=True, slots=True)
class BinnedCustomer:
    """A customer in the bin, since when, and how many days before it goes for good."""

    id: int
    name: str
    binned_at: datetime
    days_left: int


def binned(database: Database, today: date) -> list[BinnedCustomer]:
    """Return who is in the bin, the last one put there first; for a worker."""
    with database.read() as reading:
        return binned_in(reading, today)


def binned_in(reading: Reading, today: date) -> list[BinnedCustomer]:
    """Like :func:`binned`, in a reading that is open."""
    resting = choice.binned(reading)
    if not resting:
        return []
    worked = working_days(reading, min(_day(moment) for _, _, moment in resting))
    term = bin_term(reading)
    return [
        BinnedCustomer(key, name, moment, days_left(_day(moment), worked, today, term=term))
        for key, name, moment in resting
    ]


def bin_term(reading: Reading) -> int:
    """Return how many days a card rests in the bin of this file."""
    found = settings.read_setting(reading, settings.BIN_DAYS)
    is_number = isinstance(found, int) and not isinstance(found, bool)
    return found if is_number and 1 <= found <= LONGEST_TERM else BIN_DAYS


def bin_term_of(database: Database) -> int:
    """Like :func:`bin_term`, of a file."""
    with database.read() as reading:
        return bin_term(reading)


def set_bin_term(database: Database, days: int, *, author: str = "") -> Changes:
    """Let cards rest in the bin so many days from now on."""
    with database.write("bin_term_set", params={"count": days}, author=author) as work:
        settings.write_setting(work, settings.BIN_DAYS, days)
    return work.changes


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
