"""The tier list as values: what its PDF, its workbook and its CSV files show (D3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.tier_plan import Move, move_between
from crm_desktop.domain.tier_scheme import Scheme, Term, Tier


@dataclass(frozen=True, slots=True)
class TierListRow:
    """One customer.

    ``previous`` and ``previous_index`` are those of the last list. ``index`` and the scores of
    ``terms`` are 0-100; a customer that has only a pin has neither rank nor index. ``revenue_12m``
    is in the list's currency.
    """

    id: int
    name: str
    kind: CustomerKind
    tier: Tier
    rank: int | None = None
    external_id: str = ""
    city: str = ""
    owner: str = ""
    previous: Tier | None = None
    index: Decimal | None = None
    previous_index: Decimal | None = None
    terms: Mapping[Term, Decimal] = field(default_factory=dict)
    revenue_12m: Decimal = Decimal(0)
    last_contact: date | None = None
    next_action: str = ""
    next_action_on: date | None = None
    is_pinned: bool = False

    @property
    def move(self) -> Move:
        """How the tier changed since the last list."""
        return move_between(self.previous, self.tier)

    @property
    def index_change(self) -> Decimal | None:
        """Points gained or lost since the last list, None where one of the two is missing."""
        if self.index is None or self.previous_index is None:
            return None
        return self.index - self.previous_index


@dataclass(frozen=True, slots=True)
class TierTotals:
    """A tier's customers and revenue, or those of the whole list; shares are 0-1.

    ``revenue_share`` is None where the list's revenue is not positive.
    """

    count: int
    customer_share: Decimal
    revenue: Decimal
    revenue_share: Decimal | None


@dataclass(frozen=True)
class TierList:
    """A tier list; ``rows`` stand in rank order, pinned ones without an index last.

    ``strategies`` holds each tier's strategy in a line, already in the reader's language.
    ``left_out`` counts the amounts without a rate, which are in no sum.
    """

    organisation: str
    as_of: date
    scheme: Scheme
    currency: str
    rows: tuple[TierListRow, ...]
    strategies: Mapping[Tier, str] = field(default_factory=dict)
    previous_as_of: date | None = None
    left_out: int = 0

    @cached_property
    def revenue(self) -> Decimal:
        """Revenue of 12 months of all rows."""
        return sum((row.revenue_12m for row in self.rows), Decimal(0))

    @cached_property
    def groups(self) -> dict[Tier, tuple[TierListRow, ...]]:
        """The rows of each tier in rank order."""
        return {tier: tuple(row for row in self.rows if row.tier is tier) for tier in Tier}

    @cached_property
    def totals(self) -> dict[Tier, TierTotals]:
        """Share of customers beside share of revenue, per tier."""
        return {tier: self._totals(rows) for tier, rows in self.groups.items()}

    @cached_property
    def total(self) -> TierTotals:
        """The same for the whole list."""
        return self._totals(self.rows)

    def revenue_share(self, row: TierListRow) -> Decimal | None:
        """Return a row's share of the revenue, None where the total is not positive."""
        return row.revenue_12m / self.revenue if self.revenue > 0 else None

    def _totals(self, rows: tuple[TierListRow, ...]) -> TierTotals:
        revenue = sum((row.revenue_12m for row in rows), Decimal(0))
        return TierTotals(
            count=len(rows),
            customer_share=Decimal(len(rows)) / (len(self.rows) or 1),
            revenue=revenue,
            revenue_share=revenue / self.revenue if self.revenue > 0 else None,
        )
