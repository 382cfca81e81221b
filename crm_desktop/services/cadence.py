"""How often the tiers of a file are met, and whether a week has room for it (D3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crm_desktop.domain.cadence import DEFAULT_CADENCE, Cadence
from crm_desktop.domain.cadence_capacity import WeeklyLoad, fitted, weekly_load
from crm_desktop.domain.cadence_settings import to_settings
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.ratings import tier_counts

_POSSIBLE = "weekly_capacity"


@dataclass(frozen=True, slots=True)
class CapacityCheck:
    """What the present tiers ask of a week against what a person says is possible.

    ``possible`` is None while nobody said; ``proposal`` are intervals that fit, None where the
    present ones are those.
    """

    cadence: Cadence
    counts: Mapping[Tier, int]
    load: WeeklyLoad
    possible: WeeklyLoad | None = None
    proposal: Cadence | None = None

    @property
    def has_tiers(self) -> bool:
        """True where anybody has a tier."""
        return any(self.counts.values())

    @property
    def is_too_much(self) -> bool:
        """True where a week asks for more than is possible."""
        if self.possible is None:
            return False
        load, possible = self.load, self.possible
        return load.contacts > possible.contacts or load.visits > possible.visits

    @property
    def is_usual(self) -> bool:
        """True while the intervals are the default ones."""
        return dict(self.cadence) == dict(DEFAULT_CADENCE)


def cadence_of(database: Database) -> Cadence:
    """Return how often each tier of the file is met."""
    with database.read() as reading:
        return settings.cadence(reading)


def check_capacity(database: Database) -> CapacityCheck:
    """Return the load of a week; counts the tiers, so for a worker."""
    with database.read() as reading:
        cadence = settings.cadence(reading)
        counts = {Tier(tier): count for tier, count in tier_counts(reading).items() if tier}
        possible = _possible(settings.read_setting(reading, _POSSIBLE))
    proposal = None
    if possible is not None:
        best = fitted(DEFAULT_CADENCE, counts, possible=possible)
        proposal = best if dict(best) != dict(cadence) else None
    return CapacityCheck(cadence, counts, weekly_load(cadence, counts), possible, proposal)


def set_possible(database: Database, *, contacts: int, visits: int, author: str = "") -> Changes:
    """Keep how many contacts and visits a week has room for."""
    with database.write("capacity_set", author=author) as work:
        settings.write_setting(work, _POSSIBLE, {"contacts": contacts, "visits": visits})
    return work.changes


def set_cadence(database: Database, cadence: Cadence, *, author: str = "") -> Changes:
    """Meet the tiers of the file so often from now on; every due day moves with it."""
    with database.write("cadence_set", author=author) as work:
        settings.write_setting(work, settings.CADENCE, to_settings(cadence))
    return work.changes


def _possible(stored: object) -> WeeklyLoad | None:
    if not isinstance(stored, dict):
        return None
    numbers = [stored.get(name) for name in ("contacts", "visits")]
    if not all(isinstance(one, int) and one > 0 for one in numbers):
        return None
    contacts, visits = (Fraction(int(str(one))) for one in numbers)
    return WeeklyLoad(contacts, visits)
