"""`tiers`: the tiers of a day as a preview, applied, or exported as a list."""

import argparse
from contextlib import closing
from dataclasses import replace
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.tier_plan import Move, Placement, TierPlan
from crm_desktop.domain.tier_scheme import Method, Scheme, Tier
from crm_desktop.services import tier_lists, tiers
from crm_desktop.services.customers import list_customers
from crm_desktop.storage.database import Database
from crm_desktop.storage.types import from_micro
from crm_desktop.text import Language, mark
from crm_desktop.wording.tiers import METHODS, MOVES, reason_text

_HEADER = (
    mark("Rank"),
    mark("Tier"),
    mark("Before"),
    mark("Index"),
    mark("Name"),
    mark("Reason"),
)


def run(context: Context, options: argparse.Namespace) -> None:
    """Show the plan, then export and apply it as asked; an export never leaves half a file."""
    if options.export:
        tier_lists.check_target(options.export)
    with closing(context.open()) as database:
        plan = tiers.plan(database, as_of=context.as_of, scheme=_scheme(database, options.method))
        if options.export:
            tier_lists.export(
                database,
                plan,
                options.export,
                context.language,
                resources=context.paths.resources,
                is_exact=options.exact,
            )
        if options.apply:
            tiers.apply(database, plan)
        customers = {row.id: row for row in list_customers(database, as_of=context.as_of)}
    names = {key: (row.name, row.external_id) for key, row in customers.items()}
    if context.as_json:
        context.say_json(as_json(context.language, plan, names))
        return
    _print(context, plan, names)
    if options.apply:
        context.say(context.language.text("Applied."))
    if options.export:
        context.say(context.language.text("Written: {path}", path=options.export))


def _scheme(database: Database, method: str | None) -> Scheme | None:
    if method is None:
        return None
    return replace(tiers.scheme(database), method=Method(method))


def as_json(
    language: Language, plan: TierPlan, names: dict[int, tuple[str, str]]
) -> dict[str, Any]:
    """Return the plan under its documented names, rows in rank order."""
    return plain_object(
        {
            "method": plan.scheme.method,
            "as_of": plan.as_of,
            "counts": plan.counts,
            "untiered": len(names) - len(plan.placements),
            "revenue_share": {tier: plan.shares[tier].revenue_share for tier in Tier},
            "off_quota": plan.off_quota,
            "rows": [_row(language, plan, row, names[row.id]) for row in plan.placements],
        }
    )


def _row(
    language: Language, plan: TierPlan, row: Placement, name: tuple[str, str]
) -> dict[str, Any]:
    reason = plan.reason(row.id)
    terms = {
        term.term: {
            "score": term.score,
            "weight": term.weight,
            "contribution": round(term.contribution, 6),
        }
        for term in plan.terms(row.id)
    }
    text = reason_text(language, reason)
    return {
        "id": row.id,
        "external_id": name[1] or None,
        "name": name[0],
        "tier": row.tier,
        "previous": row.previous,
        "index": row.value_index,
        "rank": row.rank,
        "revenue_12m": from_micro(row.revenue_12m),
        "terms": terms,
        "reason": {"code": reason.code, "params": reason.params, "text": text},
    }


def _print(context: Context, plan: TierPlan, names: dict[int, tuple[str, str]]) -> None:
    language = context.language
    rows = [_cells(language, plan, row, names[row.id][0]) for row in plan.placements]
    header = [language.text(title) for title in _HEADER]
    for line in table_lines(header, rows, right=frozenset({0, 3})):
        context.say(line)
    context.say()
    method = language.text(METHODS[plan.scheme.method])
    day = language.date(plan.as_of)
    context.say(language.text("Method {method}, as of {day}", method=method, day=day))
    for tier in Tier:
        share = plan.shares[tier]
        revenue = (
            "-" if share.revenue_share is None else language.percent(float(share.revenue_share))
        )
        context.say(
            language.text(
                "{tier}: {count} customers ({share}), {revenue} of the revenue",
                tier=tier,
                count=share.count,
                share=language.percent(float(share.customer_share)),
                revenue=revenue,
            )
        )


def _cells(language: Language, plan: TierPlan, row: Placement, name: str) -> list[str]:
    index = "" if row.value_index is None else language.number(row.value_index, 1)
    before = row.previous.value if row.previous else language.text(MOVES[Move.NEW])
    rank = "" if row.rank is None else str(row.rank)
    return [rank, row.tier, before, index, name, reason_text(language, plan.reason(row.id))]
