"""The promise ledger: what we owe and what they owe (D25)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Whose word it is."""

    OURS = "ours"
    THEIRS = "theirs"


class PromiseState(StrEnum):
    """Open until kept or broken; a promise kept after its due day was kept late."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise with who gave it and when it is due."""

    customer_id: int
    text: str
    direction: Direction = Direction.OURS
    who: str = ""
    contact_id: int | None = None
    made_on: date | None = None
    due_on: date | None = None
    state: PromiseState = PromiseState.OPEN
    closed_on: date | None = None
    interaction_id: int | None = None
    id: int | None = None

    def is_overdue(self, today: date) -> bool:
        """True when the promise is open and its day has passed."""
        return self.state is PromiseState.OPEN and self.due_on is not None and self.due_on < today
