"""Which pairs are shown: what was found, without what was put off, by how certain it is."""

from collections.abc import Iterable
from enum import StrEnum

from crm_desktop.domain.duplicate_pairs import DuplicatePair

Keys = tuple[int, int]


class Certainty(StrEnum):
    """What the list is filtered by."""

    ALL = "all"
    SURE = "sure"
    POSSIBLE = "possible"


class PairList:
    """Knows no window; ``found`` is the last scan, ``open`` what of it is still to be decided."""

    def __init__(self) -> None:
        self.found: tuple[DuplicatePair, ...] = ()
        self.open: tuple[DuplicatePair, ...] = ()
        self.certainty = Certainty.ALL
        self._later: set[Keys] = set()

    @property
    def shown(self) -> list[DuplicatePair]:
        """What the list shows, the surest first."""
        return [one for one in self._waiting if self._fits(one)]

    @property
    def counts(self) -> dict[Certainty, int]:
        """How many pairs each filter would show."""
        sure = sum(one.is_sure for one in self._waiting)
        total = len(self._waiting)
        return {Certainty.ALL: total, Certainty.SURE: sure, Certainty.POSSIBLE: total - sure}

    def take(self, found: Iterable[DuplicatePair]) -> None:
        """Show another scan; what was put off comes back with it."""
        self.found = self.open = tuple(found)
        self._later = set()

    def add(self, pair: DuplicatePair) -> DuplicatePair:
        """Show two cards a person chose, with the reasons where the scan found them too."""
        known = next((one for one in self.found if one.keys == pair.keys), None)
        if known is None:
            self.found, self.open = (pair, *self.found), (pair, *self.open)
        self._later.discard(pair.keys)
        return known or pair

    def put_off(self, keys: Keys) -> None:
        """Leave a pair out until the next scan."""
        self._later.add(keys)

    def next_after(self, keys: Keys) -> Keys | None:
        """Return what stands at the place of a pair once it has gone."""
        shown = [one.keys for one in self.shown]
        if keys not in shown:
            return shown[0] if shown else None
        at = shown.index(keys)
        rest = shown[:at] + shown[at + 1 :]
        return rest[min(at, len(rest) - 1)] if rest else None

    @property
    def _waiting(self) -> list[DuplicatePair]:
        return [one for one in self.open if one.keys not in self._later]

    def _fits(self, pair: DuplicatePair) -> bool:
        if self.certainty is Certainty.ALL:
            return True
        return pair.is_sure is (self.certainty is Certainty.SURE)
