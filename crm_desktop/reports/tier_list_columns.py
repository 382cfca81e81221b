"""The columns of the tier list in its workbook and its CSV files."""

from crm_desktop.domain.tier_scheme import Term, Tier
from crm_desktop.reports.spreadsheets import CellKind, Column, Value
from crm_desktop.reports.tier_list import TierList, TierListRow
from crm_desktop.reports.tier_list_words import TERMS
from crm_desktop.text import Language, mark
from crm_desktop.wording.card import KINDS
from crm_desktop.wording.tiers import MOVES


def columns_of(tier_list: TierList) -> tuple[Column[TierListRow], ...]:
    """Return every column of the list, for people and for programs."""
    return (*_who(), *_standing(), *_terms(), *_money(tier_list), *_work(tier_list))


def _who() -> tuple[Column[TierListRow], ...]:
    return (
        Column("name", mark("Customer"), CellKind.TEXT, lambda row: row.name),
        Column("external_id", mark("Customer no."), CellKind.TEXT, lambda row: row.external_id),
        Column("id", mark("Internal no."), CellKind.WHOLE, lambda row: row.id),
        Column(
            "kind",
            mark("Kind"),
            CellKind.TEXT,
            lambda row: str(row.kind),
            lambda row, language: language.text(KINDS[row.kind]),
        ),
        Column("city", mark("City"), CellKind.TEXT, lambda row: row.city),
        Column("owner", mark("Owner"), CellKind.TEXT, lambda row: row.owner),
    )


def _standing() -> tuple[Column[TierListRow], ...]:
    return (
        Column("rank", mark("Rank"), CellKind.WHOLE, lambda row: row.rank),
        Column("tier", mark("Tier"), CellKind.TEXT, lambda row: str(row.tier)),
        Column(
            "previous_tier",
            mark("Tier before"),
            CellKind.TEXT,
            lambda row: str(row.previous or ""),
        ),
        Column(
            "change",
            mark("Change"),
            CellKind.TEXT,
            lambda row: str(row.move),
            lambda row, language: language.text(MOVES[row.move]),
        ),
        Column(
            "pinned",
            mark("Pinned"),
            CellKind.TEXT,
            lambda row: "true" if row.is_pinned else "false",
            _pinned,
        ),
        Column("index", mark("Index"), CellKind.POINTS, lambda row: row.index),
        Column("index_change", mark("Index change"), CellKind.POINTS, lambda row: row.index_change),
    )


def _pinned(row: TierListRow, language: Language) -> str:
    return language.text(mark("pinned")) if row.is_pinned else ""


def _terms() -> tuple[Column[TierListRow], ...]:
    return tuple(_term(term) for term in Term)


def _term(term: Term) -> Column[TierListRow]:
    def score(row: TierListRow) -> Value:
        return row.terms.get(term)

    return Column(f"term_{term}", TERMS[term], CellKind.POINTS, score)


def _money(tier_list: TierList) -> tuple[Column[TierListRow], ...]:
    def share(row: TierListRow) -> Value:
        found = tier_list.revenue_share(row)
        return None if found is None else round(found, 6)

    return (
        Column(
            "revenue_12m", mark("Revenue 12 months"), CellKind.MONEY, lambda row: row.revenue_12m
        ),
        Column("currency", mark("Currency"), CellKind.TEXT, lambda _: tier_list.currency),
        Column("revenue_share", mark("Share of revenue"), CellKind.SHARE, share),
    )


def _work(tier_list: TierList) -> tuple[Column[TierListRow], ...]:
    def strategy(row: TierListRow) -> Value:
        return tier_list.strategies.get(Tier(row.tier), "")

    return (
        Column("last_contact", mark("Last contact"), CellKind.DAY, lambda row: row.last_contact),
        Column("next_action", mark("Next action"), CellKind.TEXT, lambda row: row.next_action),
        Column(
            "next_action_on",
            mark("Next action on"),
            CellKind.DAY,
            lambda row: row.next_action_on,
        ),
        Column("strategy", mark("Strategy"), CellKind.TEXT, strategy),
    )
