"""What a list of customers is asked for: an order, words to find, and terms to meet."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a window reads its first rows without knowing how filters are written
    from crm_desktop.domain.list_filters import FilterKey, ListFilter


class ListColumn(StrEnum):
    """What a list may be sorted by.

    ``STANDING`` is by tier, then index. ``OVERDUE`` is the days a duty is late, so ``descending``
    puts the longest overdue first. ``RELEVANCE`` puts first whose name begins with the words, then
    goes by standing; it knows no direction.
    """

    NAME = "name"
    STANDING = "standing"
    VALUE_INDEX = "value_index"
    EXTERNAL_ID = "external_id"
    KIND = "kind"
    CITY = "city"
    COUNTRY = "country"
    OWNER = "owner"
    STAGE = "stage"
    MAN_CLASS = "man_class"
    MAN_SCORE = "man_score"
    PURCHASES = "purchases"
    REVENUE_TOTAL = "revenue_total"
    REVENUE_12M = "revenue_12m"
    LAST_PURCHASE = "last_purchase"
    LAST_CONTACT = "last_contact"
    OVERDUE = "overdue"
    NEXT_ACTION = "next_action"
    COMPLETENESS = "completeness"
    RELEVANCE = "relevance"


class ListQuery(NamedTuple):
    """One view of the list; customers in the bin are never in it.

    What is empty comes first, or last with ``descending``; who has no duty or no next action comes
    last in either direction of ``OVERDUE`` and ``NEXT_ACTION``. Ties stand by key.
    """

    sort: ListColumn = ListColumn.NAME
    descending: bool = False
    words: str = ""
    terms: "Mapping[FilterKey, tuple[str, ...]]" = MappingProxyType({})

    @property
    def is_filtered(self) -> bool:
        """True where not everybody is meant."""
        return bool(self.words.strip() or self.terms)

    @property
    def filter(self) -> "ListFilter":
        """Words and terms without the order."""
        from crm_desktop.domain.list_filters import ListFilter

        return ListFilter(self.words, self.terms)


def query_of(
    wanted: "ListFilter", sort: ListColumn | None = None, *, descending: bool = False
) -> ListQuery:
    """Return the query of a parsed filter: by relevance where it has words, else by name."""
    usual = ListColumn.RELEVANCE if wanted.words else ListColumn.NAME
    return ListQuery(sort or usual, descending, wanted.words, wanted.terms)
