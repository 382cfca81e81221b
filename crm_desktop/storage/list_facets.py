"""Which values the terms of a list query can have, and how many customers meet each."""

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.list_facets import Facet
from crm_desktop.domain.list_filters import UNSET, YES_OR_NO, Answer, FilterKey
from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.list_page import living
from crm_desktop.storage.list_terms import COLUMNS, terms_of
from crm_desktop.storage.reading import Reading

_TAGS = (
    "SELECT t.name, count(DISTINCT t.customer_id) FROM tag t CROSS JOIN listing l"
    " ON l.customer_id = t.customer_id GROUP BY t.name"
)
_CLOSED: dict[FilterKey, tuple[str, ...]] = {
    FilterKey.TIER: (*Tier, UNSET),
    FilterKey.STAGE: tuple(Stage),
    FilterKey.KIND: tuple(CustomerKind),
}


def facets(reading: Reading, key: FilterKey) -> list[Facet]:
    """Return the values of a key; closed choices all and in their order, others by frequency."""
    if key is FilterKey.COMPLETENESS:
        return []
    if key in YES_OR_NO:
        met = _met(reading, key, Answer.YES)
        return [Facet(Answer.YES, met), Facet(Answer.NO, living(reading) - met)]
    if key in _CLOSED:
        return [Facet(str(value), _met(reading, key, value)) for value in _CLOSED[key]]
    sql = _TAGS
    if key is not FilterKey.TAG:
        column = COLUMNS[key]
        sql = f"SELECT {column}, count(*) FROM listing GROUP BY {column}"
    found = [Facet(value or UNSET, count) for value, count in reading.rows(sql)]
    if key is FilterKey.TAG:
        found.append(Facet(UNSET, _met(reading, key, UNSET)))
    return sorted(found, key=lambda facet: (-facet.count, facet.value))


def _met(reading: Reading, key: FilterKey, value: str) -> int:
    (term,) = terms_of(reading, ListQuery(terms={key: (str(value),)}))
    found = reading.one(f"SELECT count(*) FROM ({term.keys_sql})", term.parameters)
    return int(found[0]) if found else 0
