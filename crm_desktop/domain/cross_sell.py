"""What to suggest next, and when to suggest nothing (D5)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

MAX_IDEAS = 3
QUIET_DAYS = 14
DECLINED_DAYS = 180
MIN_SUPPORT = 5
MIN_RHYTHM_PURCHASES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products bought by the same customers: how many bought both, and each of them."""

    owned: str
    suggested: str
    both: int
    owned_by: int
    suggested_by: int
    customers: int

    @property
    def lift(self) -> Fraction:
        """How much likelier the suggested product is among owners of the other; 1 is chance."""
        return Fraction(self.both * self.customers, self.owned_by * self.suggested_by)


@dataclass(frozen=True, slots=True)
class Idea:
    """A product to suggest; ``because`` is the product it rests on, ``due`` a replacement day."""

    product: str
    because: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Mood:
    """What forbids suggestions: open complaints, one just closed, products declined lately."""

    has_open_complaint: bool = False
    last_complaint_closed: date | None = None
    declined: Collection[str] = ()


def declined_lately(declined: Iterable[tuple[str, date | None]], today: date) -> set[str]:
    """Return the products declined within the last 180 days; an undated no counts as one."""
    return {
        product for product, day in declined if day is None or (today - day).days <= DECLINED_DAYS
    }


def may_suggest(mood: Mood, today: date) -> bool:
    """False during an open complaint and within 14 days after one was closed."""
    closed = mood.last_complaint_closed
    return not mood.has_open_complaint and (closed is None or (today - closed).days > QUIET_DAYS)


def replacements(purchases: Iterable[tuple[str, date]], today: date) -> list[Idea]:
    """Return products whose own rhythm says they are due again, the most overdue first.

    ``purchases`` are product and day. A rhythm needs three purchase days of one product.
    """
    days: dict[str, set[date]] = {}
    for product, day in purchases:
        days.setdefault(product, set()).add(day)
    due = []
    for product, bought in days.items():
        if len(bought) < MIN_RHYTHM_PURCHASES:
            continue
        rhythm = (max(bought) - min(bought)).days // (len(bought) - 1)
        next_day = max(bought) + timedelta(days=rhythm)
        if next_day <= today:
            due.append(Idea(product, product, next_day))
    return sorted(due, key=lambda idea: (idea.due or today, idea.product))


def associations(pairs: Iterable[Pair], owned: Collection[str]) -> list[Idea]:
    """Return products bought with owned ones, by lift; support 5 and lift above 1 at least."""
    good = [
        pair
        for pair in pairs
        if pair.owned in owned
        and pair.suggested not in owned
        and pair.both >= MIN_SUPPORT
        and pair.lift > 1
    ]
    ranked = sorted(good, key=lambda pair: (-pair.lift, -pair.both, pair.suggested))
    best: dict[str, Idea] = {}
    for pair in ranked:
        best.setdefault(pair.suggested, Idea(pair.suggested, pair.owned))
    return list(best.values())


def choose(candidates: Sequence[Idea], mood: Mood, today: date) -> list[Idea]:
    """Return at most three ideas nobody declined, each product once; none when it is no time."""
    if not may_suggest(mood, today):
        return []
    chosen: dict[str, Idea] = {}
    for idea in candidates:
        if idea.product not in mood.declined:
            chosen.setdefault(idea.product, idea)
    return list(chosen.values())[:MAX_IDEAS]
