"""What was saved of a damaged customer file, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Records of one kind: saved, and lost as far as change log and indexes tell of them.

    Of the saved ones ``from_log`` were made again from the change log, in the state it tells.
    """

    saved: int = 0
    lost: int = 0
    from_log: int = 0


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What a salvage brought; kinds without a record are left out.

    ``stand_ins`` are cards and people who were lost but have something of theirs left, which was
    put under an empty one. ``unread`` are tables of which nothing could be read.
    """

    path: Path
    target: Path
    kinds: Mapping[Kind, Salvaged] = field(default_factory=dict)
    files: Salvaged = Salvaged()
    log: Salvaged = Salvaged()
    stand_ins: int = 0
    unread: tuple[str, ...] = ()

    @property
    def saved(self) -> int:
        """How many records there are now."""
        return sum(one.saved for one in self.kinds.values())

    @property
    def lost(self) -> int:
        """How many records are known to be missing."""
        return sum(one.lost for one in self.kinds.values())
