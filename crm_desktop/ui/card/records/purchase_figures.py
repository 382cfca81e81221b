"""What the purchases of a card come to: sums, rhythm, payment; knows no widget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.domain.cards import Card
from crm_desktop.domain.periods import twelve_months
from crm_desktop.domain.purchases import Purchase, PurchaseLine


@dataclass(frozen=True, slots=True)
class PurchaseFigures:
    """Sums by currency up to a day; ``average_gap_days`` is None below two purchase days."""

    last_year: Mapping[str, Decimal]
    lifetime: Mapping[str, Decimal]
    average_gap_days: int | None
    paid: int
    paid_late: int
    overdue: int


def purchase_figures(card: Card, today: date) -> PurchaseFigures:
    """Return the figures of a card's purchases as of a day; returns count against sums."""
    known = [one for one in card.purchases if one.purchased_on <= today]
    year = twelve_months(today)
    terms = card.customer.payment_terms_days
    settled = [one for one in known if one.paid_on is not None and one.amount > 0]
    return PurchaseFigures(
        last_year=_sums(one for one in known if one.purchased_on in year),
        lifetime=_sums(known),
        average_gap_days=_average_gap(known),
        paid=len(settled),
        paid_late=sum(_was_late(one, terms) for one in settled),
        overdue=sum(is_overdue(one, today) for one in known),
    )


def due_day(purchase: Purchase, terms_days: int | None) -> date | None:
    """Return when a purchase is to be paid: its own day, else by the customer's terms."""
    if purchase.due_on is not None or terms_days is None:
        return purchase.due_on
    return purchase.purchased_on + timedelta(days=terms_days)


def is_overdue(purchase: Purchase, today: date) -> bool:
    """True for an invoice that is not paid although its day has passed.

    Without a day of its own nobody said that it is still open: many lists carry no payments.
    """
    is_open = purchase.paid_on is None and purchase.amount > 0
    return is_open and purchase.due_on is not None and purchase.due_on < today


def lines_total(lines: Iterable[PurchaseLine]) -> Decimal:
    """Return the sum of quantity x unit price less the discount."""
    parts = (line.quantity * line.unit_price * (1 - line.discount) for line in lines)
    return sum(parts, Decimal(0)).quantize(Decimal("0.000001")).normalize()


def _was_late(purchase: Purchase, terms_days: int | None) -> bool:
    due = due_day(purchase, terms_days)
    return due is not None and purchase.paid_on is not None and purchase.paid_on > due


def _sums(purchases: Iterable[Purchase]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in purchases:
        found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
    return found


def _average_gap(purchases: Iterable[Purchase]) -> int | None:
    days = sorted({one.purchased_on for one in purchases})
    return round((days[-1] - days[0]).days / (len(days) - 1)) if len(days) > 1 else None
