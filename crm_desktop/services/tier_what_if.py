"""What the present customers' tiers would be by other schemes, read once and tried often (D3)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from crm_desktop.domain.tier_history import TierRun
from crm_desktop.domain.tier_plan import Held, TierPlan, TierShare
from crm_desktop.domain.tier_scheme import Scheme, Tier
from crm_desktop.domain.tiers import Standing, assign
from crm_desktop.domain.value_index import Facts, Ratings, rate
from crm_desktop.storage import settings, tier_records
from crm_desktop.storage.database import Database
from crm_desktop.storage.ratings import population
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.revision import revision


@dataclass(frozen=True, slots=True)
class Ground:
    """One snapshot of the file: everything that a plan of any scheme for the day needs.

    ``scheme`` is the file's own. ``last`` is the newest run up to the day and ``earlier`` the
    figures of its day, None where there is nothing to compare with.
    """

    as_of: date
    scheme: Scheme
    standing: Standing
    facts: Sequence[Facts]
    last: TierRun | None = None
    earlier: Sequence[Facts] | None = None


def read_ground(database: Database, *, as_of: date) -> Ground:
    """Read one snapshot; writes nothing. Seconds at 100,000 customers, so for a worker."""
    with database.read() as reading:
        return ground_of(reading, as_of)


def ground_of(reading: Reading, as_of: date) -> Ground:
    """Return what plans for a day stand on, inside a unit of work."""
    last = tier_records.last_run(reading, as_of)
    is_older = last is not None and last.as_of != as_of
    return Ground(
        as_of=as_of,
        scheme=settings.tier_scheme(reading),
        standing=Standing(
            previous=tier_records.held_tiers(reading, as_of),
            pins=tier_records.pins(reading, as_of),
            revision=revision(reading),
        ),
        facts=population(reading, as_of),
        last=last,
        earlier=population(reading, last.as_of) if last is not None and is_older else None,
    )


def what_if(ground: Ground, scheme: Scheme) -> TierPlan:
    """Return the plan of a scheme; touches no file. Raises InputError for an unusable scheme."""
    made = assign(ground.facts, scheme=scheme, standing=ground.standing, as_of=ground.as_of)
    if ground.last is None or ground.earlier is None:
        return made
    earlier = rate(ground.earlier, scheme=scheme, as_of=ground.last.as_of)
    return replace(made, previous=_with_scores(made, earlier))


def shares_now(ground: Ground) -> dict[Tier, TierShare]:
    """Return each tier's part of the customers and of their revenue as the tiers stand now.

    A pin counts before the last run. Customers without a tier belong to no part.
    """
    tiers: Mapping[int, Tier] = {
        **{key: held.tier for key, held in ground.standing.previous.items()},
        **{key: Tier(pin.tier) for key, pin in ground.standing.pins.items()},
    }
    counts = Counter(tiers.values())
    revenue: Counter[Tier] = Counter()
    for row in ground.facts:
        tier = tiers.get(row.id)
        if tier is not None:
            revenue[tier] += row.revenue_12m
    total, everybody = sum(revenue.values()), len(tiers) or 1
    return {
        tier: TierShare(
            counts[tier],
            Fraction(counts[tier], everybody),
            revenue[tier],
            Fraction(revenue[tier], total) if total > 0 else None,
        )
        for tier in Tier
    }


def _with_scores(made: TierPlan, earlier: Ratings) -> dict[int, Held]:
    """Give those who move the term scores of the last run's day, to tell what changed."""
    positions = {facts.id: at for at, facts in enumerate(earlier.facts)}
    previous = dict(made.previous)
    for row in made.moves:
        held, at = previous.get(row.id), positions.get(row.id)
        if held is not None and at is not None:
            scores = {term.term: term.score for term in earlier.explain(at)}
            previous[row.id] = replace(held, scores=scores)
    return previous
