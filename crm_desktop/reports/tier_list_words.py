"""The fixed phrases of the tier list: codes of the domain to msgids of both languages."""

from datetime import date
from decimal import Decimal

from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier, normalised
from crm_desktop.text import Language, LanguageCode, mark, mark_in

TITLE = mark("Tier list")

TIERS = {
    Tier.A: mark_in("tier", "Strategic value"),
    Tier.B: mark("Key development"),
    Tier.C: mark("Maintenance"),
}

TERMS = {
    Term.REVENUE: mark("Revenue"),
    Term.FREQUENCY: mark("Frequency"),
    Term.RECENCY: mark("Recency"),
    Term.EXPECTED: mark("Expected value"),
    Term.GROWTH: mark("Growth"),
    Term.STRATEGIC: mark("Strategic value"),
}

SHORT_TERMS = {
    Term.REVENUE: mark("Rev."),
    Term.FREQUENCY: mark("Freq."),
    Term.RECENCY: mark("Rec."),
    Term.EXPECTED: mark("Exp."),
    Term.GROWTH: mark("Gro."),
    Term.STRATEGIC: mark("Str."),
}

METHODS = {
    Method.QUOTA: mark("Quota: the best {a} are A, the next {b} are B"),
    Method.THRESHOLD: mark("Threshold: index from {a} is A, from {b} is B"),
    Method.PARETO: mark("Pareto: A up to {a} of the revenue, B up to {b}"),
}

AS_OF = mark("as of {day}")
CHANGE_SINCE = mark("compared with {day}")
FIRST_LIST = mark("the first list, nothing to compare with")
CONFIDENTIAL = mark("Internal: not for the customer")
INDEX_MADE_OF = mark("Value index 0–100")
TERM_SHARE = mark("{term} {share}")
DROPPED_TERMS = mark("A term that is equal for all drops out and the others are rescaled.")
NOBODY = mark("No customer has a purchase, a contract or a pin yet.")
DEFAULTS_NOTE = mark("Weights and cut-offs are settings, not a standard.")


def method_line(scheme: Scheme, language: Language) -> str:
    """Return the method with its numbers as a sentence."""
    match scheme.method:
        case Method.QUOTA:
            a, b = language.percent(scheme.quota_a), language.percent(scheme.quota_b)
        case Method.THRESHOLD:
            a, b = language.number(scheme.threshold_a), language.number(scheme.threshold_b)
        case Method.PARETO:
            a, b = language.percent(scheme.pareto_a), language.percent(scheme.pareto_b)
    return language.text(METHODS[scheme.method], a=a, b=b)


def weights_line(scheme: Scheme, language: Language) -> str:
    """Return the terms that weigh something with their weights as shares of the whole."""
    parts = (
        language.text(TERM_SHARE, term=language.text(TERMS[term]), share=language.percent(share))
        for term, share in weight_shares(scheme).items()
    )
    return language.labelled(language.text(INDEX_MADE_OF), " · ".join(parts))


def weight_shares(scheme: Scheme) -> dict[Term, Decimal]:
    """Return each weight that is not 0 as a share 0-1 of their sum."""
    weights = normalised(scheme.weights)
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items() if weight}


def since_line(previous_as_of: date | None, language: Language) -> str:
    """Return which earlier list the changes compare with."""
    if previous_as_of is None:
        return language.text(FIRST_LIST)
    return language.text(CHANGE_SINCE, day=language.date(previous_as_of))


def left_out_line(count: int, language: Language) -> str:
    """Return how many amounts are in no sum; empty where all are."""
    if not count:
        return ""
    return language.plural(
        "{count} amount without a rate is left out.",
        "{count} amounts without a rate are left out.",
        count,
    )


def caveats_line(left_out: int, language: Language) -> str:
    """Return what a reader should keep in mind about the figures, as running text."""
    sentences = (
        language.text(DROPPED_TERMS),
        language.text(DEFAULTS_NOTE),
        left_out_line(left_out, language),
    )
    gap = "" if language.code is LanguageCode.CHINESE else " "
    return gap.join(sentence for sentence in sentences if sentence)
