"""The derived figures of one customer on one day, which lists and ratings are made of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.customers import CustomerKind, Stage


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums up to a day in the file's base currency, in whole 10^-6 units.

    ``without_rate`` counts purchases left out of the sums because their currency has no rate.
    ``growth`` is the sum of value x probability of the open opportunities.
    """

    customer_id: int
    kind: CustomerKind
    stage: Stage
    strategic_value: int | None = None
    purchases: int = 0
    purchases_12m: int = 0
    revenue_total: int = 0
    revenue_12m: int = 0
    without_rate: int = 0
    first_purchase: date | None = None
    last_purchase: date | None = None
    has_contract: bool = False
    last_contact: date | None = None
    growth: int = 0
    open_opportunities: int = 0

    @property
    def is_prospect(self) -> bool:
        """True for who never bought and has no running contract (D2, D4)."""
        return not self.purchases and not self.has_contract

    @property
    def shows_man(self) -> bool:
        """MAN belongs to a prospect or an open opportunity; elsewhere it is hidden (D2)."""
        return self.is_prospect or self.open_opportunities > 0

    @property
    def is_in_population(self) -> bool:
        """True for who is tiered: buys or has a contract, and is neither lost nor dormant (D3)."""
        return not self.is_prospect and self.stage not in (Stage.LOST, Stage.DORMANT)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the customer list; ``tier`` is empty for who is not tiered.

    Money is in the base currency. ``man_class`` is empty where MAN does not apply.
    """

    id: int
    external_id: str
    name: str
    kind: CustomerKind
    city: str
    country: str
    owner: str
    stage: Stage
    tier: str
    value_index: Decimal | None
    man_class: str
    man_score: Decimal | None
    purchases: int
    revenue_total: Decimal
    revenue_12m: Decimal
    last_purchase: date | None
    last_contact: date | None
