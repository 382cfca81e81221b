"""A tier plan for a terminal: everybody in rank order, who moves and why, and the counts."""

from collections.abc import Iterator, Mapping

from crm_desktop.cli.context import Context
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.tier_plan import Move, Placement, TierPlan
from crm_desktop.domain.tier_scheme import Method, Tier
from crm_desktop.text import Language, LanguageCode, mark, mark_in
from crm_desktop.wording.tiers import METHODS, MOVES, change_texts, reason_text

_RANKING = (
    mark("Rank"),
    mark("Tier"),
    mark("Before"),
    mark("Index"),
    mark("Name"),
    mark("Reason"),
)
_COUNTS = (
    mark("Tier"),
    mark_in("number", "Customers"),
    mark("Share"),
    mark("Before"),
    mark("Share of revenue"),
    mark("Against the quota"),
)
_NAME, _REASON = 4, 5


def tier_lines(context: Context, plan: TierPlan, names: Mapping[int, str]) -> Iterator[str]:
    """Yield the ranking, the moves with their reasons, and the counts before and after."""
    language = context.language
    if plan.placements:
        yield from _ranking(context, plan, names)
        yield ""
        yield from _moves(language, plan, names)
    else:
        yield language.text("No customer has a purchase, a contract or a pin yet.")
    yield ""
    method, day = language.text(METHODS[plan.scheme.method]), language.date(plan.as_of)
    yield language.text("Method {method}, as of {day}", method=method, day=day)
    yield from _counts(context, plan)
    yield ""


def _ranking(context: Context, plan: TierPlan, names: Mapping[int, str]) -> list[str]:
    language = context.language
    rows = [_cells(language, plan, row, names[row.id]) for row in plan.placements]
    header = [language.text(title) for title in _RANKING]
    numbers, texts = frozenset({0, 3}), (_NAME, _REASON)
    return table_lines(header, rows, right=numbers, flexible=texts, width=context.width)


def _cells(language: Language, plan: TierPlan, row: Placement, name: str) -> list[str]:
    index = "" if row.value_index is None else language.number(row.value_index, 1)
    before = row.previous.value if row.previous else language.text(MOVES[Move.NEW])
    rank = "" if row.rank is None else str(row.rank)
    return [rank, row.tier, before, index, name, reason_text(language, plan.reason(row.id))]


def _moves(language: Language, plan: TierPlan, names: Mapping[int, str]) -> Iterator[str]:
    moved = [row for row in plan.moves if row.previous is not None]
    new = len(plan.moves) - len(moved)
    gap = "；" if language.code is LanguageCode.CHINESE else "; "
    if plan.previous:
        yield language.plural("{count} customer moves", "{count} customers move", len(moved))
    for row in moved:
        why = [
            reason_text(language, plan.reason(row.id)),
            *change_texts(language, plan.changed_terms(row.id)),
        ]
        yield f"  {row.previous} → {row.tier}  {language.labelled(names[row.id], gap.join(why))}"
    if new:
        yield language.plural(
            "{count} customer gets a first tier", "{count} customers get their first tier", new
        )
    for key in plan.leavers:
        gone = language.text("no longer tiered")
        name = names.get(key) or language.text("a customer in the bin")
        yield f"  {plan.previous[key].tier} → -  {language.labelled(name, gone)}"


def _counts(context: Context, plan: TierPlan) -> list[str]:
    language = context.language
    has_quota = plan.scheme.method is Method.QUOTA
    columns = len(_COUNTS) if has_quota else len(_COUNTS) - 1
    header = [language.text(title) for title in _COUNTS[:columns]]
    rows = [_count(language, plan, tier)[:columns] for tier in Tier]
    return table_lines(header, rows, right=frozenset(range(1, columns)))


def _count(language: Language, plan: TierPlan, tier: Tier) -> list[str]:
    share = plan.shares[tier]
    return [
        tier.value,
        language.number(share.count),
        language.percent(float(share.customer_share)),
        language.number(plan.counts_before[tier]) if plan.previous else "-",
        "-" if share.revenue_share is None else language.percent(float(share.revenue_share)),
        f"{plan.off_quota[tier]:+d}" if plan.off_quota[tier] else "0",
    ]
