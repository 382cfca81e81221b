"""`show`: a whole card, for a person in a page of lines or for a program as JSON."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.card_standing import standing_json
from crm_desktop.cli.context import Context
from crm_desktop.cli.customers import as_json as row_as_json
from crm_desktop.cli.plain import plain
from crm_desktop.domain.completeness import SectionState, completeness
from crm_desktop.domain.customers import Section
from crm_desktop.services.cadence import cadence_of
from crm_desktop.services.card_standing import card_standing
from crm_desktop.services.customers import list_row, show
from crm_desktop.wording.card_text.facts import CardFacts
from crm_desktop.wording.card_text.lines import card_lines


def run(context: Context, options: argparse.Namespace) -> None:
    """Show the card of one customer as of the day."""
    with closing(context.open()) as database:
        playbook = context.playbook(database)
        card = show(database, options.customer, as_of=context.as_of)
        row = list_row(database, card, as_of=context.as_of)
        cadence = cadence_of(database)
    expected = playbook.expected[card.customer.kind]
    states = completeness(card, expected, today=context.as_of)
    standing = card_standing(card, row.tier, cadence, today=context.as_of)
    if context.as_json:
        derived = {
            "completeness": _completeness(states),
            "standing": standing_json(context.language, standing),
        }
        context.say_json(row_as_json(row) | plain(card) | derived)
        return
    facts = CardFacts(context.language, card, row, states, playbook, context.as_of, standing)
    for line in card_lines(facts):
        context.say(line)


def _completeness(states: dict[Section, SectionState]) -> dict[str, Any]:
    return {
        section.value: {
            "percent": state.percent,
            "missing": plain(state.missing),
            "confirmed_on": plain(state.confirmed_on),
            "is_stale": state.is_stale,
        }
        for section, state in states.items()
    }
