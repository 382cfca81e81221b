"""`retention`: cards past their term, sensitive facts without a ground, and the bin (D28)."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.services.customer_bin import BinnedCustomer, bin_term_of, binned
from crm_desktop.services.privacy_look import PrivacyLook, look
from crm_desktop.services.retention import Kept, kept_on
from crm_desktop.text import mark
from crm_desktop.wording.privacy import days_left_text, footing_text, retention_text

_CARDS = (mark("Name"), mark("Why"), mark("Term ended on"))
_FACTS = (mark("Fact"), mark("About"), mark("Stands on"))
_BIN = (mark("Name"), mark("Goes for good"))


def run(context: Context, _options: argparse.Namespace) -> None:
    """Print what a person has to decide on; deciding is for the window."""
    with closing(context.open()) as database:
        found = look(database, context.as_of)
        kept = kept_on(database, context.as_of)
        resting, term = binned(database, context.as_of), bin_term_of(database)
    if context.as_json:
        context.say_json(as_json(found, kept, resting, term))
        return
    language = context.language
    if found.is_quiet and not resting:
        context.say(language.text("No card is past its term, and every sensitive fact is settled."))
        return
    for line in [*_cards(context, found), *_facts(context, found), *_resting(context, resting)]:
        context.say(line)


def as_json(
    found: PrivacyLook, kept: tuple[Kept, ...], resting: list[BinnedCustomer], term: int
) -> dict[str, Any]:
    """Return the lists under their documented names."""
    return plain_object(
        {
            "terms": {rule.value: months for rule, months in found.terms.items()},
            "past_term": [
                {
                    "id": one.customer_id,
                    "name": one.name,
                    "rule": one.rule.value,
                    "since": one.since,
                    "months": one.months,
                    "ended_on": one.ended_on,
                }
                for one in found.past_terms
            ],
            "kept_on": [
                {"id": key, "name": name, "until": until, "reason": reason}
                for key, name, until, reason in kept
            ],
            "unsettled": [
                {
                    "kind": one.fact.kind.value,
                    "record_id": one.fact.record_id,
                    "customer_id": one.fact.customer_id,
                    "customer": one.customer,
                    "people": list(one.people),
                    "about": one.fact.about.value,
                    "is_safety": one.fact.is_safety,
                    "footing": one.footing.value,
                }
                for one in found.unsettled
            ],
            "bin": {
                "days": term,
                "customers": [
                    {"id": one.id, "name": one.name, "days_left": one.days_left} for one in resting
                ],
            },
        }
    )


def _cards(context: Context, found: PrivacyLook) -> list[str]:
    language = context.language
    rows = [
        (one.name, retention_text(language, one), language.date(one.ended_on))
        for one in found.past_terms
    ]
    return _table(context, _CARDS, rows)


def _facts(context: Context, found: PrivacyLook) -> list[str]:
    language = context.language
    rows = [
        (one.fact.text, ", ".join((one.customer, *one.people)), footing_text(language, one.footing))
        for one in found.unsettled
    ]
    return _table(context, _FACTS, rows)


def _resting(context: Context, resting: list[BinnedCustomer]) -> list[str]:
    rows = [(one.name, days_left_text(context.language, one.days_left)) for one in resting]
    return _table(context, _BIN, rows)


def _table(context: Context, header: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    words = tuple(map(context.language.text, header))
    return [*table_lines(words, rows, flexible=(1, 0), width=context.width), ""]
