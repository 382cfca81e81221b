"""Twelve months of business in figures, for page 2 of a brief."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.domain.brief_values import MonthSum, PaymentHabit, Score, ScoreKind, Share
from crm_desktop.domain.briefs import Figures
from crm_desktop.domain.cards import Card
from crm_desktop.domain.periods import Period, months_before, twelve_months
from crm_desktop.domain.purchases import Purchase, PurchaseLine
from crm_desktop.services.brief_people import People


@dataclass(frozen=True, slots=True)
class Amounts:
    """What purchases are worth in the base currency, by key; those without a rate are missing."""

    currency: str
    base: Mapping[int, Decimal]


def figures(people: People, amounts: Amounts) -> Figures:
    """Return monthly sums, product mix, payment habit and scores of the last twelve months."""
    card, year = people.card, twelve_months(people.today)
    recent = [one for one in card.purchases if one.purchased_on in year]
    counted = [one for one in recent if one.id in amounts.base]
    return Figures(
        currency=amounts.currency,
        months=monthly_sums(counted, amounts, year) if recent else (),
        mix=_mix(card, counted, amounts),
        payment=_payment(card, recent),
        scores=tuple(_scores(people)),
        without_rate=len(recent) - len(counted),
    )


def monthly_sums(
    purchases: Iterable[Purchase], amounts: Amounts, year: Period
) -> tuple[MonthSum, ...]:
    """Return a sum for each calendar month the period touches, the oldest first.

    That is thirteen but on the last day of a month: together they are exactly the twelve months
    every list speaks of, and the first bar ends the month the last one begins.
    """
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for one in purchases:
        sums[one.purchased_on.year, one.purchased_on.month] += amounts.base[one.id or 0]
    return tuple(
        MonthSum(day.year, day.month, sums.get((day.year, day.month), Decimal(0)))
        for day in _months_of(year)
    )


def _months_of(year: Period) -> list[date]:
    """Return the first day of each calendar month of a period."""
    last = year.last.replace(day=1)
    months = [months_before(last, back) for back in range(12, -1, -1)]
    return [day for day in months if day >= year.first.replace(day=1)]


def _mix(card: Card, purchases: list[Purchase], amounts: Amounts) -> tuple[Share, ...]:
    """Return what share of the purchases each category has, the largest first.

    A purchase in a foreign currency is spread over its lines in their proportion.
    """
    categories = {one.id: one.category or one.name for one in card.products}
    lines: dict[int, list[PurchaseLine]] = defaultdict(list)
    for line in card.lines:
        lines[line.purchase_id].append(line)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in purchases:
        own = lines.get(one.id or 0, [])
        for line, part in zip(own, _parts(own), strict=True):
            name = categories.get(line.product_id, line.description)
            sums[name] += amounts.base[one.id or 0] * part
    positive = {name: value for name, value in sums.items() if name and value > 0}
    whole = sum(positive.values(), Decimal(0))
    ranked = sorted(positive.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(name, value, value / whole) for name, value in ranked)


def _parts(lines: Sequence[PurchaseLine]) -> list[Decimal]:
    """Return what fraction of their purchase each line is; nothing where they cancel out."""
    values = [line.quantity * line.unit_price * (1 - line.discount) for line in lines]
    total = sum(values, Decimal(0))
    return [value / total if total else Decimal(0) for value in values]


def _payment(card: Card, purchases: list[Purchase]) -> PaymentHabit | None:
    """Return how invoices were paid; what is still open is live business and no habit."""
    terms, method = card.customer.payment_terms_days, card.customer.payment_method
    paid = [(one, one.paid_on) for one in purchases if one.paid_on and one.amount > 0]
    if not paid and terms is None and not method:
        return None
    days = [(paid_on - one.purchased_on).days for one, paid_on in paid]
    dues = [(_due(one, terms), paid_on) for one, paid_on in paid]
    return PaymentHabit(
        terms_days=terms,
        days_to_pay=round(sum(days) / len(days)) if days else None,
        paid=len(paid),
        late=sum(due is not None and paid_on > due for due, paid_on in dues),
        method=method,
    )


def _due(purchase: Purchase, terms: int | None) -> date | None:
    if purchase.due_on is not None or terms is None:
        return purchase.due_on
    return purchase.purchased_on + timedelta(days=terms)


def _scores(people: People) -> Iterator[Score]:
    """Yield satisfaction ratings, the oldest first, each with who gave it where that is known."""
    who = people.talked_to()
    for one in reversed(people.card.interactions):
        if one.satisfaction is not None:
            yield Score(ScoreKind.CSAT, one.satisfaction, one.happened_on, who.get(one.id, ""))
