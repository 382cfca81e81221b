"""The customer list: selected columns only, from the stored ratings or computed for a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.figures import ListRow
from crm_desktop.storage.change_log import revision
from crm_desktop.storage.ratings import Rated, RatingRow, rate_all, rated, stored_rows
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.settings import tier_scheme
from crm_desktop.storage.types import from_micro

_EXTERNAL_ID = (
    "(SELECT external_id FROM import_identity WHERE entity = 'customer' AND record_id = c.id"
    " ORDER BY id LIMIT 1)"
)
_CUSTOMERS = (
    f"SELECT c.id, coalesce({_EXTERNAL_ID}, ''), c.name, c.kind, c.city, c.country, c.owner,"
    " c.stage FROM customer c WHERE c.binned_at IS NULL ORDER BY c.name COLLATE NOCASE, c.id"
)


def all_rows(reading: Reading, as_of: date) -> list[ListRow]:
    """Return every customer that is not in the bin, by name.

    The stored ratings serve when they are of that day and nothing changed since; any other day is
    computed and stores nothing.
    """
    if rated(reading) == Rated(as_of, revision(reading)):
        ratings = stored_rows(reading)
    else:
        ratings = rate_all(reading, as_of, tier_scheme(reading))
    return [_row(row, ratings[row[0]]) for row in reading.rows(_CUSTOMERS)]


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


def _row(customer: tuple[Any, ...], rating: RatingRow) -> ListRow:
    key, external_id, name, kind, city, country, owner, stage = customer
    _, tier, index, man_class, man_score, count, total, recent, bought, contacted = rating
    return ListRow(
        id=key,
        external_id=external_id,
        name=name,
        kind=CustomerKind(kind),
        city=city,
        country=country,
        owner=owner,
        stage=Stage(stage),
        tier=tier,
        value_index=None if index is None else from_micro(index),
        man_class=man_class,
        man_score=None if man_score is None else from_micro(man_score),
        purchases=count,
        revenue_total=from_micro(total),
        revenue_12m=from_micro(recent),
        last_purchase=date.fromisoformat(bought) if bought else None,
        last_contact=date.fromisoformat(contacted) if contacted else None,
    )
