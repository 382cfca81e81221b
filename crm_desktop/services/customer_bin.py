"""The bin: who rests in it, for how many days yet, and emptying it for good (D28)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from crm_desktop.domain.backups import Places, Reason
from crm_desktop.domain.bin_terms import BIN_DAYS, LONGEST_TERM, days_left
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import trust_log
from crm_desktop.services.backups import make_if_changed
from crm_desktop.services.clock_check import doubt_of
from crm_desktop.services.erase_names import naming
from crm_desktop.storage import customer_choice as choice
from crm_desktop.storage import erasing, scrubbing, settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.erase_scope import scope_of_customers
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


@dataclass(frozen=True, slots=True)
class Emptied:
    """What came of emptying: how many cards went, and what screens must read again.

    ``operations`` are those of the log that can't be taken back any more.
    """

    changes: Changes
    count: int
    operations: frozenset[int] = frozenset()


def empty(database: Database, ids: Iterable[int], *, author: str = "") -> Emptied:
    """Take cards out of the bin for good, with their history; there is no undo.

    Nothing of them is left in the file, but no tombstone either: a backup that holds them brings
    them back. Who was restored meanwhile stays. Looks through the whole file: not for the UI
    thread.
    """
    operations: frozenset[int] = frozenset()
    with database.write("bin_emptied", author=author) as work:
        wanted = set(ids)
        keys = {key for key, _, _ in choice.binned(work) if key in wanted}
        if keys:
            scope = scope_of_customers(work, keys)
            is_named = naming(erasing.names_in(work, scope))
            operations = erasing.erase(work, scope, is_named, leaves_stones=False)
            params = {"customers": len(keys)}
            trust_log.note(work, TrustNote(TrustCode.BIN_EMPTIED, author, params=params))
    if keys:
        with suppress(CrmError):  # another reads an older state: the next opening cleans the file
            scrubbing.scrub(database)
    return Emptied(replace(work.changes, operation=None), len(keys), operations)


def empty_expired(database: Database, today: date, places: Places, *, author: str = "") -> Emptied:
    """Take out for good who rested in the bin for the whole term, with a backup made before.

    Nobody goes while the clock of this computer can hardly be right (``clock_check``), nor where
    the backup can't be made: its CrmError is raised then.
    """
    if doubt_of(database, database.clock()) is not None:
        return Emptied(Changes(), 0)
    over = [one.id for one in binned(database, today) if not one.days_left]
    if not over:
        return Emptied(Changes(), 0)
    make_if_changed(database, Reason.BEFORE_ERASE, places)
    return empty(database, over, author=author)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
