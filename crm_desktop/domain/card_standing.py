"""How a customer stands against the rules: what is due, what is at risk, who supports us."""

from dataclasses import dataclass

from crm_desktop.domain.at_risk import Risk
from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.domain.influence_map import MapReading


@dataclass(frozen=True, slots=True)
class CardStanding:
    """What is due at a customer, why it may be slipping away, and who supports us there.

    ``cadence`` is empty for who has no tier; ``influence`` is None without contacts.
    """

    cadence: tuple[DutyStanding, ...]
    risks: tuple[Risk, ...]
    influence: MapReading | None

    @property
    def overdue_days(self) -> int:
        """The days the most overdue duty is late, 0 when none is."""
        return max((duty.overdue_days for duty in self.cadence), default=0)
