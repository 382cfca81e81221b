"""A second, slow computation of the figures, straight from the lists and from D2, D3 alone.

It shares no line with the program: whatever both say is said twice. Amounts are fractions, so
nothing is rounded before the end.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

TIERS = ("A", "B", "C")
SHARES = {"A": 15, "B": 25, "C": 60}
THRESHOLDS = {"A": Fraction(75), "B": Fraction(50)}
PARETO = {"A": Fraction(80, 100), "B": Fraction(95, 100)}
WEIGHTS = {
    "revenue": 30,
    "frequency": 10,
    "recency": 5,
    "expected": 15,
    "growth": 20,
    "strategic": 20,
}
NEVER = -(10**9)
Bought = tuple[date, Fraction]
Term = tuple[Fraction, Fraction, Fraction]


@dataclass
class Party:
    """One customer row and everything the other lists say about it."""

    number: str
    place: int
    name: str
    bought: list[Bought] = field(default_factory=list)
    hopes: list[dict[str, str]] = field(default_factory=list)
    contracts: list[dict[str, str]] = field(default_factory=list)
    pins: list[dict[str, str]] = field(default_factory=list)
    strategic: int = 0
    stage: str = ""

    def up_to(self, day: date) -> list[Bought]:
        return [one for one in self.bought if one[0] <= day]

    def of_twelve_months(self, day: date) -> list[Bought]:
        return [one for one in self.up_to(day) if one[0] > a_year_before(day)]


def a_year_before(day: date) -> date:
    """The same day of the year before; 29 February becomes 28 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return date(day.year - 1, day.month, day.day)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a list, none where there is no such list."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def day_of(text: str) -> date:
    return date.fromisoformat(text[:10])


def read_parties(folder: Path) -> list[Party]:
    """Every customer of a folder of lists, in the order of its rows."""
    parties = {}
    for place, row in enumerate(rows_of(folder / "Customer.csv"), start=1):
        name = row["Company"] or f"{row['FirstName']} {row['LastName']}"
        party = Party(row["CustomerId"], place, name, stage=row.get("stage", ""))
        party.strategic = int(row.get("strategic_value") or 0)
        parties[party.number] = party
    for row in rows_of(folder / "Invoice.csv"):
        amount = _amount(folder, row)
        parties[row["CustomerId"]].bought.append((day_of(row["InvoiceDate"]), amount))
    for row in rows_of(folder / "opportunities.csv"):
        parties[row["customer_id"]].hopes.append(row)
    for row in rows_of(folder / "contracts.csv"):
        parties[row["customer_id"]].contracts.append(row)
    for row in rows_of(folder / "tier_pins.csv"):
        parties[row["customer_id"]].pins.append(row)
    return list(parties.values())


def _amount(folder: Path, invoice: dict[str, str]) -> Fraction:
    if invoice["Total"]:
        return Fraction(invoice["Total"])
    return sum(
        (
            Fraction(line["Quantity"])
            * Fraction(line["UnitPrice"])
            * (1 - Fraction(line.get("Discount") or 0))
            for line in rows_of(folder / "InvoiceLine.csv")
            if line["InvoiceId"] == invoice["InvoiceId"]
        ),
        Fraction(0),
    )


def total(bought: list[Bought]) -> Fraction:
    return sum((amount for _, amount in bought), Fraction(0))


def last_day(party: Party, day: date) -> date | None:
    return max((when for when, _ in party.up_to(day)), default=None)


def belongs(party: Party, day: date) -> bool:
    """Whether a customer is one of those who are compared (D3, population)."""
    if party.stage in ("lost", "dormant"):
        return False
    return bool(party.up_to(day)) or any(_runs(one, day) for one in party.contracts)


def _runs(row: dict[str, str], day: date) -> bool:
    begun = not row["starts_on"] or day_of(row["starts_on"]) <= day
    return begun and (not row["ends_on"] or day_of(row["ends_on"]) >= day)


def raw_terms(party: Party, day: date) -> dict[str, Fraction]:
    """The six raw values of a customer; more is better in each."""
    year, ever = party.of_twelve_months(day), party.up_to(day)
    last = last_day(party, day)
    return {
        "revenue": total(year),
        "frequency": Fraction(len(year)),
        "recency": Fraction((last - day).days if last else NEVER),
        "expected": _yearly(ever, day),
        "growth": sum((_hope(row, day) for row in party.hopes), Fraction(0)),
        "strategic": Fraction(25 * party.strategic),
    }


def _yearly(ever: list[Bought], day: date) -> Fraction:
    if not ever:
        return Fraction(0)
    days = (day - min(when for when, _ in ever)).days
    return total(ever) / max(Fraction(1), Fraction(days) / YEAR)


YEAR = Fraction(36525, 100)


def is_open(row: dict[str, str], day: date) -> bool:
    """Whether an opportunity waited for an answer on a day, whatever became of it later."""
    unopened = row["opened_on"] and day_of(row["opened_on"]) > day
    closed = row["closed_on"] and day_of(row["closed_on"]) <= day
    return not unopened and not closed


def _hope(row: dict[str, str], day: date) -> Fraction:
    if not is_open(row, day):
        return Fraction(0)
    return Fraction(row["value"]) * Fraction(row["probability"]) / 100


def percentile(value: Fraction, values: list[Fraction]) -> Fraction:
    """100 (r - 1/2) / n, where equal values share the mean of their ranks."""
    worse = sum(1 for other in values if other < value)
    same = sum(1 for other in values if other == value)
    return 100 * (worse + Fraction(same + 1, 2) - Fraction(1, 2)) / len(values)


@dataclass
class Scored:
    """A customer with its terms (score, weight, points) and its index of six decimals."""

    party: Party
    terms: dict[str, Term]
    index: Fraction
    revenue: Fraction


def six(value: Fraction | int) -> Fraction:
    """Rounded to 6 decimals, a half to the even one."""
    return Fraction(round(Fraction(value) * 10**6), 10**6)


def score_all(parties: list[Party], day: date) -> list[Scored]:
    """The compared customers in rank order: index, revenue of 12 months, then the oldest card.

    Where no term tells them apart, everybody stands in the middle.
    """
    members = [party for party in parties if belongs(party, day)]
    raw = [raw_terms(party, day) for party in members]
    columns = {name: [terms[name] for terms in raw] for name in WEIGHTS}
    kept = [name for name in WEIGHTS if len(set(columns[name])) > 1]
    whole = sum(WEIGHTS[name] for name in kept)
    found = []
    for party, values in zip(members, raw, strict=True):
        terms: dict[str, Term] = {}
        for name in kept:
            score = values[name]
            if name != "strategic":
                score = percentile(values[name], columns[name])
            weight = Fraction(WEIGHTS[name], whole)
            terms[name] = (score, weight, score * weight)
        index = six(sum(points for *_, points in terms.values())) if kept else Fraction(50)
        found.append(Scored(party, terms, index, values["revenue"]))
    return sorted(found, key=lambda one: (-one.index, -one.revenue, one.party.place))


def in_order(parties: list[Party], day: date, method: str) -> list[Scored]:
    """The customers as a method ranks them; a Pareto curve runs along the revenue."""
    ranked = score_all(parties, day)
    if method == "pareto":
        ranked.sort(key=lambda one: -one.revenue)
    return ranked


def pinned_tier(party: Party, day: date) -> str | None:
    """The tier somebody set by hand and that holds on a day."""
    for row in party.pins:
        begun = day_of(row["pinned_on"]) <= day
        if begun and (not row["expires_on"] or day_of(row["expires_on"]) >= day):
            return row["tier"]
    return None


def quotas(number: int) -> dict[str, int]:
    """How many of a number of customers each tier takes, by largest remainder."""
    exact = {tier: Fraction(number * SHARES[tier], 100) for tier in TIERS}
    given = {tier: int(exact[tier]) for tier in TIERS}
    by_rest = sorted(TIERS, key=lambda tier: (given[tier] - exact[tier], tier))
    for tier in by_rest[: number - sum(given.values())]:
        given[tier] += 1
    return given


def fresh_tiers(ranked: list[Scored], method: str) -> list[str]:
    """The tier of each ranked customer as if nobody had had one before."""
    if method == "quota":
        counts = quotas(len(ranked))
        return [tier for tier in TIERS for _ in range(counts[tier])]
    if method == "threshold":
        return [_by_cut(one.index) for one in ranked]
    whole = sum((one.revenue for one in ranked if one.revenue > 0), Fraction(0))
    before, tiers = Fraction(0), []
    for one in ranked:
        tiers.append("C" if one.revenue <= 0 else _by_share(before / whole))
        before += one.revenue
    return tiers


def _by_cut(index: Fraction) -> str:
    return next((tier for tier in ("A", "B") if index >= THRESHOLDS[tier]), "C")


def _by_share(share: Fraction) -> str:
    return next((tier for tier in ("A", "B") if share < PARETO[tier]), "C")


def borders(ranked: list[Scored], fresh: list[str], method: str) -> dict[str, Fraction]:
    """The index below which a customer falls out of A and out of B."""
    if method == "threshold":
        return THRESHOLDS
    edges: dict[str, Fraction] = {}
    if method == "pareto":
        return edges
    for tier in ("A", "B"):
        inside = [one.index for one, t in zip(ranked, fresh, strict=True) if t <= tier]
        outside = [one.index for one, t in zip(ranked, fresh, strict=True) if t > tier]
        if inside and outside:
            edges[tier] = (inside[-1] + outside[0]) / 2
    return edges


@dataclass(frozen=True)
class Held:
    """A tier and the day since which it is held."""

    tier: str
    since: date


def assign(
    parties: list[Party], day: date, method: str, held: dict[str, Held] | None = None
) -> dict[str, Held]:
    """The tier of every customer who gets one; ``held`` are those of a run of the same method."""
    held = held or {}
    found = {}
    for party in parties:
        tier = pinned_tier(party, day)
        if tier:
            found[party.number] = Held(tier, day)
    ranked = [one for one in in_order(parties, day, method) if one.party.number not in found]
    fresh = fresh_tiers(ranked, method)
    edges = borders(ranked, fresh, method)
    for one, tier in zip(ranked, fresh, strict=True):
        old = held.get(one.party.number)
        if old and _stays(old, tier, one.index, edges, day):
            tier = old.tier
        kept = old if old and old.tier == tier else Held(tier, day)
        found[one.party.number] = kept
    return found


def _stays(old: Held, tier: str, index: Fraction, edges: dict[str, Fraction], day: date) -> bool:
    if day - old.since < timedelta(days=90):
        return True
    if old.tier == tier:
        return True
    crossed = old.tier if tier > old.tier else chr(ord(old.tier) - 1)
    return crossed in edges and abs(index - edges[crossed]) <= 3


def shares(parties: list[Party], day: date, tiers: dict[str, Held]) -> dict[str, Fraction | None]:
    """The part of the revenue of 12 months each tier brings, None where there is no revenue."""
    sums: Counter[str] = Counter()
    for party in parties:
        if party.number in tiers:
            sums[tiers[party.number].tier] += total(party.of_twelve_months(day))
    whole = sum(sums.values())
    return {tier: six(Fraction(sums[tier]) / whole) if whole else None for tier in TIERS}
