"""`tiers`: the tiers of a day as a preview, applied, or exported as a list."""

import argparse
from contextlib import closing
from dataclasses import replace
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.tier_lines import tier_lines
from crm_desktop.domain.tier_plan import Placement, TierPlan
from crm_desktop.domain.tier_scheme import Method, Scheme, Tier
from crm_desktop.services import tier_lists, tiers
from crm_desktop.services.customers import amounts_without_rate, names
from crm_desktop.storage.database import Database
from crm_desktop.storage.types import from_micro
from crm_desktop.text import Language
from crm_desktop.wording.rates import rate_lines
from crm_desktop.wording.tiers import reason_text


def run(context: Context, options: argparse.Namespace) -> None:
    """Show the plan, then export and apply it as asked; an export never leaves half a file."""
    if options.export:
        tier_lists.check_target(options.export)
    with closing(context.open_for_writing() if options.apply else context.open()) as database:
        plan = tiers.plan(database, as_of=context.as_of, scheme=_scheme(database, options.method))
        known = names(database)
        missing = amounts_without_rate(database, as_of=context.as_of)
        _export(context, database, plan, options)
        if options.apply:
            tiers.apply(database, plan)
    if context.as_json:
        context.say_json(as_json(context.language, plan, known) | {"without_rate": missing})
        return
    for line in tier_lines(context, plan, {key: name for key, (name, _) in known.items()}):
        context.say(line)
    for line in rate_lines(context.language, missing):
        context.say(line)
    context.say(_outcome(context.language, is_applied=options.apply))
    if options.export:
        context.say(context.language.text("Written: {path}", path=options.export))


def as_json(
    language: Language, plan: TierPlan, known: dict[int, tuple[str, str]]
) -> dict[str, Any]:
    """Return the plan under its documented names, rows in rank order."""
    return plain_object(
        {
            "method": plan.scheme.method,
            "as_of": plan.as_of,
            "counts": plan.counts,
            "counts_before": plan.counts_before,
            "off_quota": plan.off_quota,
            "untiered": len(known) - len(plan.placements),
            "revenue_share": {tier: plan.shares[tier].revenue_share for tier in Tier},
            "leavers": plan.leavers,
            "rows": [_row(language, plan, row, known[row.id]) for row in plan.placements],
        }
    )


def _export(
    context: Context, database: Database, plan: TierPlan, options: argparse.Namespace
) -> None:
    if options.export:
        tier_lists.export(
            database,
            plan,
            options.export,
            context.language,
            resources=context.paths.resources,
            is_exact=options.exact,
        )


def _scheme(database: Database, method: str | None) -> Scheme | None:
    if method is None:
        return None
    return replace(tiers.scheme(database), method=Method(method))


def _outcome(language: Language, *, is_applied: bool) -> str:
    if is_applied:
        return language.text("Applied: these are now the tiers of the customers.")
    return language.text("A preview: nothing was changed. --apply makes it so.")


def _row(
    language: Language, plan: TierPlan, row: Placement, name: tuple[str, str]
) -> dict[str, Any]:
    reason = plan.reason(row.id)
    return {
        "id": row.id,
        "external_id": name[1] or None,
        "name": name[0],
        "tier": row.tier,
        "previous": row.previous,
        "move": row.move,
        "index": row.value_index,
        "rank": row.rank,
        "revenue_12m": from_micro(row.revenue_12m),
        "terms": {
            term.term: {
                "score": term.score,
                "weight": term.weight,
                "contribution": round(term.contribution, 6),
            }
            for term in plan.terms(row.id)
        },
        "changed_terms": {
            change.term: {"before": change.before, "after": change.after}
            for change in plan.changed_terms(row.id)
        },
        "reason": {
            "code": reason.code,
            "params": reason.params,
            "text": reason_text(language, reason),
        },
    }
