"""What the program does of its own accord, as a person wants it: reminders, the quiet minute."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Reminding(StrEnum):
    """Whether the desktop is told of what is due, and whether it may say of whom."""

    NAMED = "named"
    NAMELESS = "nameless"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Habits:
    """``shows_minute`` is the strip before a visit (D24)."""

    reminding: Reminding = Reminding.NAMED
    shows_minute: bool = True

    @classmethod
    def remembered(cls, stored: Any) -> "Habits":
        """Return what was kept; anything unknown in it is the usual."""
        known = stored if isinstance(stored, dict) else {}
        reminding = known.get("reminding")
        return cls(
            Reminding(reminding) if reminding in list(Reminding) else Reminding.NAMED,
            known.get("shows_minute") is not False,
        )

    def as_json(self) -> dict[str, Any]:
        """Return values to keep."""
        return asdict(self)
