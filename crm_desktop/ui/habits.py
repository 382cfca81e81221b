"""What the program does of its own accord, as a person wants it: reminders, the quiet minute."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

LOCKING_MINUTES = (1, 2, 5, 10, 15, 30, 60, 0)
"""After how many idle minutes a file may be locked; 0 is never."""


class Reminding(StrEnum):
    """Whether the desktop is told of what is due, and whether it may say of whom."""

    NAMED = "named"
    NAMELESS = "nameless"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Habits:
    """``shows_minute`` is the strip before a visit (D24).

    A protected file is locked after ``locks_after_min`` idle minutes (0 never), and where
    ``locks_with_session`` when the system is locked or goes to sleep.
    """

    reminding: Reminding = Reminding.NAMED
    shows_minute: bool = True
    locks_after_min: int = 5
    locks_with_session: bool = True

    @classmethod
    def remembered(cls, stored: Any) -> "Habits":
        """Return what was kept; anything unknown in it is the usual."""
        known = stored if isinstance(stored, dict) else {}
        reminding, minutes = known.get("reminding"), known.get("locks_after_min")
        return cls(
            Reminding(reminding) if reminding in list(Reminding) else Reminding.NAMED,
            known.get("shows_minute") is not False,
            minutes if minutes in LOCKING_MINUTES else LOCKING_MINUTES[2],
            known.get("locks_with_session") is not False,
        )

    def as_json(self) -> dict[str, Any]:
        """Return values to keep."""
        return asdict(self)
