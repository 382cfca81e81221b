"""`duplicates`: cards that may be of the same customer, with the reasons."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.progress import progress_bar
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.duplicate_pairs import CardName, DuplicatePair
from crm_desktop.services.duplicates import find_duplicates
from crm_desktop.text import mark
from crm_desktop.wording.duplicates import certainty_text, evidence_text

_HEADER = (mark("Certainty"), mark("Card"), mark("May be the same as"), mark("Why"))
_CARD, _OTHER, _WHY = 1, 2, 3
_STEPS = 100


def run(context: Context, options: argparse.Namespace) -> None:
    """Print every suspicion that nobody put aside, the surest first; merging is for the window."""
    with closing(context.open()) as database, progress_bar(context, _STEPS) as progress:
        pairs = find_duplicates(database, progress=progress)
    if options.sure:
        pairs = tuple(one for one in pairs if one.is_sure)
    if context.as_json:
        context.say_json([as_json(context, one) for one in pairs])
        return
    if not pairs:
        context.say(context.language.text("No card looks like another one."))
        return
    for line in _table(context, pairs):
        context.say(line)


def as_json(context: Context, pair: DuplicatePair) -> dict[str, Any]:
    """Return a pair under its documented names."""
    return plain_object(
        {
            "first": _card(pair.first),
            "second": _card(pair.second),
            "is_sure": pair.is_sure,
            "points": f"{pair.points:g}",
            "evidence": [
                {
                    "code": one.code,
                    "value": one.value,
                    "points": f"{one.points:g}",
                    "text": evidence_text(context.language, one),
                }
                for one in pair.evidence
            ],
        }
    )


def _card(card: CardName) -> dict[str, Any]:
    return {
        "id": card.customer_id,
        "external_id": card.external_id or None,
        "name": card.name,
        "city": card.city,
        "kind": card.kind,
    }


def _table(context: Context, pairs: tuple[DuplicatePair, ...]) -> list[str]:
    language = context.language
    rows = [
        (
            certainty_text(language, is_sure=one.is_sure),
            f"{one.first.name} ({one.first.customer_id})",
            f"{one.second.name} ({one.second.customer_id})",
            language.join([evidence_text(language, reason) for reason in one.evidence]),
        )
        for one in pairs
    ]
    header = tuple(map(language.text, _HEADER))
    return table_lines(header, rows, flexible=(_WHY, _OTHER, _CARD), width=context.width)
