"""The columns a person may choose for the customer list, in one table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.list_queries import ListColumn
from crm_desktop.text import mark, mark_in


class Column(StrEnum):
    """The columns by the name they are remembered under."""

    TIER = "tier"
    NAME = "name"
    KIND = "kind"
    CITY = "city"
    COUNTRY = "country"
    STAGE = "stage"
    MAN = "man"
    REVENUE_12M = "revenue_12m"
    REVENUE_TOTAL = "revenue_total"
    PURCHASES = "purchases"
    LAST_PURCHASE = "last_purchase"
    INDEX = "index"
    LAST_CONTACT = "last_contact"
    OVERDUE = "overdue"
    NEXT_ACTION = "next_action"
    COMPLETENESS = "completeness"
    OWNER = "owner"
    EXTERNAL_ID = "external_id"


class ColumnSpec(NamedTuple):
    """Heading, order and usual width in pixels of a column.

    ``falls`` says that the first click on its heading puts the highest first.
    """

    heading: str
    sort: ListColumn
    width: int
    is_usual: bool = False
    is_number: bool = False
    falls: bool = False


COLUMNS: Mapping[Column, ColumnSpec] = {
    Column.TIER: ColumnSpec(mark("Tier"), ListColumn.STANDING, 56, is_usual=True),
    Column.NAME: ColumnSpec(mark("Name"), ListColumn.NAME, 196, is_usual=True),
    Column.KIND: ColumnSpec(mark("Kind"), ListColumn.KIND, 90),
    Column.CITY: ColumnSpec(mark("City"), ListColumn.CITY, 96),
    Column.COUNTRY: ColumnSpec(mark("Country"), ListColumn.COUNTRY, 96),
    Column.STAGE: ColumnSpec(mark("Stage"), ListColumn.STAGE, 120),
    Column.MAN: ColumnSpec(mark("MAN"), ListColumn.MAN_SCORE, 92, is_usual=True, falls=True),
    Column.REVENUE_12M: ColumnSpec(
        mark("12 months"), ListColumn.REVENUE_12M, 108, is_usual=True, is_number=True, falls=True
    ),
    Column.REVENUE_TOTAL: ColumnSpec(
        mark("Revenue"), ListColumn.REVENUE_TOTAL, 112, is_number=True, falls=True
    ),
    Column.PURCHASES: ColumnSpec(
        mark("Purchases"), ListColumn.PURCHASES, 90, is_number=True, falls=True
    ),
    Column.LAST_PURCHASE: ColumnSpec(
        mark("Last purchase"), ListColumn.LAST_PURCHASE, 112, falls=True
    ),
    Column.INDEX: ColumnSpec(mark("Index"), ListColumn.VALUE_INDEX, 72, is_number=True, falls=True),
    Column.LAST_CONTACT: ColumnSpec(
        mark("Last contact"), ListColumn.LAST_CONTACT, 104, is_usual=True, falls=True
    ),
    Column.OVERDUE: ColumnSpec(
        mark_in("column", "Overdue"), ListColumn.OVERDUE, 78, is_usual=True, falls=True
    ),
    Column.NEXT_ACTION: ColumnSpec(mark("Next action"), ListColumn.NEXT_ACTION, 112, is_usual=True),
    Column.COMPLETENESS: ColumnSpec(
        mark("Complete"), ListColumn.COMPLETENESS, 92, is_number=True, falls=True
    ),
    Column.OWNER: ColumnSpec(mark("Owner"), ListColumn.OWNER, 110),
    Column.EXTERNAL_ID: ColumnSpec(mark("External ID"), ListColumn.EXTERNAL_ID, 110),
}
ORDER: tuple[Column, ...] = tuple(Column)
"""A column's place in the model; where it stands on the screen is the header's affair."""

USUAL: tuple[Column, ...] = tuple(one for one, spec in COLUMNS.items() if spec.is_usual)


def column_of_sort(sort: ListColumn) -> Column | None:
    """Return the column that is sorted by, None for an order without one."""
    return next((one for one, spec in COLUMNS.items() if spec.sort is sort), None)


def known(names: object) -> list[Column]:
    """Return the columns of remembered names in their order, each once; others are left out."""
    if not isinstance(names, list | tuple):
        return []
    found = (Column(name) for name in names if isinstance(name, str) and name in set(Column))
    return list(dict.fromkeys(found))
