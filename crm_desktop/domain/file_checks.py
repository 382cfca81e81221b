"""What a check of a customer file finds, as codes."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class FindingCode(StrEnum):
    """What may be wrong with a file, the worst first."""

    PAGES = "pages"
    REFERENCES = "references"
    CHANGE_LOG = "change-log"
    TRUST_LOG = "trust-log"
    FILE_DAMAGED = "file-damaged"
    FILE_MISSING = "file-missing"
    INDEX = "index"
    SEARCH = "search"
    DERIVED = "derived"


MENDABLE = frozenset({FindingCode.INDEX, FindingCode.SEARCH, FindingCode.DERIVED})
"""What is made anew from the records: nothing anybody typed is touched."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: how often, and where as far as that can be said."""

    code: FindingCode
    count: int
    where: tuple[str, ...] = ()

    @property
    def is_mendable(self) -> bool:
        """True where making it anew mends it."""
        return self.code in MENDABLE


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and found; no findings mean that all of it is well.

    ``is_complete`` is False where what follows from the records was not looked at: pages are
    broken, or the file is of an older schema and was not brought up to date.
    """

    path: Path
    records: int = 0
    files: int = 0
    schema: int = 0
    findings: tuple[Finding, ...] = ()
    is_complete: bool = False

    @property
    def is_whole(self) -> bool:
        """True where nothing is wrong."""
        return not self.findings

    @property
    def is_mendable(self) -> bool:
        """True where something is wrong and all of it can be made anew."""
        return bool(self.findings) and all(one.is_mendable for one in self.findings)
