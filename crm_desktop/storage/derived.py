"""What is derived from a card inside the same write: money in base currency, figures, search."""

from collections.abc import Mapping

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import currency, product_pairs, ratings, search
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.settings import tier_scheme
from crm_desktop.storage.writing import Writing

_CURRENCY_KINDS = frozenset({Kind.EXCHANGE_RATE, Kind.SETTING})
_AMOUNT_KINDS = (Kind.PURCHASE, Kind.OPPORTUNITY)
_CUSTOMERS_OF = {
    Kind.CONTACT: "SELECT customer_id FROM affiliation WHERE contact_id IN ({})",
    Kind.CONTACT_POINT: "SELECT customer_id FROM contact_point WHERE id IN ({0}) UNION SELECT"
    " a.customer_id FROM contact_point p JOIN affiliation a USING (contact_id) WHERE p.id IN ({0})",
    Kind.MAN_ANSWER: "SELECT s.customer_id FROM man_answer a JOIN man_snapshot s"
    " ON s.id = a.snapshot_id WHERE a.id IN ({})",
}
_WITH_CUSTOMER = frozenset(
    {
        Kind.ADDRESS,
        Kind.TAG,
        Kind.CUSTOM_FIELD,
        Kind.AFFILIATION,
        Kind.PURCHASE,
        Kind.CONTRACT,
        Kind.INTERACTION,
        Kind.OPPORTUNITY,
        Kind.MAN_SNAPSHOT,
        Kind.TIER_PIN,
    }
)


def refresh(work: Writing, touched: Mapping[Kind, set[int]], whole: set[Kind]) -> None:
    """Bring derived rows up to date; after a bulk change all of them are made again."""
    if whole or not _CURRENCY_KINDS.isdisjoint(touched):
        currency.convert_all(work)
        today = work.now.astimezone().date()
        ratings.rebuild(work, today=today, scheme=tier_scheme(work), revision=work.operation_id)
        search.rebuild(work)
        if Kind.PURCHASE_LINE in whole:
            product_pairs.rebuild(work)
        return
    for kind in _AMOUNT_KINDS:
        if kind in touched:
            currency.convert(work, kind.value, touched[kind])
    customers = work.customers | _customers(work, touched)
    if customers:
        ratings.refresh(work, customers, today=work.now.astimezone().date())
        search.refresh(work, customers)


def _customers(reading: Reading, touched: Mapping[Kind, set[int]]) -> set[int]:
    found: set[int] = set(touched.get(Kind.CUSTOMER, ()))
    for kind, ids in touched.items():
        sql = _CUSTOMERS_OF.get(kind)
        if kind in _WITH_CUSTOMER:
            sql = f"SELECT customer_id FROM {kind.value} WHERE id IN ({{}})"
        if sql:
            found |= _keys(reading, sql.format(id_list(ids)))
    return found


def _keys(reading: Reading, sql: str) -> set[int]:
    return {row[0] for row in reading.rows(sql) if row[0] is not None}
