"""Words of the tiers: methods, terms, and the reason a customer stands where it does (D3)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from crm_desktop.domain.tier_plan import Move, Reason, Rule, TermChange
from crm_desktop.domain.tier_scheme import Method, Term
from crm_desktop.domain.value_index import TermScore
from crm_desktop.text import Language, mark, mark_in

METHODS = {
    Method.QUOTA: mark("quota"),
    Method.THRESHOLD: mark("threshold"),
    Method.PARETO: mark("Pareto"),
}
TERMS = {
    Term.REVENUE: mark("revenue"),
    Term.FREQUENCY: mark("frequency"),
    Term.RECENCY: mark("recency"),
    Term.EXPECTED: mark("expected value"),
    Term.GROWTH: mark("growth"),
    Term.STRATEGIC: mark("strategic value"),
}
MOVES = {
    Move.NEW: mark_in("tier", "new"),
    Move.SAME: mark_in("tier", "unchanged"),
    Move.UP: mark_in("tier", "up"),
    Move.DOWN: mark_in("tier", "down"),
}
RULES = {
    Rule.PINNED: mark("set by hand: {reason}"),
    Rule.QUOTA: mark("index {index}, rank {rank} of {of}"),
    Rule.THRESHOLD: mark("index {index}, rank {rank} of {of}"),
    Rule.PARETO: mark("the customers before it bring {share_before} of the revenue"),
    Rule.NO_REVENUE: mark("no revenue in 12 months"),
    Rule.KEPT_NEAR_BORDER: mark("kept: index {index} is close to the border {border}"),
    Rule.KEPT_RECENT: mark("kept: held for {days} days only, since {since}"),
}


def reason_text(language: Language, reason: Reason) -> str:
    """Return why a customer stands in its tier, in one phrase with its numbers."""
    params = {name: _shown(language, name, value) for name, value in reason.params.items()}
    return language.text(RULES[reason.code], **params)


def change_texts(language: Language, changes: Iterable[TermChange]) -> list[str]:
    """Return the terms that moved since the earlier run, each with its scores then and now."""
    return [
        language.text(
            "{term} {before} → {after}",
            term=language.text(TERMS[change.term]),
            before=language.number(change.before, 1),
            after=language.number(change.after, 1),
        )
        for change in changes
    ]


def term_texts(language: Language, terms: Iterable[TermScore]) -> list[str]:
    """Return how an index is made up, the weightiest part first."""
    return [
        language.text(
            "{term}: {score} of 100, weight {weight} → {points}",
            term=language.text(TERMS[one.term]),
            score=language.number(one.score, 0),
            weight=language.percent(one.weight),
            points=language.number(one.contribution, 1),
        )
        for one in sorted(terms, key=lambda one: -one.contribution)
    ]


def _shown(language: Language, name: str, value: object) -> str:
    if name == "share_before" and isinstance(value, Decimal):
        return language.percent(value)
    if isinstance(value, Decimal):
        return language.number(value, 1)
    if isinstance(value, date):
        return language.date(value)
    return "" if value is None else str(value)
