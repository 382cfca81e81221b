"""`list`: the customers, one line each."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.figures import ListRow
from crm_desktop.services.customers import list_customers
from crm_desktop.services.list_pages import base_currency
from crm_desktop.text import Language, mark

_HEADER = (
    mark("Id"),
    mark("Name"),
    mark("City"),
    mark("Tier"),
    mark("Index"),
    mark("MAN"),
    mark("12 months"),
    mark("Last contact"),
    mark("Owner"),
)
_ID, _NAME, _CITY, _INDEX, _MONEY, _OWNER = 0, 1, 2, 4, 6, 8
_NUMBERS = frozenset({_ID, _INDEX, _MONEY})


def run(context: Context, options: argparse.Namespace) -> None:
    """List the customers that match ``--filter``."""
    with closing(context.open()) as database:
        rows = list_customers(database, as_of=context.as_of, query=options.filter)
        currency = base_currency(database)
    if context.as_json:
        context.say_json([as_json(row) for row in rows])
        return
    language = context.language
    header = [language.text(title) for title in _HEADER]
    lines = [_cells(language, row, currency) for row in rows]
    flexible = (_NAME, _OWNER, _CITY)
    for line in table_lines(header, lines, right=_NUMBERS, flexible=flexible, width=context.width):
        context.say(line)
    context.say(language.plural("{count} customer", "{count} customers", len(rows)))
    if not rows and not options.filter:
        context.say(
            language.text("Take some in with: {program} import PATH", program=context.program)
        )


def as_json(row: ListRow) -> dict[str, Any]:
    """Return a list row under its documented names."""
    return plain_object(
        {
            "id": row.id,
            "external_id": row.external_id or None,
            "name": row.name,
            "kind": row.kind,
            "city": row.city,
            "country": row.country,
            "stage": row.stage,
            "tier": row.tier or None,
            "index": row.value_index,
            "man_class": row.man_class or None,
            "man_score": row.man_score,
            "purchases": row.purchases,
            "revenue_total": row.revenue_total,
            "revenue_12m": row.revenue_12m,
            "last_purchase": row.last_purchase,
            "last_contact": row.last_contact,
            "owner": row.owner,
        }
    )


def _cells(language: Language, row: ListRow, currency: str) -> list[str]:
    index = "" if row.value_index is None else language.number(row.value_index, 1)
    return [
        str(row.id),
        row.name,
        row.city,
        row.tier,
        index,
        row.man_class,
        language.money(row.revenue_12m, currency) if currency else str(row.revenue_12m),
        language.date(row.last_contact) if row.last_contact else "",
        row.owner,
    ]
