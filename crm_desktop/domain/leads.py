"""Stored MAN assessments: dated snapshots of the nine answers (D2)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ManSnapshot:
    """One dated assessment of a prospect or of an open opportunity."""

    customer_id: int
    assessed_on: date
    opportunity_id: int | None = None
    author: str = ""
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ManAnswer:
    """One answer of a snapshot; ``question`` is M1 .. N3, a ``level`` of None means unknown."""

    snapshot_id: int
    question: str
    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    source: str = ""
    answered_on: date | None = None
    id: int | None = None
