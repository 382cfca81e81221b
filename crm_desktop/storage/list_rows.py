"""The customer list: selected columns only, from the stored ratings or computed for a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.value_index import rate
from crm_desktop.storage import listing, ratings
from crm_desktop.storage.figures import figures
from crm_desktop.storage.listing import Line
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.revision import revision
from crm_desktop.storage.settings import tier_scheme
from crm_desktop.storage.tier_records import tiers
from crm_desktop.storage.types import from_micro

_EXTERNAL_ID = (
    "(SELECT external_id FROM import_identity WHERE entity = 'customer' AND record_id = c.id"
    " ORDER BY id LIMIT 1)"
)
_KINDS = {kind.value: kind for kind in CustomerKind}
_STAGES = {stage.value: stage for stage in Stage}


def all_rows(reading: Reading, as_of: date) -> list[ListRow]:
    """Return every customer that is not in the bin, by name (Chinese ones by their sound).

    The stored lines and ratings serve as far as they are of that day and nothing changed since;
    the rest is computed and stores nothing.
    """
    if listing.listed_day(reading) == as_of:
        lines = listing.stored(reading)
    else:
        lines = listing.compute(reading, as_of)
    if ratings.rated(reading) == ratings.Rated(as_of, revision(reading)):
        rating_of: Mapping[int, tuple[str, int | None]] = ratings.stored_ratings(reading)
    else:
        scheme, tier_of = tier_scheme(reading), tiers(reading, as_of)
        population = [line.facts() for line in lines if line.is_rated]
        index_of = ratings.value_indexes(population, as_of=as_of, scheme=scheme)
        keys = (line.customer_id for line in lines)
        rating_of = {key: (tier_of.get(key, ""), index_of.get(key)) for key in keys}
    lines.sort(key=lambda line: (line.sort_name, line.customer_id))
    return [_row(line, *rating_of[line.customer_id]) for line in lines]


def one_row(reading: Reading, as_of: date, customer_id: int) -> ListRow:
    """Return the row of one living customer; only its value index may need the others' facts."""
    keys = [customer_id]
    is_listed = listing.listed_day(reading) == as_of
    (line,) = listing.stored(reading, keys) if is_listed else listing.compute(reading, as_of, keys)
    if ratings.rated(reading) == ratings.Rated(as_of, revision(reading)):
        return _row(line, *ratings.stored_ratings(reading, keys)[customer_id])
    tier = tiers(reading, as_of, keys).get(customer_id, "")
    return _row(line, tier, _index(reading, line, as_of))


def _index(reading: Reading, line: Line, as_of: date) -> int | None:
    if not line.is_rated:
        return None
    population = [one for one in figures(reading, as_of).values() if one.is_in_population]
    facts = [ratings.as_facts(one) for one in population]
    found = rate(facts, scheme=tier_scheme(reading), as_of=as_of).index_micro
    return dict(zip((one.customer_id for one in population), found, strict=True))[line.customer_id]


def names(reading: Reading) -> dict[int, str]:
    """Return the name of every customer that is not in the bin."""
    return dict(reading.rows("SELECT id, name FROM customer WHERE binned_at IS NULL"))


def external_ids(reading: Reading, customer_ids: Iterable[int]) -> dict[int, str]:
    """Return the first external id of each customer that was imported."""
    rows = reading.rows(
        "SELECT record_id, external_id FROM import_identity WHERE entity = 'customer'"
        f" AND record_id IN ({id_list(customer_ids)}) ORDER BY id DESC"
    )
    return dict(rows)


def brief_rows(reading: Reading, customer_ids: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """Return key, external id, name and city of some customers, by key."""
    return reading.rows(
        f"SELECT c.id, coalesce({_EXTERNAL_ID}, ''), c.name, c.city FROM customer c"
        f" WHERE c.id IN ({id_list(customer_ids)}) ORDER BY c.id"
    )


def _row(line: Line, tier: str, index: int | None) -> ListRow:
    return ListRow(
        id=line.customer_id,
        external_id=line.external_id,
        name=line.name,
        kind=_KINDS[line.kind],
        city=line.city,
        country=line.country,
        owner=line.owner,
        stage=_STAGES[line.stage],
        tier=tier,
        value_index=None if index is None else from_micro(index),
        man_class=line.man_class,
        man_score=None if line.man_score is None else from_micro(line.man_score),
        purchases=line.purchases,
        revenue_total=from_micro(line.revenue_total),
        revenue_12m=from_micro(line.revenue_12m),
        last_purchase=_day(line.last_purchase),
        last_contact=_day(line.last_contact),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
