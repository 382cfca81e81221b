"""A card with its figures and its standing, ready to be put into words for several readers."""

from collections.abc import Callable
from datetime import date

from crm_desktop.domain.completeness import completeness
from crm_desktop.domain.playbook import Playbook
from crm_desktop.services.cadence import cadence_of
from crm_desktop.services.card_standing import card_standing
from crm_desktop.services.customers import list_row, show
from crm_desktop.storage.database import Database
from crm_desktop.text import Language
from crm_desktop.wording.card_text.facts import CardFacts


def facts_of(
    database: Database, customer_id: int, *, today: date, playbook: Playbook
) -> Callable[[Language], CardFacts]:
    """Read a card once and return what makes its facts for a reader.

    Raises InputError ``customer_unknown``.
    """
    card = show(database, f"id:{customer_id}", as_of=today)
    row = list_row(database, card, as_of=today)
    states = completeness(card, playbook.expected[card.customer.kind], today=today)
    standing = card_standing(card, row.tier, cadence_of(database), today=today)

    def of(language: Language) -> CardFacts:
        return CardFacts(language, card, row, states, playbook, today, standing)

    return of
