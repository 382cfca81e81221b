"""Twelve months of business in figures, and the days ahead, for page 2 of a brief."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.domain.brief_values import (
    MonthSum,
    Occasion,
    OccasionKind,
    PaymentHabit,
    Score,
    ScoreKind,
    Share,
    Wording,
)
from crm_desktop.domain.briefs import Figures, Outlook
from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.periods import months_before, twelve_months
from crm_desktop.domain.purchases import Purchase, PurchaseLine
from crm_desktop.language.lunar import LunarRangeError, lunar_text, next_occurrence
from crm_desktop.services.brief_people import People

AHEAD_DAYS = 60
_EXPIRIES = frozenset({DateKind.PASSPORT_EXPIRY, DateKind.LICENCE_EXPIRY, DateKind.DOCUMENT_EXPIRY})
_OCCASIONS = {
    DateKind.BIRTHDAY: OccasionKind.BIRTHDAY,
    DateKind.ANNIVERSARY: OccasionKind.ANNIVERSARY,
    DateKind.OTHER: OccasionKind.OTHER,
} | dict.fromkeys(_EXPIRIES, OccasionKind.EXPIRY)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What purchases are worth in the base currency, by key; those without a rate are missing."""

    currency: str
    base: Mapping[int, Decimal]


def figures(card: Card, amounts: Amounts, today: date) -> Figures:
    """Return monthly sums, product mix, payment habit and scores of the last twelve months."""
    year = twelve_months(today)
    recent = [one for one in card.purchases if one.purchased_on in year]
    counted = [one for one in recent if one.id in amounts.base]
    return Figures(
        currency=amounts.currency,
        months=_months(counted, amounts, today),
        mix=_mix(card, counted, amounts),
        payment=_payment(card, recent, today),
        scores=tuple(_scores(card)),
        without_rate=len(recent) - len(counted),
    )


def _months(purchases: Iterable[Purchase], amounts: Amounts, today: date) -> tuple[MonthSum, ...]:
    """Return the twelve calendar months that end with this one; none when nothing was bought."""
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for one in purchases:
        sums[one.purchased_on.year, one.purchased_on.month] += amounts.base[one.id or 0]
    if not sums:
        return ()
    first = today.replace(day=1)
    months = [months_before(first, back) for back in range(11, -1, -1)]
    return tuple(
        MonthSum(day.year, day.month, sums.get((day.year, day.month), Decimal(0))) for day in months
    )


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
        values = [line.quantity * line.unit_price * (1 - line.discount) for line in own]
        total = sum(values, Decimal(0))
        if not total:
            continue
        for line, value in zip(own, values, strict=True):
            name = categories.get(line.product_id, line.description)
            sums[name] += amounts.base[one.id or 0] * value / total
    positive = {name: value for name, value in sums.items() if name and value > 0}
    whole = sum(positive.values(), Decimal(0))
    ranked = sorted(positive.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(name, value, value / whole) for name, value in ranked)


def _payment(card: Card, purchases: list[Purchase], today: date) -> PaymentHabit | None:
    paid = [(one, one.paid_on) for one in purchases if one.paid_on is not None]
    late = [one for one in purchases if one.due_on and (one.paid_on or today) > one.due_on]
    customer = card.customer
    if not paid and not late and customer.payment_terms_days is None:
        return None
    days = [(paid_on - one.purchased_on).days for one, paid_on in paid]
    return PaymentHabit(
        terms_days=customer.payment_terms_days,
        days_to_pay=round(sum(days) / len(days)) if days else None,
        paid=len(paid),
        late=len(late),
        method=customer.payment_method,
    )


def _scores(card: Card) -> Iterator[Score]:
    for one in reversed(card.interactions):
        if one.satisfaction is not None:
            yield Score(ScoreKind.CSAT, one.satisfaction, one.happened_on)


def outlook(people: People, today: date) -> Outlook:
    """Return our position and the days of the next 60 days, the nearest first (D19, D20)."""
    card = people.card
    found = [*_dates(people, today), *_renewals(card, today), *_due_promises(card, today)]
    last = today + timedelta(days=AHEAD_DAYS)
    coming = [one for one in found if today <= one.on <= last]
    return Outlook(card.swot, tuple(sorted(coming, key=lambda one: (one.on, one.text))))


def _dates(people: People, today: date) -> Iterator[Occasion]:
    for one in people.card.dates:
        on = next_day(one, today)
        if on is not None:
            lunar = _lunar(one) if one.lunar else None
            person = people.name(one.contact_id)
            yield Occasion(on, _OCCASIONS[one.kind], one.label, person, lunar)


def _lunar(one: ImportantDate) -> Wording:
    english, chinese = (
        lunar_text(one.month, one.day, leap=one.leap_month, lang=lang) for lang in ("en", "zh_CN")
    )
    return Wording(english, chinese)


def next_day(one: ImportantDate, today: date) -> date | None:
    """Return when an important date falls next, on ``today`` at the earliest (D19).

    A document runs out once; 29 February is kept on the 28th where the year has none.
    """
    if one.kind in _EXPIRIES:
        return _solar(one.year, one.month, one.day) if one.year else None
    if one.lunar:
        try:
            return next_occurrence(one.month, one.day, one.leap_month, today)
        except (LunarRangeError, ValueError):
            return None
    this_year = _solar(today.year, one.month, one.day)
    if this_year is not None and this_year >= today:
        return this_year
    return _solar(today.year + 1, one.month, one.day)


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28) if (month, day) == (2, 29) else None


def _renewals(card: Card, today: date) -> Iterator[Occasion]:
    for one in card.contracts:
        if one.renews_on is not None and one.renews_on >= today:
            yield Occasion(one.renews_on, OccasionKind.RENEWAL, one.name)


def _due_promises(card: Card, today: date) -> Iterator[Occasion]:
    for one in card.promises:
        if one.due_on is not None and one.closed_on is None and one.due_on > today:
            yield Occasion(one.due_on, OccasionKind.PROMISE, one.text)
