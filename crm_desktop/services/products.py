"""Products chosen by name, new ones among them, for the lines of a purchase and opportunities."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.purchases import Product
from crm_desktop.services.card_edits import add, change_fields
from crm_desktop.services.field_values import normalised
from crm_desktop.storage import products
from crm_desktop.storage.database import Database
from crm_desktop.storage.records import kind_of
from crm_desktop.storage.writing import Writing


def product_names(database: Database) -> dict[int, str]:
    """Return the name of every product by key, in the order of the names."""
    with database.read() as reading:
        return products.product_names(reading)


def set_sold(
    database: Database,
    kind: Kind,
    record_id: int,
    values: Mapping[str, object],
    *,
    author: str = "",
) -> Changes:
    """Set fields like ``card_edits.set_fields``; ``product_id`` may be a name.

    A product of a name nobody sold yet is made in the same operation.
    """
    params = {"kind": kind.value, "fields": sorted(values)}
    with database.write("fields_set", params=params, author=author) as work:
        wanted = dict(values)
        if "product_id" in wanted:
            wanted["product_id"] = _product(work, wanted["product_id"])
        change_fields(work, kind, record_id, wanted)
    return work.changes


def add_sold(database: Database, draft: Any, *, author: str = "") -> tuple[int, Changes]:
    """Store a line or an opportunity whose ``product_id`` may be a name, and return its key."""
    kind = kind_of(draft)
    with database.write("record_added", params={"kind": kind.value}, author=author) as work:
        key = add(work, replace(draft, product_id=_product(work, draft.product_id)))
    return key, work.changes


def _product(work: Writing, wanted: object) -> int | None:
    if wanted is None or isinstance(wanted, int):
        return wanted
    name = str(normalised(Kind.PRODUCT, "name", str(wanted)))
    if not name:
        return None
    return products.product_named(work, name) or add(work, Product(name))
